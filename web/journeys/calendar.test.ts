import { beforeAll, describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("deadlines in a calendar", () => {
  let learner: Person;
  let address = "";
  beforeAll(async () => {
    learner = await person("Лена", { width: 390, language: "ru" });
    await entrance(learner, "ru").logIn({ email: "learner@example.org", password });
  });

  it("are read at a secret address, by programs that have no account", async () => {
    await learner.goTo("/courses");
    await learner.button("Сроки в моём календаре").click();
    await learner.button("Получить адрес").click();
    await learner.text(/Вот адрес/).waitFor();
    await learner.looks();
    address = (await learner.page.getByRole("dialog").locator("code").textContent()) ?? "";
    const calendar = await fetch(address);
    expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  });

  it("are shared no more once the address is taken back", async () => {
    await learner.page.reload();
    await learner.button("Сроки в моём календаре").click();
    await learner.text(/для безопасности он показывается один раз/).waitFor();
    await learner.looks();
    await learner.button("Закрыть доступ").click();
    await learner.text("Адрес больше никуда не ведёт.").waitFor();
    expect((await fetch(address)).status).toBe(404);
  });
});
