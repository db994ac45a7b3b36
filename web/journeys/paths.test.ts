import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("a path of courses", () => {
  let olga: Person;
  let lena: Person;
  beforeAll(async () => {
    [olga, lena] = await Promise.all([person("Olga"), person("Лена", { language: "ru", width: 390, colors: "dark" })]);
    await entrance(olga, "en").logIn({ email: "admin@example.org", password });
    await entrance(lena, "ru").logIn({ email: "learner@example.org", password });
    // A course that is passed by reading one text.
    const { course } = await call<{ course: { id: string } }>(olga, "learning.v1.AuthoringService/CreateCourse", {
      title: "Knots",
      language: "LANGUAGE_EN",
    });
    const courseId = course.id;
    await call(olga, "learning.v1.AuthoringService/UpdateCourse", {
      courseId,
      updateMask: "grading",
      grading: { passScore: 0, requireAllBlocks: true },
    });
    const { revision } = await call<{ revision: number }>(olga, "learning.v1.AuthoringService/GetDraft", { courseId });
    const outline = await call<{ revision: number; modules: { lessons: { id: string }[] }[] }>(
      olga,
      "learning.v1.AuthoringService/UpdateOutline",
      { courseId, revision, modules: [{ title: "All", lessons: [{ title: "Bowline" }] }] },
    );
    await call(olga, "learning.v1.AuthoringService/UpdateLesson", {
      courseId,
      lessonId: outline.modules[0]?.lessons[0]?.id,
      revision: outline.revision,
      blocks: [{ text: { markdown: "Over, under, and through." } }],
      grading: {},
    });
    await call(olga, "learning.v1.AuthoringService/PublishCourse", { courseId });
  });

  it("is laid out by a mentor, course after course", async () => {
    await olga.goTo("/authoring");
    await olga.sees("Authoring");
    await olga.page.getByRole("navigation", { name: "What is written" }).getByRole("link", { name: "Paths" }).click();
    await olga.sees("Paths");
    await olga.button("New path").first().click();
    await olga.field("Title").fill("Sailing");
    await olga.button("Create path").click();
    await olga.sees("Sailing");
    await olga.field("What one can do at its end").fill("Tie a boat up, and know where you are.");
    for (const title of ["Knots", "First steps on the platform"]) {
      await olga.page.getByRole("combobox", { name: "Add a course" }).fill(title.slice(0, 5));
      await olga.page.getByRole("option", { name: title }).click();
      await olga.page.getByRole("listitem").filter({ hasText: title }).waitFor();
    }
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.looks();
    await olga.button("Show to everybody").click();
    await olga.text("Everybody sees the path now").waitFor();
  });

  it("is put in another order by keyboard, and keeps it", async () => {
    const rows = () => olga.page.getByRole("listitem").filter({ has: olga.page.getByRole("checkbox") });
    await rows().nth(1).getByRole("checkbox").focus();
    await olga.page.keyboard.press("Alt+ArrowUp");
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    expect(await rows().nth(0).textContent()).toContain("First steps");
    await rows().nth(0).getByRole("checkbox").focus();
    await olga.page.keyboard.press("Alt+ArrowDown");
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await rows().nth(1).getByRole("combobox", { name: "Opens after" }).click();
    await olga.page.getByRole("option", { name: "Knots" }).click();
    await olga.page.keyboard.press("Escape");
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.page.reload();
    await olga.sees("Sailing");
    expect(await rows().nth(0).textContent()).toContain("Knots");
    expect(await rows().nth(1).textContent()).toContain("First steps");
  });

  it("opens to a learner course by course, on a phone", async () => {
    await lena.goTo("/courses");
    await lena.sees("Курсы");
    await lena.link("Траектории").click();
    await lena.sees("Траектории");
    await lena.link("Sailing").click();
    await lena.sees("Sailing");
    // She is in the other course already, and goes on with it whatever the path says.
    await lena.page
      .getByRole("listitem")
      .filter({ hasText: "First steps" })
      .getByRole("link", { name: "Продолжить" })
      .waitFor();
    await lena.button("Начать траекторию").click();
    await lena.text("Пройдено 0 из 2").first().waitFor();
    await lena.looks();
    await lena.page.getByRole("listitem").filter({ hasText: "Knots" }).getByRole("button", { name: "Начать" }).click();
    await lena.sees("Knots");
    await lena.link("Начать учиться").click();
    await lena.sees("Bowline");
    await lena.link("Завершить").click();
    await lena.sees("Knots");
    await lena.goTo("/paths");
    await lena.text("Пройдено 1 из 2").first().waitFor();
    await lena.looks();
  });

  it("is read by strangers, who see what is locked", async () => {
    const stranger = await person("stranger");
    await stranger.goTo("/paths");
    await stranger.sees("Paths");
    await stranger.link("Sailing").click();
    await stranger.sees("Sailing");
    await stranger.text(/Opens after: Knots/).waitFor();
    await stranger.looks();
    await stranger.goTo("/paths/nonsense");
    await stranger.sees("There is no such path");
  });

  it("is hidden and deleted by its author", async () => {
    await olga.button("Hide").click();
    await olga.text("Only authors see the path now").waitFor();
    await olga.button("More actions").click();
    await olga.button("Delete path").click();
    await olga.page.getByRole("dialog").getByRole("button", { name: "Delete path" }).click();
    await olga.sees("Paths");
    // Those of the demo space are left.
    await olga.link("Getting to know the platform").waitFor();
    expect(await olga.link("Sailing").count()).toBe(0);
  });
});
