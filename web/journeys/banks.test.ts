import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const gift = [
  "::Nine::How many lives has a cat? {#9}",
  "::Purr::Does a cat purr? {T}",
  "::Fish::Which of these does a cat eat? {=Fish ~Stones ~Clouds}",
  "Write about your cat. {}",
].join("\n\n");

describe("a bank of questions, from a GIFT file to an attempt that draws from it", () => {
  let mentor: Person;
  let learner: Person;
  let lesson: string;
  beforeAll(async () => {
    [mentor, learner] = await Promise.all([person("Maria"), person("Лена", { width: 390, language: "ru" })]);
    await entrance(mentor, "en").logIn({ email: "admin@example.org", password });
    await entrance(learner, "ru").logIn({ email: "learner@example.org", password });
  });

  it("is made in a new course, and takes a GIFT file with a report", async () => {
    await mentor.goTo("/authoring");
    await mentor.button("New course").first().click();
    await mentor.field("Title").fill("Cats by chance");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Create course" }).click();
    await mentor.sees("Cats by chance");
    await mentor.link("Question banks").click();
    await mentor.notices("No question banks yet");
    await mentor.button("Create bank").click();
    await mentor.field("Title").fill("Cats");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Create bank" }).click();
    await mentor.notices("The bank is still empty");
    const dialog = mentor.page.waitForEvent("filechooser");
    await mentor.button("Import GIFT").click();
    await (await dialog).setFiles({ name: "cats.gift", mimeType: "text/plain", buffer: Buffer.from(gift) });
    await mentor.notices("What became of the file");
    await mentor.text("3 questions came into the bank.").waitFor();
    await mentor.page.getByRole("row").filter({ hasText: "Free texts are not graded by a machine" }).waitFor();
    await mentor.button("Done").click();
  });

  it("holds what its author writes, and gives it back as GIFT", async () => {
    await mentor.button("Add question").click();
    await mentor.notices("New question");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await mentor.text("Something is not right yet; look for what is marked red.").waitFor();
    await mentor.looks();
    await mentor.page.getByRole("textbox", { name: "Question", exact: true }).fill("What does a cat say?");
    await mentor.field("Answer 1").fill("Meow");
    await mentor.field("Answer 2").fill("Woof");
    await mentor.field("Shuffle the answers, anew in each attempt").check();
    await mentor.button("Answer 2 keeps its place").click();
    await mentor.page.getByRole("button", { name: "Answer 2 keeps its place", pressed: true }).waitFor();
    await mentor.looks();
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await mentor.text("What does a cat say?").waitFor();
    await mentor.button("Edit: What does a cat say?").click();
    await mentor.page.getByRole("button", { name: "Answer 2 keeps its place", pressed: true }).waitFor();
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await mentor.page.getByRole("dialog").waitFor({ state: "detached" });
    await mentor.button("Edit: Purr").click();
    await mentor.notices("Question");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const download = mentor.page.waitForEvent("download");
    await mentor.button("Actions").last().click();
    await mentor.button("Export as GIFT").click();
    await (await download).cancel();
    await mentor.notices("Not everything fits into GIFT");
    await mentor.page.getByRole("row").filter({ hasText: "The format does not say what is shuffled" }).waitFor();
    await mentor.button("Done").click();
  });

  it("is drawn from by a lesson", async () => {
    await mentor.page
      .getByRole("navigation", { name: "Cats by chance" })
      .getByRole("link", { name: "Outline" })
      .click();
    await mentor.button("Add module").click();
    await mentor.field("Title of the module").fill("All of it");
    await mentor.field("Title of the module").press("Enter");
    await mentor.button("Add lesson").click();
    await mentor.field("Title of the lesson").fill("By chance");
    await mentor.field("Title of the lesson").press("Enter");
    await mentor.text("Saved").waitFor();
    await mentor
      .link(/By chance/)
      .first()
      .click();
    await mentor.sees("By chance");
    lesson = mentor.page.url();
    await mentor.button("Questions from a bank").click();
    await mentor.field("Bank").selectOption({ label: "Cats (4)" });
    await mentor.field("How many").fill("3");
    await mentor.button("Save").click();
    await mentor.text("Saved").waitFor();
    await mentor.looks();
    await mentor.page.goBack();
    await mentor.page.getByRole("button", { name: "Publish", exact: true }).click();
    await mentor.page
      .getByRole("dialog")
      .getByRole("button", { name: /Publish/ })
      .click();
    await mentor.text("What learners see is up to date").waitFor();
  });

  it("asks a learner three of its four questions", async () => {
    const [, courseId = "", lessonId = ""] = /authoring\/([^/]+)\/lessons\/([^/]+)/.exec(lesson) ?? [];
    await learner.goTo(`/courses/${courseId}`);
    await learner.sees("Cats by chance");
    await learner.button("Записаться на курс").click();
    await learner.link("Начать учиться").waitFor();
    await learner.goTo(`/courses/${courseId}/lessons/${lessonId}`);
    await learner.sees("By chance");
    await learner.text("3 вопроса").waitFor();
    await learner.button("Начать").click();
    await learner.text("Вопрос 1 из 3").first().waitFor();
    await learner.looks();
  });
});
