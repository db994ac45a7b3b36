import { beforeAll, describe, inject, it } from "vitest";
import { choose } from "./pages/course.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";
import { choiceItem, packQti } from "./qti-archive.ts";

const password = inject("demoPassword");

describe("a package of QTI, from its archive to a lesson and a bank", () => {
  let maria: Person;
  let rita: Person;
  beforeAll(async () => {
    [maria, rita] = await Promise.all([
      person("Maria"),
      person("Рита", { width: 390, language: "ru", colors: "dark" }),
    ]);
    await entrance(maria, "en").logIn({ email: "admin@example.org", password });
    await entrance(rita, "ru").logIn({ email: "admin@example.org", password });
  });

  it("is imported by its author, who reads in English what was changed and left out", async () => {
    await maria.goTo("/authoring/imports");
    await maria.sees("Imports");
    await choose(maria, { name: "world.zip", mimeType: "application/zip", buffer: await packQti() });
    await maria.text(/“World and towns” is there as a draft/).waitFor();
    const row = (text: string) => maria.page.getByRole("row").filter({ hasText: text });
    await row("A free text became an assignment that people grade").waitFor();
    await row("Sliders have no like here").waitFor();
    await row("Capital of Italy").waitFor();
    await maria.looks();
  });

  it("is told of in Russian on a phone", async () => {
    await rita.goTo(new URL(maria.page.url()).pathname);
    await rita.text(/Курс «World and towns» теперь в черновиках/).waitFor();
    await rita.page
      .getByRole("row")
      .filter({ hasText: "Свободный ответ стал заданием, которое проверяют люди" })
      .waitFor();
    await rita.link(/^Не вошло/).click();
    await rita.page.getByRole("row").filter({ hasText: "Ползунков здесь нет" }).waitFor();
    await rita.looks();
  });

  it("is a lesson with its questions", async () => {
    await maria.link("Open the draft").click();
    await maria.sees("World and towns");
    await maria
      .link(/Geography/)
      .first()
      .click();
    await maria.sees("Geography");
    await maria.text("Where would you go?").first().waitFor();
    await maria.looks();
    await maria.page.goBack();
    await maria.sees("World and towns");
  });

  it("is a bank of the items that no test asks, which takes another file of QTI", async () => {
    await maria.link("Question banks").click();
    await maria
      .link(/World and towns/)
      .last()
      .click();
    await maria.text("Capital of Italy?").waitFor();
    const dialog = maria.page.waitForEvent("filechooser");
    await maria.button("Import QTI").click();
    const body = choiceItem("Capital of Spain", "Madrid", "Seville");
    await (await dialog).setFiles({ name: "spain.xml", mimeType: "text/xml", buffer: Buffer.from(body) });
    await maria.notices("What became of the file");
    await maria.text("1 question is in the bank now.").waitFor();
    await maria.button("Done").click();
    await maria.text("Capital of Spain?").waitFor();
    await maria.looks();
  });

  it("that is none is refused in words", async () => {
    const dialog = maria.page.waitForEvent("filechooser");
    await maria.button("Import QTI").click();
    await (await dialog).setFiles({ name: "a.xml", mimeType: "text/xml", buffer: Buffer.from("<x/>") });
    await maria.text("The file holds no question that can be taken.").waitFor();
  });
});
