import { beforeAll, describe, expect, it } from "vitest";
import { authenticator } from "./authenticator.ts";
import { mailTo } from "./mail.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const olga = { name: "Ольга Новикова", email: "olga@example.org", password: "правильная лошадь батарея скрепка" };

describe("a newcomer, in Russian at a desk", () => {
  let she: Person;
  let door: ReturnType<typeof entrance>;
  let phone: ReturnType<typeof authenticator>;
  let recovery: string[];
  beforeAll(async () => {
    she = await person("Ольга", { language: "ru" });
    door = entrance(she, "ru");
  });

  it("reads what this place is, and is told of a password that is too short", async () => {
    await she.goTo("/");
    await she.sees("Учитесь, подтверждайте и находите тех, кто делает");
    await she.page.getByRole("link", { name: "Создать аккаунт" }).click();
    await she.sees("Создайте аккаунт");
    await she.field("Имя").fill(olga.name);
    await she.field("Электронная почта").fill(olga.email);
    await she.field("Пароль").fill("коротко");
    await she.button("Создать аккаунт").click();
    await she.text("Нужно не менее 15 знаков, сейчас их 7.").waitFor();
    await she.looks();
  });

  it("cannot log in before the address is confirmed by the mail", async () => {
    await she.field("Пароль").fill(olga.password);
    await she.button("Создать аккаунт").click();
    await she.sees("Проверьте почту");
    await door.givePassword(olga);
    await she.button("Отправить ещё раз").waitFor();
    await she.looks();
    const { mail, link } = await mailTo(she, olga.email, "/confirm");
    expect(mail.text).toContain("Подтвердите его, чтобы войти");
    await she.goTo(link.slice(0, -4));
    await she.sees("Эта ссылка больше не работает");
    await she.goTo(link);
    await she.sees("Адрес подтверждён");
  });

  it("is led back to the page that she wanted after log-in", async () => {
    await she.goTo("/settings/security");
    await she.sees("Вход в Platform");
    await door.givePassword({ ...olga, password: "не тот пароль, совсем не тот" });
    await she.page.getByRole("alert").waitFor();
    await door.logIn(olga);
    await she.sees("Безопасность");
    expect(new URL(she.page.url()).pathname).toBe("/settings/security");
  });

  it("turns on two-factor log-in with an ordinary authenticator", async () => {
    await she.button("Включить").click();
    await she.page.getByAltText("QR-код для приложения-аутентификатора").waitFor();
    const secret = await she.page
      .locator("code")
      .filter({ hasText: /^[A-Z2-7 ]{16,}$/ })
      .textContent();
    phone = authenticator((secret ?? "").replaceAll(" ", ""));
    await she.looks();
    await she.field("Шесть цифр, которые оно показывает сейчас").fill(await phone.code());
    await she.button("Подтвердить").click();
    await she.notices("Коды восстановления");
    recovery = await she.page
      .getByRole("status")
      .filter({ hasText: "Коды восстановления" })
      .locator("code")
      .allTextContents();
    expect(new Set(recovery).size).toBeGreaterThanOrEqual(8);
    await she.button("Коды сохранены").click();
    await she.text(`Осталось ${recovery.length} кодов восстановления`).waitFor();
  });

  it("logs out, and in again with a code of the authenticator", async () => {
    await door.logOut();
    await door.givePassword(olga);
    await she.sees("Второй шаг");
    await she.field("Код").fill(await phone.code());
    await door.isIn();
    await she.looks();
  });

  it("comes in with a recovery code, once", async () => {
    await door.logOut();
    await door.givePassword(olga);
    await she.button("Ввести код восстановления").click();
    await she.field("Код восстановления").fill(recovery[0] ?? "");
    await she.looks();
    await she.button("Продолжить").click();
    await door.isIn();
    await door.logOut();
    await door.givePassword(olga);
    await she.button("Ввести код восстановления").click();
    await she.field("Код восстановления").fill(recovery[0] ?? "");
    await she.button("Продолжить").click();
    await she.page.getByRole("alert").waitFor();
    await she.looks();
  });

  it("sets a new password by mail, and is asked for the second factor all the same", async () => {
    await she.goTo("/log-in");
    await she.link("Забыли пароль?").click();
    await she.sees("Забыли пароль?");
    await she.field("Электронная почта").fill(olga.email);
    await she.button("Прислать ссылку").click();
    await she.sees("Проверьте почту");
    await she.goTo((await mailTo(she, olga.email, "/reset")).link);
    await she.sees("Новый пароль");
    const password = "новая лошадь новая батарея";
    await she.field("Новый пароль").fill(password);
    await she.button("Сохранить пароль").click();
    await she.sees("Пароль сохранён");
    await door.givePassword(olga);
    await she.page.getByRole("alert").waitFor();
    await door.givePassword({ ...olga, password });
    await she.sees("Второй шаг");
    await she.button("Ввести код восстановления").click();
    await she.field("Код восстановления").fill(recovery[1] ?? "");
    await she.button("Продолжить").click();
    await door.isIn();
  });
});
