import { setTimeout as sleep } from "node:timers/promises";
import type { FrameLocator, Page } from "playwright-core";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { choose } from "./pages/course.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";
import { attackingPackage, lastWordPackage, pagesPackage } from "./scorm-packages.ts";

const password = inject("demoPassword");
const account = { name: "Pia Player", email: "pia.player@example.org", password: "a knot that nobody guesses" };

/** What a package shows: a frame of the player's, which is a frame of the page's. */
const inside = (page: Page): FrameLocator => page.frameLocator("dialog iframe").frameLocator("iframe");

const zipped = (name: string, buffer: Buffer) => ({ name, mimeType: "application/zip", buffer });

describe("a SCORM package, from its author to a result", () => {
  let mentor: Person;
  let learner: Person;
  let phone: Person;
  let [courseId, lessonId] = ["", ""];
  beforeAll(async () => {
    [mentor, learner, phone] = await Promise.all([
      person("Мария", { language: "ru" }),
      person("Pia"),
      person("Лена", { width: 390, language: "ru", colors: "dark" }),
    ]);
    await entrance(mentor, "ru").logIn({ email: "admin@example.org", password });
    await entrance(learner, "en").signUp(account);
    await entrance(learner, "en").logIn(account);
    await entrance(phone, "ru").logIn(account);
    await mentor.goTo("/authoring");
    const made = await call<{ course: { id: string } }>(mentor, "learning.v1.AuthoringService/CreateCourse", {
      title: "Seamanship",
      language: "LANGUAGE_EN",
    });
    courseId = made.course.id;
    const { modules } = await call<{ modules: { lessons: { id: string }[] }[] }>(
      mentor,
      "learning.v1.AuthoringService/UpdateOutline",
      { courseId, revision: 1, modules: [{ title: "On deck", lessons: [{ title: "Knots" }, { title: "Pirates" }] }] },
    );
    lessonId = modules[0]?.lessons[0]?.id ?? "";
  });

  const add = async (title: string, file: ReturnType<typeof zipped>) => {
    await mentor.button("Пакет SCORM").click();
    const chooser = mentor.page.waitForEvent("filechooser");
    await mentor.button("Выбрать пакет").click();
    await (await chooser).setFiles(file);
    await mentor.text(file.name).waitFor();
    await mentor.field("Название").fill(title);
  };

  it("is brought into a lesson by its author, who sees what it is", async () => {
    await mentor.goTo(`/authoring/${courseId}/lessons/${lessonId}`);
    await mentor.button("Пакет SCORM").click();
    await mentor.button("Сохранить").click();
    await mentor.text("Выберите пакет.").waitFor();
    await mentor.looks();
    const chooser = mentor.page.waitForEvent("filechooser");
    await mentor.button("Выбрать пакет").click();
    await (await chooser).setFiles(zipped("no.zip", Buffer.from("not a zip")));
    await mentor.text("Архив повреждён, зашифрован или другого вида.").waitFor();
    await mentor.looks();
    await mentor.button("Удалить: Пакет SCORM").click();
    await add("Tie a knot", zipped("knots.zip", pagesPackage()));
    await mentor.text(/SCORM 1\.2, 4 файла/).waitFor();
    await mentor.field("Баллы").fill("10");
    await mentor.button("Сохранить").click();
    await mentor.text("Сохранено").waitFor();
    await mentor.looks();
    await mentor.goTo(`/authoring/${courseId}`);
    await mentor
      .link(/Pirates/)
      .first()
      .click();
    await add("Pirates", zipped("attack.zip", attackingPackage(mentor.address)));
    await mentor.button("Сохранить").click();
    await mentor.text("Сохранено").waitFor();
    await call(mentor, "learning.v1.AuthoringService/PublishCourse", { courseId });
  });

  it("plays in a frame of another origin, and what it says is kept at once", async () => {
    await learner.goTo(`/courses/${courseId}`);
    await learner.button("Enrol in the course").click();
    await learner.link("Start learning").waitFor();
    await learner.goTo(`/courses/${courseId}/lessons/${lessonId}`);
    await learner.notices("Tie a knot");
    await learner.text("Not started").waitFor();
    await learner.button("Start").click();
    const knots = inside(learner.page);
    await knots.getByText("Pia Player is on page 1, ab-initio").waitFor();
    const played = learner.page.frames().map((frame) => new URL(frame.url()).origin);
    const play = learner.address.replace("localhost", "play.localhost");
    expect(played).toEqual([learner.address, play, play]);
    // Its own pictures and styles come along.
    await expect(knots.getByAltText("A knot").evaluate((image: HTMLImageElement) => image.naturalWidth)).resolves.toBe(
      40,
    );
    await knots.getByRole("button", { name: "Turn the page" }).click();
    await knots.getByRole("button", { name: "Turn the page" }).click();
    await learner.text("Saved").waitFor();
    await learner.looks();
  });

  it("goes on where it was after the page was left in the middle", async () => {
    // A second is what a word may take to be kept.
    await sleep(1000);
    await learner.page.reload();
    await learner.text("Under way").waitFor();
    await learner.button("Continue").click();
    await inside(learner.page).getByText("Pia Player is on page 3, resume").waitFor();
  });

  it("is open in one place, and the other is told", async () => {
    await phone.goTo(`/courses/${courseId}/lessons/${lessonId}`);
    await phone.button("Продолжить").click();
    await inside(phone.page).getByText("page 3, resume").waitFor();
    await phone.looks();
    await inside(learner.page).getByRole("button", { name: "Turn the page" }).click();
    await learner.text(/^It was opened in another tab/).waitFor();
    await learner.looks();
    await learner.button("Go on here").click();
    await inside(learner.page).getByText("page 3, resume").waitFor();
  });

  it("completes its block and earns its points, and the player closes with all kept", async () => {
    await inside(learner.page).getByRole("button", { name: "Take the test" }).click();
    await learner.text("Saved").waitFor();
    // The keys that turn the pages of a course do not reach through it.
    await learner.page.getByRole("button", { name: "Close" }).press("ArrowRight");
    expect(learner.page.url()).toContain(lessonId);
    await learner.page.getByRole("button", { name: "Close" }).click();
    await learner.page.locator("dialog").waitFor({ state: "detached" });
    await learner.text("Passed").waitFor();
    await learner.text("Best score: 80%").waitFor();
    await learner.text("Time: 12 min").waitFor();
    await learner.looks();
    await phone.page.reload();
    await phone.text("Зачтено").waitFor();
    await phone.looks();
  });

  it("that attacks reaches nothing of the platform", async () => {
    await learner.goTo(`/courses/${courseId}`);
    await learner
      .link(/Pirates/)
      .first()
      .click();
    await learner.button("Start").click();
    const results = inside(learner.page).locator("#results");
    await expect.poll(() => results.textContent(), { timeout: 15_000 }).toContain("{");
    expect(JSON.parse((await results.textContent()) ?? "")).toEqual({
      "the app's page": "refused: SecurityError",
      "its address": "refused: SecurityError",
      "its storage": "refused: SecurityError",
      "taking the window": "refused: SecurityError",
      cookies: "none",
      "a cookie for the app": "none",
      "a call": "refused: TypeError",
      "a blind call": "refused: TypeError",
      "a call on this origin": "404",
      "the app's pages on this origin": "404",
      "files of another launch": "404",
      "what is above": "404",
      "a picture of the app": "refused",
      "a script from elsewhere": "refused",
      "a socket": "refused: connect-src",
      "a form": "refused: form-action",
      "a frame of the app": "refused: frame-src",
    });
    // The browser tells the console of each refusal.
    learner.faults.splice(0);
    expect(learner.page.url()).toContain("/lessons/");
    await learner.page.getByRole("button", { name: "Close" }).click();
    await learner.page.locator("dialog").waitFor({ state: "detached" });
    // What it said in the player's name was not heard.
    await learner.text("Under way").waitFor();
    expect(await learner.context.cookies()).toHaveLength(1);
  });

  it("is imported as a course, and says its last word while it is left", async () => {
    await mentor.goTo("/authoring/imports");
    await choose(mentor, zipped("sail.zip", lastWordPackage()));
    await mentor.link("Открыть черновик").waitFor({ timeout: 20_000 });
    await mentor.looks();
    await mentor.link("Открыть черновик").click();
    await mentor.sees("Под парусом");
    const sailing = /authoring\/([^/?]+)/.exec(mentor.page.url())?.[1] ?? "";
    await call(mentor, "learning.v1.AuthoringService/PublishCourse", { courseId: sailing });
    await phone.goTo(`/courses/${sailing}`);
    await phone.button("Записаться на курс").click();
    await phone.link("Начать учиться").click();
    await phone.button("Начать").click();
    await inside(phone.page).getByText("ab-initio").waitFor();
    await inside(phone.page).getByRole("button", { name: "Поднять парус" }).click();
    await phone.looks();
    await phone.page.getByRole("button", { name: "Закрыть" }).click();
    await phone.notices("Курс пройден");
    await phone.button("Остаться в уроке").click();
    await phone.text("Зачтено").waitFor();
    await phone.text(/^Лучший результат: 90/).waitFor();
    await phone.button("Открыть снова").click();
    await inside(phone.page).getByText("resume up").waitFor();
    // By the browser's own way back, too.
    await phone.page.goBack();
    await phone.sees("Под парусом");
  });
});
