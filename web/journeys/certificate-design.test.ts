import { beforeAll, describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
// A dot, as a PNG.
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("the certificates of a course", () => {
  let mentor: Person;
  beforeAll(async () => {
    mentor = await person("Вера", { width: 390, language: "ru" });
    await entrance(mentor, "ru").logIn({ email: "admin@example.org", password });
    await mentor.goTo("/authoring");
    await mentor.button("Новый курс").first().click();
    await mentor.field("Название").fill("Логика");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Создать курс" }).click();
    await mentor.sees("Логика");
    await mentor.link("Настройки").click();
  });

  it("are given words, a signature and a colour, and looked at as a sample", async () => {
    await mentor.field("Заголовок").fill("Диплом");
    await mentor.field("Кто подписывает").fill("Вера Седова");
    await mentor.field("Должность").fill("Декан");
    await mentor.field("Цвет линий").fill("#0f766e");
    const chooser = mentor.page.waitForEvent("filechooser");
    await mentor.button("Выбрать изображение").last().click();
    await (await chooser).setFiles({ name: "подпись.png", mimeType: "image/png", buffer: dot });
    await mentor.text("подпись.png").waitFor();
    await mentor.looks();
    const download = mentor.page.waitForEvent("download");
    await mentor.button("Сохранить и скачать образец").click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("Сертификат — Логика.pdf");
    await file.cancel();
  });

  it("keep it", async () => {
    await mentor.page.reload();
    expect(await mentor.field("Заголовок").inputValue()).toBe("Диплом");
    expect(await mentor.field("Цвет линий").inputValue()).toBe("#0f766e");
    await mentor.text("подпись.png").waitFor();
  });
});
