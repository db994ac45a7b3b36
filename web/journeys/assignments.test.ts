import { beforeAll, describe, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const peter = { name: "Peter Peer", email: "peter.peer@example.org", password: "nine lives of a cat" };

describe("an assignment, from its author to a grade", () => {
  let mentor: Person;
  let learner: Person;
  let peer: Person;
  let [courseId, lessonId] = ["", ""];
  beforeAll(async () => {
    [mentor, learner, peer] = await Promise.all([
      person("Maria"),
      person("Лена", { width: 390, language: "ru" }),
      person("Peter", { width: 768, colors: "dark" }),
    ]);
    await entrance(mentor, "en").logIn({ email: "admin@example.org", password });
    await entrance(learner, "ru").logIn({ email: "learner@example.org", password });
    await entrance(peer, "en").signUp(peter);
    await entrance(peer, "en").logIn(peter);
  });

  it("is written with files, a rubric and reviews by peers", async () => {
    await mentor.goTo("/authoring");
    await mentor.button("New course").first().click();
    await mentor.field("Title").fill("Letters to cats");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Create course" }).click();
    await mentor.sees("Letters to cats");
    await mentor.button("Add module").click();
    await mentor.field("Title of the module").fill("Writing");
    await mentor.field("Title of the module").press("Enter");
    await mentor.button("Add lesson").click();
    await mentor.field("Title of the lesson").fill("The letter");
    await mentor.field("Title of the lesson").press("Enter");
    await mentor.text("Saved").waitFor();
    await mentor
      .link(/The letter/)
      .first()
      .click();
    await mentor.sees("The letter");
    [, courseId = "", lessonId = ""] = /authoring\/([^/]+)\/lessons\/([^/]+)/.exec(mentor.page.url()) ?? [];
    await mentor.button("Assignment").click();
    await mentor.button("Save").click();
    await mentor.text("Give it a title.").waitFor();
    await mentor.field("Title").fill("A letter");
    await mentor.page.getByRole("textbox", { name: "What is to be done" }).fill("Write to **a cat**.");
    await mentor.field("Files, at most").fill("2");
    const kinds = mentor.page.getByRole("combobox", { name: "Kinds of files" });
    await kinds.fill("txt");
    await kinds.press("Enter");
    await mentor.looks();
    await mentor.page.getByRole("textbox", { name: "Reviews of peers" }).fill("1");
    await mentor.button("Save").click();
    await mentor.text("Peers need a rubric to grade by.").waitFor();
    await mentor.button("Add criterion").click();
    await mentor.field("Criterion 1").fill("Kindness");
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
    await mentor.link("Grading").click();
    await mentor.notices("Nothing waits for a grade");
  });

  it("takes a learner's text and file, and takes them again", async () => {
    await learner.goTo(`/courses/${courseId}`);
    await learner.button("Записаться на курс").click();
    await learner.link("Начать учиться").waitFor();
    await learner.goTo(`/courses/${courseId}/lessons/${lessonId}`);
    await learner.notices("A letter");
    await learner.button("Сдать").click();
    await learner.text("Сдавать пока нечего.").waitFor();
    await learner.field("Ваш текст").fill("Милый кот!");
    const chooser = learner.page.waitForEvent("filechooser");
    await learner.button("Добавить файл").click();
    await (await chooser).setFiles({ name: "письмо.txt", mimeType: "text/plain", buffer: Buffer.from("Мяу") });
    await learner.link("письмо.txt").waitFor();
    await learner.looks();
    await learner.button("Сдать").click();
    await learner.text("Ждёт проверки").waitFor();
    await learner.button("Остаться в уроке").click();
    await learner.button("Изменить работу").click();
    await learner.field("Ваш текст").fill("Милый, милый кот!");
    await learner.button("Сдать заново").click();
    await learner.text("Милый, милый кот!").waitFor();
    await learner.looks();
  });

  it("is reviewed by those who handed in, each for the other", async () => {
    await peer.goTo(`/courses/${courseId}`);
    await peer.button("Enrol").click();
    await peer.link("Start learning").waitFor();
    await peer.goTo(`/courses/${courseId}/lessons/${lessonId}`);
    await peer.notices("A letter");
    await peer.field("Your text").fill("Dear cat!");
    await peer.button("Hand in").click();
    await peer.button("Stay in the lesson").click();
    await peer.button("Take a work to review").click();
    await peer.notices("A work to review");
    await peer.link("file-1.txt").waitFor();
    await peer.button("Submit review").click();
    await peer.text("Mark every criterion.").first().waitFor();
    await peer.looks();
    await peer.page.getByRole("radio", { name: /^Met/ }).check();
    await peer.button("Submit review").click();
    await peer.text("Reviewed: 1 of 1").waitFor();
    await learner.page.reload();
    await learner.button("Взять работу на проверку").click();
    await learner.notices("Работа на проверку");
    await learner.page.getByRole("radio", { name: /^Not met/ }).check();
    await learner.button("Отправить отзыв").click();
    await learner.notices("Ваша оценка");
    await learner.text("Медиана оценок других участников").waitFor();
  });

  it("is overruled by a grader, and comes back with a word", async () => {
    await mentor.goTo(`/authoring/${courseId}/grading?state=graded`);
    await mentor.text("100%").waitFor();
    await mentor.looks();
    await mentor.page
      .getByRole("main")
      .getByRole("link")
      .filter({ hasNotText: /Graded|Waiting/ })
      .last()
      .waitFor();
    await mentor.page
      .getByRole("listitem")
      .filter({ hasText: "0%" })
      .filter({ hasNotText: "100%" })
      .getByRole("link")
      .click();
    await mentor.notices("Grade anew");
    await mentor.page.getByRole("radio", { name: /^Met/ }).check();
    await mentor.field("What do you say to the learner?").fill("Lovely");
    await mentor.button("Return with this grade").click();
    await mentor.text("Graded 100%").waitFor();
    await mentor.looks();
    await peer.page.reload();
    await peer.notices("Your grade");
    await peer.text("Lovely").waitFor();
    await peer.looks();
  });
});
