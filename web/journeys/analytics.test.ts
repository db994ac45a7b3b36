import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { learnFirstSteps } from "./pages/first-steps.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("the figures of a course", () => {
  let mentor: Person;
  let learner: Person;
  let onPhone: Person;
  beforeAll(async () => {
    [mentor, learner, onPhone] = await Promise.all([
      person("Мария", { language: "ru" }),
      person("Lena"),
      person("Mary", { width: 390, colors: "dark" }),
    ]);
    await entrance(mentor, "ru").logIn({ email: "admin@example.org", password });
    await learnFirstSteps(learner, "lena.figures@example.org");
    await entrance(onPhone, "en").logIn({ email: "admin@example.org", password });
  });

  it("say how far people come, how hard the questions are, and who is stuck", async () => {
    await learner
      .link(/Try a question/)
      .first()
      .click();
    await learner.button("Start").click();
    await learner.page.getByRole("radio").first().check({ force: true });
    await learner.button("All on one page").or(learner.text("All on one page")).first().click();
    await learner
      .button(/Review and submit|Submit answers/)
      .first()
      .click();
    await learner.page.getByRole("dialog").getByRole("button", { name: "Submit answers" }).click();
    await learner.button("Try again").first().waitFor();

    await mentor.goTo("/authoring");
    await mentor
      .link(/First steps on the platform/)
      .first()
      .click();
    await mentor.link("Аналитика").click();
    await mentor.notices("Докуда доходят");
    await mentor.page.getByRole("row").filter({ hasText: "мало ответов" }).first().waitFor();
    await mentor.text("Никто не застрял.").waitFor();
    await mentor.field("Не меньше").selectOption({ label: "30 дней" });
    await mentor.looks();
  });

  it("fit a phone", async () => {
    await onPhone.goTo(new URL(mentor.page.url()).pathname);
    await onPhone.notices("How far people come");
    await onPhone.text("Nobody is stuck.").waitFor();
    await onPhone.looks();
  });
});
