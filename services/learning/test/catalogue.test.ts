import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool, type Person, type School, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor("Анна Автор");
});
afterAll(() => school?.stop());

const titles = async (request: Parameters<Person["catalogue"]["listCourses"]>[0]) =>
  (await school.anonymous.catalogue.listCourses(request)).courses.map(({ title }) => title);

describe("the catalogue", () => {
  it("lists what is published, the newest first, page by page, to everybody", async () => {
    const skills = ["paging"];
    for (const title of ["One", "Two", "Three"]) await writeCourse(mentor, { title, skills });
    await writeCourse(mentor, { title: "Hidden", skills, publish: false });
    const first = await school.anonymous.catalogue.listCourses({ skill: "paging", pageSize: 2 });
    expect(first.courses.map(({ title }) => title)).toEqual(["Three", "Two"]);
    expect(first.courses[0]).toMatchObject({ authorName: "Анна Автор", lessonCount: 1, learnerCount: 0, version: 1 });
    const second = await school.anonymous.catalogue.listCourses({
      skill: "PAGING",
      pageSize: 2,
      pageToken: first.nextPageToken,
    });
    expect(second.courses.map(({ title }) => title)).toEqual(["One"]);
    expect(second.nextPageToken).toBe("");
    const forged = school.anonymous.catalogue.listCourses({ pageToken: "nonsense" });
    await expect(forged).rejects.toMatchObject({ fields: { page_token: expect.any(String) } });
  });

  it("shows courses of one language or one skill alone", async () => {
    await writeCourse(mentor, { title: "Ёлки и звёзды", language: Language.RU, skills: ["Ботаника"] });
    await writeCourse(mentor, { title: "Trees", language: Language.EN, skills: ["Ботаника"] });
    expect(await titles({ skill: "ботаника", language: Language.RU })).toEqual(["Ёлки и звёзды"]);
    expect(await titles({ skill: "ботаника" })).toEqual(["Trees", "Ёлки и звёзды"]);
    expect(await titles({ skill: "ботан" })).toEqual([]);
  });

  it("leaves the description to the course's own page", async () => {
    const { courseId } = await writeCourse(mentor, { title: "Described", skills: ["describing"] });
    await mentor.authoring.updateCourse({ courseId, updateMask: ["description"], description: "# Long" });
    await mentor.authoring.publishCourse({ courseId });
    const { courses } = await school.anonymous.catalogue.listCourses({ skill: "describing" });
    expect(courses.map(({ description }) => description)).toEqual([""]);
    expect((await school.anonymous.catalogue.getCourse({ courseId })).course?.description).toBe("# Long");
  });
});

