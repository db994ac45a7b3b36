import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

describe("who runs the platform, in Russian at a desk", () => {
  let she: Person;
  beforeAll(async () => {
    she = await person("Анна", { language: "ru" });
    await entrance(she, "ru").logIn({ email: "admin@example.org", password: inject("demoPassword") });
  });

  it("makes a member a mentor, and finds it in the security log", async () => {
    await she.goTo("/admin/users");
    await she.sees("Люди и роли");
    await she.page.getByRole("searchbox", { name: "Искать аккаунты" }).fill("learner@");
    const lena = she.page.getByRole("listitem").filter({ hasText: "learner@example.org" });
    await she.page.getByRole("link", { name: "admin@example.org", exact: true }).waitFor({ state: "detached" });
    await lena.getByRole("button", { name: /^Изменить роли/ }).click();
    await she.page.getByRole("checkbox", { name: "Наставник" }).check();
    await she.looks();
    await she.button("Назначить роли").click();
    await she.text("Роли назначены").waitFor();
    await lena.getByText("Наставник").waitFor();
    await lena.getByRole("link", { name: /^Журнал безопасности/ }).click();
    await she.sees("Журнал безопасности");
    await she.text("Роли изменены").first().waitFor();
    await she.looks();
  });

  it("sees that no event failed, and what members may not see stays closed to them", async () => {
    await she.goTo("/admin/events");
    await she.sees("Сбои событий");
    await she.text("Все события приняты").waitFor();
    await she.looks();
    const member = await person("Lena", { width: 390 });
    await entrance(member, "en").logIn({ email: "learner@example.org", password: inject("demoPassword") });
    await member.goTo("/admin/users");
    await member.sees("For those who run the platform");
  });
});
