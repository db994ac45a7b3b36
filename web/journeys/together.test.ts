import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const address = "/knowledge/harbour/tides";

describe("two people on one page", () => {
  let olga: Person;
  let ivan: Person;
  beforeAll(async () => {
    [olga, ivan] = await Promise.all([person("Olga"), person("Иван", { width: 390, language: "ru", colors: "dark" })]);
    await entrance(olga, "en").logIn({ email: "admin@example.org", password });
    await entrance(ivan, "ru").logIn({ email: "learner@example.org", password });
    const { space } = await call<{ space: { id: string } }>(olga, "knowledge.v1.SpaceService/CreateSpace", {
      name: "Harbour",
      language: "LANGUAGE_EN",
      visibility: "SPACE_VISIBILITY_MEMBERS",
    });
    const session = await call<{ person: { accountId: string } }>(
      ivan,
      "bff.v1.BrowserSessionService/GetBrowserSession",
      {},
    );
    await call(olga, "knowledge.v1.SpaceService/SetMember", {
      spaceId: space.id,
      accountId: session.person.accountId,
      role: "SPACE_ROLE_WRITER",
    });
    await call(olga, "knowledge.v1.PageService/CreatePage", { spaceId: space.id, title: "Tides", markdown: "# Tides" });
  });

  const text = ({ page }: Person) => page.getByRole("textbox", { name: /Text of the page|Текст страницы/ });
  const save = ({ page }: Person) => page.getByRole("button", { name: /^(Save|Сохранить)$/ });

  /** Types at the end of the text. */
  async function type(who: Person, words: string): Promise<void> {
    await text(who).focus();
    await who.page.keyboard.press("Control+End");
    await who.page.keyboard.type(words);
  }

  /** The lines of the text, without the names at others' carets. */
  const says = (who: Person) =>
    text(who).evaluate((place) => {
      const shown = place.cloneNode(true) as HTMLElement;
      for (const caret of shown.querySelectorAll(".together-caret")) caret.remove();
      return [...shown.querySelectorAll(".cm-line")].map((line) => line.textContent ?? "");
    });

  it("see one another, and what the other types", async () => {
    await olga.goTo(`${address}/edit`);
    await ivan.goTo(`${address}/edit`);
    await text(olga).waitFor();
    await text(ivan).waitFor();
    await olga.page.getByRole("list", { name: "Also here" }).getByText("Lena Learner").waitFor();
    await type(olga, "\n\nThe sea comes twice a day.");
    await text(ivan).getByText("The sea comes twice a day.").waitFor();
    await text(ivan).locator(".together-caret").waitFor();
    await ivan.looks();
    await type(ivan, "\n\nИ дважды уходит.");
    await text(olga).getByText("И дважды уходит.").waitFor();
    await text(olga).locator(".together-caret").waitFor();
    await olga.page.getByText("Kept as a draft").waitFor();
    await olga.looks();
  });

  it("lose nothing when one of them loses the line and both type on", async () => {
    await ivan.context.setOffline(true);
    await ivan.text("Нет связи. Текст сохранён здесь и будет отправлен.").waitFor();
    await type(ivan, "\n\nБез связи.");
    await ivan.looks();
    await olga.page.getByRole("list", { name: "Also here" }).waitFor({ state: "detached" });
    await type(olga, "\n\nStill online.");
    expect((await says(olga)).join()).not.toContain("Без связи.");
    expect((await says(ivan)).join()).not.toContain("Still online.");
    await ivan.context.setOffline(false);
    await text(olga).getByText("Без связи.").waitFor();
    await text(ivan).getByText("Still online.").waitFor();
    await expect.poll(async () => (await says(ivan)).sort()).toEqual((await says(olga)).sort());
    await ivan.text("Сохранено в черновике").waitFor();
  });

  it("undo what they typed themselves, and not what the other did", async () => {
    await type(olga, " Wrong");
    await text(ivan).getByText("Wrong").waitFor();
    await type(ivan, " Верно");
    await text(olga).getByText("Верно").waitFor();
    await text(olga).focus();
    await olga.page.keyboard.press("Control+z");
    await expect.poll(async () => (await says(ivan)).join()).not.toContain("Wrong");
    expect((await says(olga)).join()).toContain("Верно");
  });

  it("save it at once or let it be saved, and the history names both", async () => {
    await olga.page.getByRole("textbox", { name: "What changed, in a few words" }).fill("What the sea does");
    await save(olga).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await ivan.text("Сохранено").waitFor();
    await type(ivan, " Конец.");
    await ivan.text("Сохранено в черновике").waitFor();
    await ivan.page.getByRole("link", { name: "Закрыть" }).click();
    await ivan.sees("Tides");
    await ivan.page.getByText("Конец.").waitFor();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.link("Close").click();
    await olga.page.getByText("Конец.").waitFor();
    await olga.goTo(`${address}/history`);
    await olga.page.getByText("What the sea does").first().waitFor();
    await olga.page
      .getByText(/Lena Learner/)
      .first()
      .waitFor();
    await olga.looks();
  });
});
