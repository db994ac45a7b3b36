import { afterAll, beforeAll, describe, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";
import { type Platform, startPlatform } from "./platform.ts";

const yuri = { name: "Юрий", email: "yuri@example.org", password: "поехали, сказал он и махнул рукой" };

describe("somebody who comes back after a quarter of an hour, in Russian on a phone", () => {
  let platform: Platform;
  let he: Person;
  beforeAll(async () => {
    platform = await startPlatform({ flags: ["--empty", "--only", "auth,user,notification,bff"], clock: true });
    he = await person("Юрий", { width: 390, language: "ru", at: platform.address });
    await entrance(he, "ru").signUp(yuri);
    await entrance(he, "ru").logIn(yuri);
  });
  afterAll(() => platform.stop());

  it("is not asked again while the log-in is fresh", async () => {
    await he.goTo("/settings/security");
    await he.sees("Безопасность");
    await he.button("Включить").click();
    await he.page.getByAltText("QR-код для приложения-аутентификатора").waitFor();
    await he.button("Отмена").click();
  });

  it("is asked who he is before a change to the account's security, and goes on where he was", async () => {
    platform.comeBackLater();
    await he.button("Включить").click();
    await he.notices("Подтвердите, что это вы");
    const dialog = he.page.getByRole("dialog");
    await dialog.getByLabel("Пароль", { exact: true }).fill("не тот пароль, совсем не тот");
    await dialog.getByRole("button", { name: "Подтвердить" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("Пароль", { exact: true }).fill(yuri.password);
    await dialog.getByRole("button", { name: "Подтвердить" }).click();
    await he.page.getByAltText("QR-код для приложения-аутентификатора").waitFor();
    await dialog.waitFor({ state: "detached" });
    await he.looks();
  });
});
