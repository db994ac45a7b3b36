import { beforeAll, describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("a space of pages, from the first one to what a stranger reads of it", () => {
  let olga: Person;
  let ivan: Person;
  let space: string;
  let shared: string;
  beforeAll(async () => {
    [olga, ivan] = await Promise.all([person("Olga"), person("Иван", { width: 390, language: "ru", colors: "dark" })]);
    await entrance(olga, "en").logIn({ email: "admin@example.org", password });
    await entrance(ivan, "ru").logIn({ email: "learner@example.org", password });
  });

  const text = (who: Person) => who.page.getByRole("textbox", { name: /Text of the page|Текст страницы/ });
  const inDialog = (who: Person) => who.page.getByRole("dialog");

  it("is made, and asks for approval of what writers save", async () => {
    await olga.goTo("/knowledge");
    await olga.sees("Knowledge");
    await olga.button("New space").first().click();
    await olga.field("Name").fill("Lighthouse keepers");
    await olga.field("What writers save waits for an editor").check();
    await olga.looks();
    await olga.button("Create space").click();
    await olga.sees("Lighthouse keepers");
    space = new URL(olga.page.url()).pathname;
    expect(space).toBe("/knowledge/lighthouse-keepers");
  });

  it("gets its first page, with blocks from the slash menu, a picture, and a link that is completed", async () => {
    await olga.button("New page").first().click();
    await olga.field("Title").fill("Lamps");
    await olga.button("Create page").click();
    await text(olga).click();
    await olga.page.keyboard.type("# How lamps work\n\nThey turn. ");
    await olga.page.keyboard.type("\n\n/call");
    await olga.page.getByRole("option", { name: "Callout" }).click();
    await olga.page.keyboard.type("Never look into the lens.");
    const dialog = olga.page.waitForEvent("filechooser");
    await olga.button("Picture").click();
    await (await dialog).setFiles({ name: "lens.png", mimeType: "image/png", buffer: picture });
    await olga.page.locator("img[alt='lens.png']").waitFor();
    await olga.page.keyboard.press("Control+End");
    await olga.page.keyboard.type("\n\nSee [[Fog hor");
    await olga.page.getByRole("option", { name: /Fog hor/ }).click();
    await olga.looks();
    await olga.page.getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.link("Close").click();
    await olga.sees("Lamps");
    await olga.notices("How lamps work");
    await olga.text("Never look into the lens.").waitFor();
  });

  it("is written on from a link to a page that is missing, and both know of one another", async () => {
    await olga.link("Fog hor").click();
    await olga.field("Title").waitFor();
    expect(await olga.field("Title").inputValue()).toBe("Fog hor");
    await olga.field("Title").fill("Fog hor");
    await olga.button("Create page").click();
    await text(olga).click();
    await olga.page.keyboard.type("It is loud.");
    await olga.page.getByRole("textbox", { name: "Title" }).fill("Fog horns");
    await olga.page.getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.link("Close").click();
    await olga.sees("Fog horns");
    await olga.notices("Linked from");
    await olga.page
      .getByRole("contentinfo")
      .or(olga.page.locator("footer"))
      .getByRole("link", { name: "Lamps" })
      .click();
    await olga.sees("Lamps");
    // The link follows the page to its new name.
    await olga.link("Fog horns").first().waitFor();
  });

  it("takes in a writer, who proposes a change on a phone", async () => {
    await olga.link("Settings").last().click();
    await olga.sees("Settings of the space");
    await olga.page.getByRole("combobox", { name: "Add a person" }).fill("Lena");
    await olga.page.getByRole("option", { name: "Lena Learner" }).click();
    await olga.page.getByLabel("Role of Lena Learner").waitFor();
    await olga.looks();

    await ivan.goTo(`${space}/lamps`);
    await ivan.sees("Lamps");
    await ivan.link("Редактировать").click();
    await ivan.text("Сохранённое здесь одобряет редактор.").waitFor();
    await text(ivan).click();
    await ivan.page.keyboard.press("Control+End");
    await ivan.page.keyboard.type("\n\nЛампу протирают каждое утро.");
    await ivan.field("Что изменилось, в двух словах").fill("Про уход");
    await ivan.looks();
    await ivan.button("Предложить правку").click();
    await ivan.page.getByText("Правка ждёт редактора").first().waitFor();
  });

  it("has the change approved by its editor, who reads what it changes", async () => {
    await olga.goTo("/knowledge");
    await olga.link(/changes? waits? for you/).click();
    await olga.sees("Changes");
    await olga.link(/Lamps/).first().click();
    await olga.sees("Change to “Lamps”");
    await olga.page.getByText("Лампу протирают каждое утро.").waitFor();
    await olga.button("Approve").click();
    await olga.sees("Lamps");
    await olga.text("Лампу протирают каждое утро.").waitFor();
    await ivan.goTo("/inbox");
    await ivan.link(/Ваша правка принята: «Lamps»/).waitFor();
  });

  it("remembers what it said before, and says it again", async () => {
    await olga.button("Actions").click();
    await olga.link("History").click();
    await olga.sees("History of “Lamps”");
    await olga.button("Revision 2").click();
    await olga.page.getByRole("region", { name: "What changed in revision 2" }).waitFor();
    await olga.looks();
    await olga.button("Restore this revision").click();
    await olga.text("The page says so again").waitFor();
    await olga.link("To the page").click();
    await olga.sees("Lamps");
    expect(await olga.text("Лампу протирают каждое утро.").count()).toBe(0);
  });

  it("is translated, and the translation knows when its source changed", async () => {
    await olga.button("Translate into Russian").click();
    await olga.page.getByRole("textbox", { name: "Title" }).fill("Лампы");
    await olga.page.getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.link("Close").click();
    await olga.sees("Лампы");
    await olga.page.getByRole("navigation", { name: "Languages" }).getByRole("link", { name: "English" }).click();
    await olga.sees("Lamps");
    await olga.link("Edit").click();
    await text(olga).click();
    await olga.page.keyboard.press("Control+End");
    await olga.page.keyboard.type("\n\nOil them.");
    await olga.page.getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.goTo(`${space}/${encodeURIComponent("лампы")}`);
    await olga.sees("Лампы");
    await olga.text(/The original changed since this was translated/).waitFor();
    await olga.button("The translation still holds").click();
    await olga.text(/The original changed since this was translated/).waitFor({ state: "detached" });
  });

  it("is found by its words, wrongly typed ones too", async () => {
    await ivan.goTo("/knowledge/-/search");
    await ivan.sees("Поиск по страницам");
    await ivan.page.getByRole("searchbox").fill("lihgthouse lamsp");
    await ivan.page.getByRole("searchbox").fill("lampps");
    await ivan.text(/Показано найденное по запросу/).waitFor();
    await ivan.link(/Lamps/).first().waitFor();
    await ivan.looks();
  });

  it("is shared by a link, which a stranger reads", async () => {
    await olga.goTo(`${space}/lamps`);
    await olga.sees("Lamps");
    await olga.button("Actions").click();
    await olga.button("Share").click();
    await olga.button("Make link").click();
    shared = (await inDialog(olga).locator("code").textContent()) ?? "";
    await olga.looks();
    const stranger = await person("посторонний", { language: "ru", width: 390 });
    await stranger.goTo(new URL(shared).pathname);
    await stranger.sees("Lamps");
    await stranger.text("Never look into the lens.").waitFor();
    await stranger.goTo(space);
    await stranger.sees("Такого пространства нет");
    await stranger.goTo("/shared/nothing");
    await stranger.sees("Ссылка больше не действует");
  });

  it("is kept tidy: what is thrown away comes back, and broken links are told", async () => {
    await olga.page.keyboard.press("Escape");
    await olga.goTo(`${space}/fog-horns`);
    await olga.sees("Fog horns");
    await olga.button("Actions").click();
    await olga.button("Throw away").click();
    await olga.sees("Lighthouse keepers");
    await olga.link("Upkeep").first().click();
    await olga.sees("Upkeep");
    await olga.link("Broken links").click();
    await olga
      .text(/\[\[Fog hor\]\]: the page is in the bin/)
      .first()
      .waitFor();
    await olga.looks();
    await olga.page.getByRole("link", { name: "Bin", exact: true }).click();
    await olga.button("Bring back").click();
    await olga.notices("The bin is empty");
  });
});
