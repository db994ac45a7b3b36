import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const markdown = [
  "# Tides",
  "| Port | High |\n| --- | --- |\n| Brest | 6.9 m |\n| [Tides](/knowledge/sea/tides) | 7 m |\n| [[Tides\\|the same]] | 8 m |",
  "$$\nF = G\\frac{mM}{r^2}\n$$",
  "```mermaid\nflowchart LR\n  Moon --> Sea\n```",
  "```ts\nconst high = 6.9;\n```",
  "> [!TIP]\n> Look at the moon.",
  "- [ ] Ask the harbour",
].join("\n\n");

describe("writing a page", () => {
  let olga: Person;
  let boris: Person;
  beforeAll(async () => {
    [olga, boris] = await Promise.all([
      person("Olga"),
      person("Борис", { language: "ru", width: 768, colors: "dark" }),
    ]);
    await entrance(olga, "en").logIn({ email: "admin@example.org", password });
    await entrance(boris, "ru").logIn({ email: "admin@example.org", password });
    const { space } = await call<{ space: { id: string } }>(olga, "knowledge.v1.SpaceService/CreateSpace", {
      name: "Sea",
      language: "LANGUAGE_EN",
      visibility: "SPACE_VISIBILITY_MEMBERS",
    });
    await call(olga, "knowledge.v1.PageService/CreatePage", { spaceId: space.id, title: "Tides", markdown });
  });

  const text = (who: Person) => who.page.getByRole("textbox", { name: /Text of the page|Текст страницы/ });
  const save = (who: Person) => who.page.getByRole("button", { name: /^(Save|Сохранить)$/ });

  it("draws what the caret is not in, and gives its Markdown back where it is", async () => {
    await olga.goTo("/knowledge/sea/tides/edit");
    await text(olga).waitFor();
    await olga.page.getByRole("table").waitFor();
    await olga.page.locator(".katex").first().waitFor();
    await olga.page.getByRole("img", { name: "Diagram" }).waitFor();
    await olga.page.getByRole("cell", { name: "the same", exact: true }).waitFor();
    const keyword = olga.page.locator(".cm-content").getByText("const", { exact: true });
    await expect.poll(() => keyword.evaluate((word) => getComputedStyle(word).color)).toBe("rgb(109, 40, 217)");
    await olga.looks();
    // A link in what is drawn is followed beside the text, which stays drawn.
    const opening = olga.page.waitForEvent("popup");
    await olga.page.getByRole("table").getByRole("link", { name: "Tides" }).click();
    const beside = await opening;
    await beside.waitForURL("**/knowledge/sea/tides");
    await beside.close();
    await olga.page.getByRole("table").waitFor();
    await olga.page.getByRole("cell", { name: "Brest" }).click();
    await olga.page.getByRole("table").waitFor({ state: "detached" });
    await olga.page.getByText("| Brest | 6.9 m |").waitFor();
    await olga.page.getByText("Source", { exact: true }).click();
    await olga.page.getByText("F = G\\frac{mM}{r^2}").waitFor();
    await olga.looks();
    await olga.page.getByText("F = G").click();
    await olga.page.keyboard.press("Control+f");
    await olga.page.getByRole("textbox", { name: "Find" }).fill("moon");
    await olga.looks();
    await olga.page.keyboard.press("Escape");
    await olga.page.getByText("Rich", { exact: true }).click();
    await olga.page.locator("input[type=checkbox]").dispatchEvent("mousedown");
    await olga.page.getByText("Kept as a draft").waitFor();
  });

  it("makes Markdown of what is pasted from elsewhere", async () => {
    await text(olga).focus();
    await olga.page.keyboard.press("Control+End");
    await olga.page.keyboard.press("Enter");
    await olga.page.keyboard.press("Enter");
    await text(olga).evaluate((place) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", "<h2>Springs</h2><p>See <a href='https://example.org/'>here</a></p>");
      clipboardData.setData("text/plain", "Springs");
      place.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await olga.page.getByText("Springs").waitFor();
    await save(olga).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.link("Close").click();
    await olga.sees("Tides");
    await olga.notices("Springs");
    await olga.link("here").waitFor();
    expect(await olga.page.getByRole("checkbox").isChecked()).toBe(true);
  });

  it("has the source beside a translation, and what changed in it since", async () => {
    await olga.button("Translate into Russian").click();
    await olga.page
      .getByRole("region", { name: "What it is translated from" })
      .getByRole("heading", { name: "Springs" })
      .waitFor();
    await olga.page.getByRole("textbox", { name: "Title" }).fill("Приливы");
    await save(olga).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.looks();
    await boris.goTo("/knowledge/sea/tides/edit");
    await text(boris).focus();
    await boris.page.keyboard.press("Control+End");
    await boris.page.keyboard.type("\n\nNeap tides are low.");
    await save(boris).click();
    await boris.page.getByText("Сохранено", { exact: true }).waitFor();
    await boris.goTo(`/knowledge/sea/${encodeURIComponent("приливы")}`);
    await boris.sees("Приливы");
    await boris.link("Что изменилось").click();
    await boris.page.getByRole("heading", { name: /^Что изменилось после версии \d$/ }).waitFor();
    await boris.page.getByText("Neap tides are low.").first().waitFor();
    await boris.looks();
  });

  it("is found from anywhere, by what the page says", async () => {
    await olga.goTo("/");
    await olga.button(/Search and commands/).click();
    await olga.page.getByRole("combobox", { name: "Search and commands" }).fill("neap");
    await olga.page.getByRole("option", { name: /Tides · Sea/ }).click();
    await olga.sees("Tides");
  });
});
