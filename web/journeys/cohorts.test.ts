import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

/** "Поток" and its row in the code page that spreadsheets of Russian Windows save. */
const windows1251 = (text: string) =>
  Buffer.from(
    Uint8Array.from(text, (sign) => {
      const code = sign.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );

describe("a cohort of a course", () => {
  let mentor: Person;
  let learner: Person;
  let courseId = "";
  beforeAll(async () => {
    [mentor, learner] = await Promise.all([
      person("Мария", { language: "ru" }),
      person("Lena", { width: 390, colors: "dark" }),
    ]);
    await entrance(mentor, "ru").logIn({ email: "admin@example.org", password });
    await entrance(learner, "en").logIn({ email: "learner@example.org", password });
  });

  it("is made with dates of its own and a code", async () => {
    await mentor.goTo("/authoring");
    await mentor
      .link(/First steps on the platform/)
      .first()
      .click();
    await mentor.page.getByRole("link", { name: "Потоки" }).click();
    await mentor.notices("Потоков пока нет");
    [, courseId = ""] = /authoring\/([^/]+)/.exec(mentor.page.url()) ?? [];
    await mentor.button("Новый поток").click();
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Сохранить" }).click();
    await mentor.text("Дайте название.").waitFor();
    await mentor.field("Название").fill("Осень");
    await mentor.field("Начало").fill("2030-09-01T10:00");
    await mentor.field("Конец").fill("2030-08-01T10:00");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Сохранить" }).click();
    await mentor.text("Конец должен быть позже начала.").waitFor();
    await mentor.looks();
    await mentor.field("Конец").fill("2030-12-01T10:00");
    await mentor.page.getByRole("switch", { name: "Запись по коду" }).click({ force: true });
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Сохранить" }).click();
    await mentor.text("Осень").waitFor();
    await mentor.looks();
  });

  it("takes people from a list in Windows-1251, which is tried before", async () => {
    await mentor.link("Записать по списку").click();
    await mentor.notices("Запись по списку");
    const chooser = mentor.page.waitForEvent("filechooser");
    await mentor.button("Выбрать файл").click();
    const rows = ["Почта;Поток", "learner@example.org;Осень", "nobody@example.org;", "learner@example.org;Весна"];
    await (await chooser).setFiles({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: windows1251(rows.join("\r\n")),
    });
    await mentor.button("Сначала проверить").click();
    await mentor.text(/Вот что получится/).waitFor();
    await mentor.text(/Кодировка windows-1251, разделитель — точка с запятой/).waitFor();
    await mentor.page.getByRole("row").filter({ hasText: "Здесь нет никого с такой почтой или ником." }).waitFor();
    await mentor.looks();
    await mentor.button("Записать").click();
    await mentor.text(/Готово, список выполнен/).waitFor();
    await mentor.page.getByRole("link", { name: "Участники" }).click();
    await mentor.field("Поток").selectOption({ label: "Осень" });
    await mentor.link("Lena Learner").waitFor();
    await mentor.looks();
    await mentor.field("Поток: Lena Learner").selectOption({ label: "без потока" });
    await mentor.text("Переведено").waitFor();
  });

  it("is entered by its code", async () => {
    await mentor.page.getByRole("link", { name: "Потоки" }).click();
    const code = (await mentor.page.locator("code").first().textContent()) ?? "";
    await learner.goTo(`/courses/${courseId}`);
    await learner.button("Leave the course").click();
    await learner.text("I have a code").click();
    await learner.field("Code of your cohort").fill("NOTTHIS1");
    await learner.button("Enrol in the course").click();
    await learner.text("This code opens no cohort of the course.").waitFor();
    await learner.field("Code of your cohort").fill(code.toLowerCase());
    await learner.looks();
    await learner.button("Enrol in the course").click();
    await learner.text("Cohort: Осень").waitFor();
    await learner.looks();
    await mentor.page.reload();
    await mentor.text(/1 участник/).waitFor();
    await mentor.button("Удалить: Осень").click();
    await mentor.button("Удалить поток").click();
    await mentor.notices("Потоков пока нет");
  });
});