describe("a search", () => {
  beforeAll(async () => {
    await writeCourse(mentor, {
      title: "Программирование на Python",
      summary: "Первые шаги для тех, кто никогда не писал код.",
      language: Language.RU,
      skills: ["алгоритмы"],
    });
    await writeCourse(mentor, { title: "Linear algebra", summary: "Vectors, matrices and python exercises." });
    await writeCourse(mentor, { title: "История искусства", summary: "От пещер до модерна.", language: Language.RU });
  });

  it.each([
    ["python", "Программирование на Python"],
    ["Pyhton", "Программирование на Python"],
    ["програмирование", "Программирование на Python"],
    ["ПРОГРАММИРОВАНИЕ", "Программирование на Python"],
    ["алгаритмы", "Программирование на Python"],
    ["исскуство", "История искусства"],
    ["искусство модерн", "История искусства"],
    ["linaer algebra", "Linear algebra"],
    ["matrix", "Linear algebra"],
    ["istoriya", "История искусства"],
    ["прогр", "Программирование на Python"],
  ])("for %s finds %s first", async (query, title) => {
    expect((await titles({ query }))[0]).toBe(title);
  });

  it("finds nothing for what is not there", async () => {
    expect(await titles({ query: "квазарогидродинамика" })).toEqual([]);
    expect(await titles({ query: "zzzzqqq" })).toEqual([]);
    expect(await titles({ query: "!?" })).toEqual([]);
  });

  it("puts the word of a title before the word of a summary, and pages through both", async () => {
    const whole = await titles({ query: "python" });
    expect(whole.slice(0, 2)).toEqual(["Программирование на Python", "Linear algebra"]);
    const paged: string[] = [];
    let pageToken = "";
    do {
      const page = await school.anonymous.catalogue.listCourses({ query: "python", pageSize: 1, pageToken });
      paged.push(...page.courses.map(({ title }) => title));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(paged).toEqual(whole);
  });

  it("finds the words that are published, not those of the draft", async () => {
    const { courseId } = await writeCourse(mentor, { title: "Ornithology" });
    await mentor.authoring.updateCourse({ courseId, updateMask: ["title"], title: "Ichthyology" });
    expect(await titles({ query: "ichthyology" })).toEqual([]);
    expect(await titles({ query: "ornithology" })).toEqual(["Ornithology"]);
    await mentor.authoring.publishCourse({ courseId });
    expect(await titles({ query: "ichthyology" })).toEqual(["Ichthyology"]);
  });
});

describe("a course's page", () => {
  it("shows the outline to everybody and progress to those who are enrolled", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      lessons: [
        { title: "First", blocks: [text("a"), text("b")] },
        { title: "Second", blocks: [text("c"), text("d")] },
      ],
    });
    const learner = await school.person();
    const before = await learner.catalogue.getCourse({ courseId });
    expect(before.enrolment).toBeUndefined();
    expect(before.modules[0]?.lessons.map(({ title, blockCount }) => [title, blockCount])).toEqual([
      ["First", 2],
      ["Second", 2],
    ]);
    await learner.learning.enrol({ courseId });
    await learner.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: [blockIds[0]?.[0] ?? ""] });
    const after = await learner.catalogue.getCourse({ courseId });
    expect(after.enrolment?.progress).toMatchObject({ done: 0.25, nextLessonId: lesson(0), passed: false });
    expect(after.course?.learnerCount).toBe(1);
    expect((await school.anonymous.catalogue.getCourse({ courseId })).enrolment).toBeUndefined();
  });

  it("is there for the enrolled alone once the course is archived, and for nobody before it is published", async () => {
    const { courseId } = await writeCourse(mentor, { publish: false });
    const [learner, stranger] = [await school.person(), await school.person()];
    const read = (one: Person) => one.catalogue.getCourse({ courseId });
    await expect(read(mentor)).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    await mentor.authoring.publishCourse({ courseId });
    await learner.learning.enrol({ courseId });
    await mentor.authoring.archiveCourse({ courseId });
    await expect(read(stranger)).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    expect((await read(learner)).course?.id).toBe(courseId);
    await expect(stranger.learning.enrol({ courseId })).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
  });

  it("names the prerequisites that are missing", async () => {
    const basics = await writeCourse(mentor, { title: "Basics" });
    const { courseId } = await writeCourse(mentor, { title: "Advanced", publish: false });
    const prerequisiteIds = [basics.courseId];
    await mentor.authoring.updateCourse({ courseId, updateMask: ["prerequisite_ids"], prerequisiteIds });
    await mentor.authoring.publishCourse({ courseId });
    const learner = await school.person();
    expect((await school.anonymous.catalogue.getCourse({ courseId })).missingPrerequisites).toEqual(["Basics"]);
    await expect(learner.learning.enrol({ courseId })).rejects.toMatchObject({
      reason: "PREREQUISITE_MISSING",
      metadata: { course_ids: basics.courseId },
      message: expect.stringContaining("Basics"),
    });
    await learner.learning.enrol({ courseId: basics.courseId });
    const lessonId = basics.lesson(0);
    await learner.learning.completeBlocks({ courseId: basics.courseId, lessonId, blockIds: basics.blockIds[0] ?? [] });
    expect((await learner.catalogue.getCourse({ courseId })).missingPrerequisites).toEqual([]);
    await learner.learning.enrol({ courseId });
  });
});
