import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { mailTo } from "./mail.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const vera = { name: "Вера Соколова", email: "vera@example.org", password: "тише едешь дальше будешь" };
const bio = "Пишу на TypeScript и веду курсы по базам данных.";

describe("a person among others: one in Russian at a desk in the dark, one in English on a phone", () => {
  let she: Person;
  let lena: Person;
  beforeAll(async () => {
    [she, lena] = await Promise.all([
      person("Вера", { language: "ru", colors: "dark" }),
      person("Lena", { width: 390 }),
    ]);
    await entrance(she, "ru").signUp(vera);
    await entrance(she, "ru").logIn(vera);
    await entrance(lena, "en").logIn({ email: "learner@example.org", password: inject("demoPassword") });
  });

  it("fills in her profile and uploads a picture", async () => {
    await she.goTo("/settings/profile");
    await she.sees("Профиль");
    // A picture that is at hand: her own screen.
    const buffer = await she.page.screenshot();
    await she.page.locator("input[type=file]").setInputFiles({ name: "me.png", mimeType: "image/png", buffer });
    await she.page.getByRole("main").getByRole("button", { name: "Удалить" }).waitFor();
    await she.field("Короткое имя").fill("1vera");
    await she.button("Сохранить профиль").click();
    await she.text("От 3 до 30 латинских букв, цифр и подчёркиваний, первой идёт буква.").waitFor();
    await she.field("Короткое имя").fill("vera");
    await she.field("О себе").fill(bio);
    await she.page.getByRole("combobox", { name: "Навыки" }).fill("PostgreSQL");
    await she.page.keyboard.press("Enter");
    await she.button("Сохранить профиль").click();
    await she.text("Профиль сохранён").waitFor();
    await she.looks();
  });

  it("asks for mail about followers", async () => {
    await she.goTo("/settings/notifications");
    await she.sees("Уведомления");
    const mail = she.page.getByRole("switch", { name: "Люди: Почта" });
    expect(await mail.isChecked()).toBe(false);
    expect(await she.page.getByRole("switch", { name: "Аккаунт и безопасность: Почта" }).isDisabled()).toBe(true);
    await kept(she, () => mail.press("Space"));
    await she.page.reload();
    await mail.and(she.page.locator(":checked")).waitFor({ state: "attached" });
  });

  it("is found by a skill, with a typo in it, and sees the new follower arrive live", async () => {
    await she.goTo("/");
    await she.button("Уведомления: Непрочитанных нет").waitFor();
    await lena.goTo("/people");
    await lena.sees("People");
    await lena.page.getByRole("searchbox").fill("Postgers");
    await lena.link(vera.name).click();
    await lena.sees(vera.name);
    await lena.text(bio).waitFor();
    await lena.text("Here now").waitFor();
    expect(await lena.page.getByRole("main").locator("img").count()).toBe(1);
    await lena.button(/^Follow/).click();
    await lena.button(/^Following/).waitFor();
    await she.button("Уведомления: 1 непрочитанное").click();
    await she.page.getByRole("dialog").getByRole("link", { name: "Новый подписчик: Lena Learner" }).waitFor();
    await she.looks();
  });

  it("gets a mail whose link changes nothing until its button is pressed", async () => {
    const { link } = await mailTo(she, vera.email, "/unsubscribe");
    await fetch(link);
    await she.goTo(link);
    await she.sees("Меньше писем");
    expect(await mailAboutPeople(she)).toBe(true);
    await she.goTo(link);
    await she.button("Отключить эти письма").click();
    await she.sees("Отключено");
    expect(await mailAboutPeople(she)).toBe(false);
  });

  it("hides what she wrote of herself from others, and shows it to herself", async () => {
    await she.goTo("/settings/privacy");
    await she.sees("Приватность");
    await kept(she, () => she.field("О себе").selectOption({ label: "Только я" }));
    await lena.page.reload();
    await lena.sees(vera.name);
    await lena.page.getByRole("link", { name: "PostgreSQL" }).waitFor();
    expect(await lena.text(bio).count()).toBe(0);
    await she.goTo("/people/vera");
    await she.sees(vera.name);
    await she.text(bio).waitFor();
  });

  it("chooses light colours, and finds them again", async () => {
    await she.goTo("/settings/appearance");
    await she.sees("Оформление");
    await kept(she, () => she.text("Светлые").click());
    await she.page.reload();
    await she.page.locator("html[data-mantine-color-scheme=light]").waitFor();
    await she.sees("Оформление");
  });

  it("takes everything along as one file", async () => {
    await she.goTo("/settings/data");
    await she.sees("Ваши данные");
    await she.button("Выгрузить мои данные").click();
    const download = she.page.waitForEvent("download");
    await she.link("Скачать").click();
    const document = await text(await (await download).createReadStream());
    expect(document).toContain(vera.email);
    expect(document).toContain(bio);
    await she.looks();
  });

  it("erases the account, and is gone for everybody", async () => {
    await she.button("Удалить мой аккаунт").click();
    await she.field("Введите «удалить», чтобы подтвердить").fill("удалить");
    await she.looks();
    await she.page.getByRole("dialog").getByRole("button", { name: "Удалить мой аккаунт" }).click();
    await she.link("Создать аккаунт").first().waitFor();
    await entrance(she, "ru").givePassword(vera);
    await she.page.getByRole("alert").waitFor();
    await lena.page.reload();
    await lena.sees("There is no such person");
  });
});

/** Whether the settings say that news of followers come by mail. */
async function mailAboutPeople(she: Person): Promise<boolean> {
  await she.goTo("/settings/notifications");
  return she.page.getByRole("switch", { name: "Люди: Почта" }).isChecked();
}

/** Does something and waits until the platform has kept it. */
async function kept({ page }: Person, act: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes("/Update"));
  await act();
  expect((await answer).status()).toBe(200);
}
