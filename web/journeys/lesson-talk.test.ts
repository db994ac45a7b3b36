import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { learnFirstSteps } from "./pages/first-steps.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("a talk under a block of a lesson", () => {
  let mentor: Person;
  let learner: Person;
  beforeAll(async () => {
    [mentor, learner] = await Promise.all([
      person("Мария", { language: "ru", colors: "dark" }),
      person("Lena", { width: 390 }),
    ]);
    await entrance(mentor, "ru").logIn({ email: "admin@example.org", password });
    await learnFirstSteps(learner, "lena.talk@example.org");
  });

  it("is begun by a learner", async () => {
    await learner.link("Start learning").click();
    await learner.page.waitForURL(/lessons/);
    await learner.button("Discuss").first().click();
    await learner.field("Ask or say something").fill("Why is it **so**?");
    await learner.button("Post").click();
    await learner.button("Discussion: 1 post").waitFor();
    await learner.button("Answer Lena Newman").waitFor();
    await learner.looks();
  });

  it("is answered, endorsed and hidden by those who teach", async () => {
    await mentor.goTo("/authoring");
    await mentor
      .link(/First steps on the platform/)
      .first()
      .click();
    await mentor.link("Обсуждение").click();
    await mentor.text("Без ответа").click();
    await mentor.button("Ответить: Lena Newman").click();
    await mentor.field("Ваш ответ").fill("Because it is.");
    await mentor.looks();
    await mentor.page.locator("form").getByRole("button", { name: "Ответить" }).click();
    await mentor.notices("На все вопросы ответили");
    await mentor.text("Все").click();
    await mentor.button("Подтвердить").first().click();
    await mentor.text("Подтверждено").waitFor();
    await mentor.button("Скрыть").last().click();
    await mentor.text("Скрыто от участников").waitFor();
    await mentor.looks();
  });

  it("shows the learner what came of it, and lets them take back their words", async () => {
    await learner.page.reload();
    await learner.button("Discussion: 1 post").click();
    await learner.text("Endorsed").waitFor();
    await learner.button("Take back").click();
    await learner.page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await learner.button("Discuss").first().waitFor();
    await learner.looks();
  });
});
