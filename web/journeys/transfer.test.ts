import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("pages of a space, out as a zip and in again elsewhere", () => {
  let olga: Person;
  let phone: Person;
  let archive: Buffer;
  beforeAll(async () => {
    [olga, phone] = await Promise.all([
      person("Ольга", { language: "ru" }),
      person("Olga", { width: 390, colors: "dark" }),
    ]);
    await entrance(olga, "ru").logIn({ email: "admin@example.org", password });
    await entrance(phone, "en").logIn({ email: "admin@example.org", password });
    for (const name of ["Кухня", "Запасная кухня"]) {
      await call(olga, "knowledge.v1.SpaceService/CreateSpace", {
        name,
        slug: name === "Кухня" ? "kitchen" : "pantry",
        language: "LANGUAGE_RU",
        visibility: "SPACE_VISIBILITY_MEMBERS",
      });
    }
    const { space } = await call<{ space: { id: string } }>(olga, "knowledge.v1.SpaceService/GetSpace", {
      slug: "kitchen",
    });
    const page = (title: string, markdown: string, parentId = "") =>
      call<{ page: { head: { id: string } } }>(olga, "knowledge.v1.PageService/CreatePage", {
        spaceId: space.id,
        title,
        markdown,
        parentId,
      });
    const soups = await page("Супы", "Начните с [[Щи с грибами|щей]]; а ещё [[Окрошка]].");
    await page("Щи с грибами", "Варить два часа.\n\n> [!TIP]\n> Грибы — накануне.", soups.page.head.id);
  });

  it("go out as Markdown, with progress and a file to download", async () => {
    await olga.goTo("/knowledge/kitchen");
    await olga.sees("Кухня");
    await olga.link("Импорт и экспорт").click();
    await olga.sees("Импорт и экспорт");
    await olga.button("Начать экспорт").click();
    await olga.sees("Экспорт");
    await olga.text("Готово").waitFor();
    const download = olga.page.waitForEvent("download");
    await olga.button("Скачать").click();
    archive = await buffer(await (await download).createReadStream());
    expect(archive.subarray(0, 2).toString()).toBe("PK");
    expect(archive.includes(Buffer.from("щи-с-грибами"))).toBe(true);
    await olga.looks();
  });

  it("come in elsewhere with a report of every file", async () => {
    await olga.goTo("/knowledge/pantry/-/transfer");
    await olga.sees("Импорт и экспорт");
    const dialog = olga.page.waitForEvent("filechooser");
    await olga.button("Выбрать zip").click();
    await (await dialog).setFiles({ name: "кухня.zip", mimeType: "application/zip", buffer: archive });
    await olga.sees("Импорт: кухня.zip");
    await olga.notices("Что стало с каждым файлом");
    await olga.page.getByRole("row").filter({ hasText: "щи-с-грибами" }).waitFor();
    await olga.page.getByRole("combobox", { name: "Показать" }).selectOption({ index: 3 });
    await olga.text("Таких файлов нет.").waitFor();
    await olga.page.getByRole("combobox", { name: "Показать" }).selectOption({ index: 0 });
    await olga.looks();
  });

  it("stand in their tree again, and lead to one another", async () => {
    await olga.goTo("/knowledge/pantry");
    await olga.button("Показать, что внутри «Супы»").click();
    await olga.page.getByRole("treeitem", { name: "Супы" }).getByRole("link").click();
    await olga.sees("Супы");
    await olga.link("щей").click();
    await olga.sees("Щи с грибами");
    expect(new URL(olga.page.url()).pathname).toContain("/knowledge/pantry/");
  });

  it("are refused where the archive is none, and a page goes out alone on a phone", async () => {
    await phone.goTo("/knowledge/pantry/-/transfer");
    await phone.sees("Import and export");
    const dialog = phone.page.waitForEvent("filechooser");
    await phone.button("Choose a zip").click();
    await (await dialog).setFiles({
      name: "no.zip",
      mimeType: "application/zip",
      buffer: Buffer.from("no zip at all"),
    });
    await phone.sees("Import of no.zip");
    await phone.text("Failed").waitFor();
    await phone.page.getByText("The archive is broken, or is no zip.").waitFor();
    await phone.looks();
    await phone.goTo(`/knowledge/pantry/${encodeURIComponent("супы")}`);
    await phone.sees("Супы");
    await phone.button("Actions").click();
    await phone.link("Export").click();
    await phone.page.getByText("“Супы” with all below it", { exact: false }).waitFor();
    await phone.page.getByLabel("HTML that a browser shows without a server").check();
    await phone.button("Start the export").click();
    await phone.sees("Export");
    await phone.button("Download").waitFor();
    await phone.looks();
  });
});
