import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { learnFirstSteps } from "./pages/first-steps.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("a leaderboard", () => {
  let mentor: Person;
  let learner: Person;
  beforeAll(async () => {
    [mentor, learner] = await Promise.all([
      person("Мария", { language: "ru" }),
      person("Lena", { width: 390, colors: "dark" }),
    ]);
    await entrance(mentor, "ru").logIn({ email: "admin@example.org", password });
    await learnFirstSteps(learner, "lena.board@example.org");
  });

  it("is turned on by the mentor", async () => {
    await mentor.goTo("/authoring");
    await mentor
      .link(/First steps on the platform/)
      .first()
      .click();
    await mentor.page.getByRole("link", { name: "Участники" }).click();
    await mentor.page.getByRole("switch", { name: "Таблица лидеров" }).click({ force: true });
    await mentor.page.getByRole("switch", { name: "Таблица лидеров", checked: true }).waitFor();
    await mentor.looks();
  });

  it("may be turned on before the first learner comes", async () => {
    const course = mentor.page.url();
    await mentor.goTo("/authoring");
    await mentor.button("Новый курс").first().click();
    await mentor.field("Название").fill("Будущий курс");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Создать курс" }).click();
    await mentor.sees("Будущий курс");
    await mentor.page.getByRole("link", { name: "Участники" }).click();
    await mentor.text("Участников пока нет").waitFor();
    await mentor.page.getByRole("switch", { name: "Таблица лидеров", checked: false }).click({ force: true });
    await mentor.page.getByRole("switch", { name: "Таблица лидеров", checked: true }).waitFor();
    await mentor.looks();
    await mentor.goTo(new URL(course).pathname);
  });

  it("is left by a learner before anybody stands in it", async () => {
    const [, courseId = ""] = /authoring\/([^/]+)/.exec(mentor.page.url()) ?? [];
    await learner.goTo(`/courses/${courseId}`);
    await learner.text("Nobody has earned points yet.").waitFor();
    await learner.button("Leave the leaderboard").click();
    await learner.text("You left the leaderboard: nobody sees you in it.").waitFor();
    await learner.button("Be in it again").click();
    await learner.button("Leave the leaderboard").waitFor();
  });

  it("shows where a learner stands, who may leave it and come back", async () => {
    const [, courseId = ""] = /authoring\/([^/]+)/.exec(mentor.page.url()) ?? [];
    await learner.goTo(`/courses/${courseId}`);
    await learner
      .link(/Try a question/)
      .first()
      .click();
    await learner.button("Start").click();
    await learner.page.getByRole("radio", { name: "Blocks" }).check({ force: true });
    await learner.button("All on one page").or(learner.text("All on one page")).first().click();
    await learner
      .button(/Review and submit|Submit answers/)
      .first()
      .click();
    await learner.page.getByRole("dialog").getByRole("button", { name: "Submit answers" }).click();
    await learner.button("Try again").first().waitFor();

    await learner.goTo(`/courses/${courseId}`);
    await learner.notices("Leaderboard");
    const own = learner.page.getByRole("listitem").filter({ hasText: "· you" });
    await own.filter({ hasText: "1 point" }).waitFor();
    await learner.button("Leave the leaderboard").click();
    await learner.text("You left the leaderboard: nobody sees you in it.").waitFor();
    await own.waitFor({ state: "detached" });
    await learner.looks();
    await learner.button("Be in it again").click();
    await own.waitFor();
  });
});
