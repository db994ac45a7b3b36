import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { hostileTexts } from "./hostile.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const texts = hostileTexts();
const perPage = 40;

describe("pages whose writers mean harm", () => {
  let reader: Person;
  const pages: string[] = [];
  const asked: string[] = [];
  const dialogs: string[] = [];

  beforeAll(async () => {
    reader = await person("Mallory");
    await entrance(reader, "en").logIn({ email: "admin@example.org", password });
    reader.page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await reader.context.route(
      (url) => url.origin !== reader.address,
      (route) => {
        asked.push(route.request().url());
        return route.abort();
      },
    );
  });

  it("are some hundreds of ways to be wrong", async () => {
    expect(texts.length).toBeGreaterThan(350);
    expect(new Set(texts).size).toBe(texts.length);
    const { space } = await call<{ space: { id: string } }>(reader, "knowledge.v1.SpaceService/CreateSpace", {
      name: "Traps",
      language: "LANGUAGE_EN",
      visibility: "SPACE_VISIBILITY_MEMBERS",
    });
    for (let at = 0; at < texts.length; at += perPage) {
      const { page } = await call<{ page: { head: { slug: string } } }>(reader, "knowledge.v1.PageService/CreatePage", {
        spaceId: space.id,
        title: `Trap ${at}`,
        markdown: texts
          .slice(at, at + perPage)
          .map((text) => text.replaceAll("\u0000", "\ufffd"))
          .join("\n\n- - -\n\n"),
      });
      pages.push(`/knowledge/traps/${page.head.slug}`);
    }
  }, 120_000);

  it("run nothing, ask nothing of strangers, and stay in their place when they are read", async () => {
    for (const path of pages) {
      await reader.goTo(path);
      await reader.page.locator("article hr").first().waitFor();
      await settled(reader);
      expect(await harmIn(reader), path).toEqual([]);
    }
    expect(await told(reader, dialogs, asked)).toEqual([]);
  }, 240_000);

  it("do no more in the editor, as rich text and as a preview", async () => {
    for (const path of pages) {
      await reader.goTo(`${path}/edit`);
      await reader.page.getByRole("textbox", { name: "Text of the page" }).waitFor();
      await settled(reader);
      expect(await harmIn(reader), path).toEqual([]);
      await reader.page.getByText("Preview", { exact: true }).click();
      await reader.page.locator("hr").first().waitFor();
      await settled(reader);
      expect(await harmIn(reader), path).toEqual([]);
    }
    expect(await told(reader, dialogs, asked)).toEqual([]);
  }, 240_000);
});

// Formulas, colours of code and diagrams come after the text.
async function settled({ page }: Person): Promise<void> {
  await page.waitForTimeout(300);
  await page.waitForFunction(
    () => !Array.from(document.querySelectorAll("figure")).some((each) => !each.querySelector("img, figcaption")),
  );
}

async function told({ page, faults }: Person, dialogs: string[], asked: string[]): Promise<string[]> {
  // Pictures that are not there are answered with 404, which the browser's console tells of.
  faults.splice(0, faults.length, ...faults.filter((fault) => !/Failed to load resource|ERR_/.test(fault)));
  const ran = await page.evaluate(() => "__ran" in window);
  return [...(ran ? ["a script ran"] : []), ...dialogs, ...asked, ...faults.splice(0)];
}

/** What of a page could run or lead away. */
function harmIn({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = "__ran" in window ? ["a script ran"] : [];
    const main = document.querySelector("main");
    const article = main?.querySelector("article");
    for (const element of main?.querySelectorAll("*") ?? []) {
      // Below a page stands the form for comments, which is ours.
      if (article && !article.contains(element) && element.tagName === "FORM") continue;
      if (/^(script|iframe|frame|object|embed|applet|base|meta|link|form|portal)$/i.test(element.tagName)) {
        found.push(element.outerHTML.slice(0, 200));
      }
      for (const { name, value } of element.attributes) {
        const address = /^(href|src|srcset|action|formaction|data|poster|background|ping|xlink:href)$/.test(name);
        const plain = value.replace(/[\s\p{Cc}]/gu, "");
        if (/^on/.test(name)) found.push(`${name}=${value}`);
        if (
          address &&
          /^(javascript|vbscript|livescript|mocha|blob|filesystem|view-source|intent|feed|jar):/i.test(plain)
        ) {
          found.push(`${name}=${value}`);
        }
        if (address && /^data:(?!image\/)/i.test(plain)) found.push(`${name}=${value}`);
        if (name === "style" && /url\(/i.test(value)) found.push(`style=${value}`);
        if (name === "id" && /^(content|root|document)$/.test(value)) found.push(`id=${value}`);
      }
    }
    return found;
  });
}
