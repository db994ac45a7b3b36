import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { CourseState, QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import { CoursePublished } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homework, openSchool, question, type School, single, text, writeCourse } from "./school.ts";

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.stop());

const policy = {
  passScore: 0.5,
  requireAllBlocks: false,
  categories: [{ name: "Homework", weight: 1, dropLowest: 0 }],
};
const draft = { publish: false };
const fieldsOf = async (call: Promise<unknown>) =>
  call.then(
    () => ({}),
    (error: { fields: Record<string, string> }) => error.fields,
  );

describe("a new course", () => {
  it("is an empty draft of its author's", async () => {
    const mentor = await school.mentor("Вера Автор");
    const { course } = await mentor.authoring.createCourse({ title: "Физика", language: Language.RU });
    expect(course).toMatchObject({
      title: "Физика",
      language: Language.RU,
      authorId: mentor.id,
      authorName: "Вера Автор",
      state: CourseState.DRAFT,
      version: 0,
      lessonCount: 0,
      grading: { requireAllBlocks: true },
    });
    const { modules, revision, changed } = await mentor.authoring.getDraft({ courseId: course?.id });
    expect({ modules, revision, changed }).toEqual({ modules: [], revision: 1, changed: true });
  });

  it("needs a title that is not blank, and a mentor", async () => {
    const mentor = await school.mentor();
    const blank = mentor.authoring.createCourse({ title: "   ", language: Language.EN });
    expect(await fieldsOf(blank)).toEqual({ title: "must not be blank" });
    const learner = await school.person();
    const refused = learner.authoring.createCourse({ title: "Physics", language: Language.EN });
    await expect(refused).rejects.toMatchObject({ reason: "ACCESS_DENIED" });
  });
});

describe("a course of another mentor", () => {
  it("is not there, and is there for staff", async () => {
    const { courseId, lessonIds, revision } = await writeCourse(await school.mentor(), draft);
    const [other, staff] = [await school.mentor(), await school.person({ roles: ["STAFF"] })];
    const lessonId = lessonIds[0];
    const calls = (one: typeof other) => [
      () => one.authoring.getDraft({ courseId }),
      () => one.authoring.updateCourse({ courseId, updateMask: ["summary"], summary: "Other" }),
      () => one.authoring.getDraftLesson({ courseId, lessonId }),
      () => one.authoring.updateLesson({ courseId, lessonId, blocks: [text("Mine")], revision }),
      () => one.authoring.listAssets({ courseId }),
      () => one.authoring.listLearners({ courseId }),
      () => one.authoring.exportCourse({ courseId }),
      () => one.authoring.publishCourse({ courseId }),
      () => one.authoring.archiveCourse({ courseId }),
    ];
    for (const call of calls(other)) await expect(call()).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    for (const call of calls(staff)) await expect(call()).resolves.toBeDefined();
    const outline = other.authoring.updateOutline({ courseId, modules: [], revision });
    await expect(outline).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    const uploadKey = await school.upload(other, "x", "text/plain");
    const asset = other.authoring.addAsset({ courseId, uploadKey, name: "x.txt" });
    await expect(asset).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
  });

  it("does not stand in the list of a mentor, and does in that of staff", async () => {
    const [mentor, other] = [await school.mentor(), await school.mentor()];
    const first = await writeCourse(mentor, { ...draft, title: "One" });
    const second = await writeCourse(mentor, { ...draft, title: "Two" });
    const page = await mentor.authoring.listAuthoredCourses({ pageSize: 1 });
    expect(page.courses.map(({ id }) => id)).toEqual([second.courseId]);
    const rest = await mentor.authoring.listAuthoredCourses({ pageSize: 1, pageToken: page.nextPageToken });
    expect(rest.courses.map(({ id }) => id)).toEqual([first.courseId]);
    expect(rest.nextPageToken).toBe("");
    expect((await other.authoring.listAuthoredCourses({})).courses).toEqual([]);
    const staff = await school.person({ roles: ["ADMIN"] });
    const all = (await staff.authoring.listAuthoredCourses({})).courses.map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([first.courseId, second.courseId]));
  });
});

describe("settings", () => {
  it("change by the mask alone and reach learners with the next publication", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor, { title: "Before" });
    const { course } = await mentor.authoring.updateCourse({
      courseId,
      updateMask: ["title", "minutes", "skills"],
      title: "After",
      minutes: 90,
      skills: ["algebra"],
      summary: "not in the mask",
    });
    expect(course).toMatchObject({ title: "After", minutes: 90, skills: ["algebra"], summary: "" });
    const before = (await mentor.authoring.getDraft({ courseId })).changeCount;
    await mentor.authoring.updateCourse({ courseId, updateMask: ["minutes"], minutes: 91 });
    expect(await mentor.authoring.getDraft({ courseId })).toMatchObject({ changed: true, changeCount: before + 1 });
    expect((await school.anonymous.catalogue.getCourse({ courseId })).course?.title).toBe("Before");
    await mentor.authoring.publishCourse({ courseId });
    expect((await school.anonymous.catalogue.getCourse({ courseId })).course?.title).toBe("After");
    expect(await mentor.authoring.getDraft({ courseId })).toMatchObject({ changed: false, changeCount: 0 });
  });

  it("that contradict themselves are refused by the field", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor, {
      policy,
      lessons: [{ title: "Graded", blocks: [single()], grading: homework }],
    });
    const change = (fields: object, ...updateMask: string[]) =>
      fieldsOf(mentor.authoring.updateCourse({ courseId, updateMask, ...fields }));
    expect(await change({}, "title")).toHaveProperty("title");
    expect(await change({}, "state")).toHaveProperty("update_mask");
    expect(await change({}, "constructor")).toHaveProperty("update_mask");
    expect(await change({}, "language")).toHaveProperty("language");
    expect(await change({ cover: "none.png" }, "cover")).toHaveProperty("cover");
    expect(await change({ prerequisiteIds: [courseId] }, "prerequisite_ids")).toHaveProperty(["prerequisite_ids[0]"]);
    expect(await change({ grading: { categories: [] } }, "grading")).toHaveProperty(["grading.categories"]);
    const twice = [policy.categories[0], policy.categories[0]];
    expect(await change({ grading: { categories: twice } }, "grading")).toHaveProperty(["grading.categories[1].name"]);
  });

  it("let no courses require one another in a circle", async () => {
    const mentor = await school.mentor();
    const [a, b, c] = [await writeCourse(mentor), await writeCourse(mentor), await writeCourse(mentor)];
    const require = (courseId: string, ...prerequisiteIds: string[]) =>
      mentor.authoring.updateCourse({ courseId, updateMask: ["prerequisite_ids"], prerequisiteIds });
    await require(a.courseId, b.courseId);
    await require(b.courseId, c.courseId);
    expect(await fieldsOf(require(c.courseId, a.courseId))).toEqual({
      "prerequisite_ids[0]": "needs this course to be completed before",
    });
    const both = await Promise.allSettled([require(a.courseId), require(c.courseId, a.courseId)]);
    expect(both[0].status).toBe("fulfilled");
  });

  it("take a cover from the course's own images", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor);
    const uploadKey = await school.upload(mentor, "pixels", "application/octet-stream");
    await mentor.authoring.addAsset({ courseId, uploadKey, name: "cover.png" });
    const { course } = await mentor.authoring.updateCourse({ courseId, updateMask: ["cover"], cover: "cover.png" });
    expect((await school.download(course?.coverUrl ?? "")).bytes.toString()).toBe("pixels");
  });
});

describe("the outline", () => {
  it("keeps content and ids of what is renamed and moved, and drops what is left out", async () => {
    const mentor = await school.mentor();
    const { courseId, revision, lesson, blockIds } = await writeCourse(mentor, {
      lessons: ["One", "Two", "Three"].map((title) => ({ title, blocks: [text(title)] })),
    });
    const { modules } = await mentor.authoring.getDraft({ courseId });
    const moved = await mentor.authoring.updateOutline({
      courseId,
      revision,
      modules: [
        {
          title: "New",
          lessons: [
            { id: lesson(2), title: "Three" },
            { title: "Four", section: "Extra" },
          ],
        },
        { id: modules[0]?.id, title: "Old", lessons: [{ id: lesson(0), title: "Uno" }] },
      ],
    });
    expect(moved.modules.map(({ title, lessons }) => [title, lessons.map((one) => one.title)])).toEqual([
      ["New", ["Three", "Four"]],
      ["Old", ["Uno"]],
    ]);
    expect(moved.modules[0]?.lessons[1]).toMatchObject({ section: "Extra", blockCount: 0 });
    const kept = await mentor.authoring.getDraftLesson({ courseId, lessonId: lesson(2) });
    expect(kept.blocks.map(({ id }) => id)).toEqual(blockIds[2]);
    const gone = mentor.authoring.getDraftLesson({ courseId, lessonId: lesson(1) });
    await expect(gone).rejects.toMatchObject({ reason: "LESSON_NOT_FOUND" });
    // Learners still have the version that was published.
    const { modules: published } = await school.anonymous.catalogue.getCourse({ courseId });
    expect(published.flatMap((module) => module.lessons.map(({ title }) => title))).toEqual(["One", "Two", "Three"]);
  });

  it("is not overwritten by whoever read it before somebody changed it", async () => {
    const mentor = await school.mentor();
    const { courseId, revision, lesson } = await writeCourse(mentor, draft);
    const modules = [{ title: "Mine", lessons: [] }];
    const stale = mentor.authoring.updateOutline({ courseId, modules, revision: revision - 1 });
    await expect(stale).rejects.toMatchObject({ reason: "DRAFT_CHANGED", metadata: { revision: String(revision) } });
    const late = mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), blocks: [], revision: 1 });
    await expect(late).rejects.toMatchObject({ reason: "DRAFT_CHANGED" });
    const race = await Promise.allSettled(
      [1, 2, 3].map(() => mentor.authoring.updateOutline({ courseId, modules, revision })),
    );
    expect(race.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("names only what is in the draft, once, with titles", async () => {
    const mentor = await school.mentor();
    const { courseId, revision, lesson } = await writeCourse(mentor, draft);
    const foreign = await writeCourse(mentor, draft);
    const lessons = [
      { id: lesson(0), title: "One" },
      { id: lesson(0), title: "Twice" },
      { id: foreign.lesson(0), title: "Foreign" },
      { title: " " },
    ];
    const wrong = mentor.authoring.updateOutline({ courseId, revision, modules: [{ title: "M", lessons }] });
    expect(Object.keys(await fieldsOf(wrong))).toEqual([
      "modules[0].lessons[1].id",
      "modules[0].lessons[2].id",
      "modules[0].lessons[3].title",
    ]);
    expect((await mentor.authoring.getDraft({ courseId })).revision).toBe(revision);
  });
});

describe("a lesson of the draft", () => {
  it("is read back as it was written, with keys and ids", async () => {
    const mentor = await school.mentor();
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      policy,
      lessons: [{ title: "Graded", blocks: [text("Read."), single()], grading: { ...homework, maxAttempts: 3 } }],
      ...draft,
    });
    const read = await mentor.authoring.getDraftLesson({ courseId, lessonId: lesson(0) });
    expect(read.lesson).toMatchObject({ title: "Graded", blockCount: 2, questionCount: 1 });
    expect(read.lesson?.grading).toMatchObject({ category: "Homework", maxAttempts: 3 });
    expect(read.blocks.map(({ id }) => id)).toEqual(blockIds[0]);
    expect(read.blocks[1]?.content).toMatchObject({
      $case: "question",
      value: { points: 1, key: { choiceIds: ["right"], explanation: "Because." } },
    });
  });

  it("refuses questions that contradict themselves, sources that lead nowhere, and unknown categories", async () => {
    const mentor = await school.mentor();
    const { courseId, revision, lesson } = await writeCourse(mentor, draft);
    const fields = await fieldsOf(
      mentor.authoring.updateLesson({
        courseId,
        lessonId: lesson(0),
        revision,
        grading: { category: "Exam" },
        blocks: [
          { id: courseId, ...text("An id from elsewhere") },
          { content: { $case: "video", value: { source: "http://example.org/a.mp4" } } },
          { content: { $case: "file", value: { name: "a.pdf", source: "asset:a.pdf" } } },
          question({
            kind: QuestionKind.MULTIPLE,
            prompt: "?",
            choices: [{ id: "a", text: "A" }],
            key: { choiceIds: ["b"] },
          }),
          question({ kind: QuestionKind.TEXT, prompt: "?", key: { texts: [] } }),
        ],
      }),
    );
    expect(Object.keys(fields).sort()).toEqual([
      "blocks[0].id",
      "blocks[1].video.source",
      "blocks[2].file.source",
      "blocks[3].question.choices",
      "blocks[3].question.key.choice_ids[0]",
      "blocks[4].question.key.texts",
      "grading.category",
    ]);
    const never = { dueTime: new Date(Date.UTC(12_000)) };
    const timeless = mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), revision, grading: never });
    expect(Object.keys(await fieldsOf(timeless))).toEqual(["grading.due_time"]);
    const keyless = question({ kind: QuestionKind.NUMERIC, prompt: "?" });
    const missing = mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), revision, blocks: [keyless] });
    expect(await fieldsOf(missing)).toEqual({ "blocks[0].question.key": "must be given" });
  });

  it("may be read and written in its own course alone", async () => {
    const mentor = await school.mentor();
    const [a, b] = [await writeCourse(mentor, draft), await writeCourse(mentor, draft)];
    const place = { courseId: a.courseId, lessonId: b.lesson(0) };
    await expect(mentor.authoring.getDraftLesson(place)).rejects.toMatchObject({ reason: "LESSON_NOT_FOUND" });
    const written = mentor.authoring.updateLesson({ ...place, blocks: [text("x")], revision: a.revision });
    await expect(written).rejects.toMatchObject({ reason: "LESSON_NOT_FOUND" });
  });

  it("takes back a block under its id, so that progress comes back with it", async () => {
    const mentor = await school.mentor();
    const { courseId, revision, lesson, blockIds } = await writeCourse(mentor);
    const place = { courseId, lessonId: lesson(0) };
    const without = await mentor.authoring.updateLesson({ ...place, blocks: [text("New")], revision });
    const back = { id: blockIds[0]?.[0], ...text("Old") };
    const again = await mentor.authoring.updateLesson({ ...place, blocks: [back], revision: without.revision });
    expect(again.blocks.map(({ id }) => id)).toEqual(blockIds[0]);
  });
});

describe("a file of a course", () => {
  it("comes from an upload of the author's, and one of the same name takes its place", async () => {
    const mentor = await school.mentor();
    const { courseId, lesson } = await writeCourse(mentor, draft);
    const first = await school.upload(mentor, "first", "text/plain");
    const { asset } = await mentor.authoring.addAsset({ courseId, uploadKey: first, name: "план (1).txt" });
    expect(asset).toMatchObject({ name: "план (1).txt", contentType: "text/plain; charset=utf-8", size: 5 });
    const before = await school.download(asset?.url ?? "");
    expect(before.bytes.toString()).toBe("first");
    const repeated = mentor.authoring.addAsset({ courseId, uploadKey: first, name: "again.txt" });
    await expect(repeated).rejects.toMatchObject({ reason: "UPLOAD_NOT_FOUND" });
    const second = await school.upload(mentor, "second", "text/plain");
    await mentor.authoring.addAsset({ courseId, uploadKey: second, name: "план (1).txt" });
    const { assets } = await mentor.authoring.getDraftLesson({ courseId, lessonId: lesson(0) });
    expect(assets).toHaveLength(1);
    expect((await mentor.authoring.listAssets({ courseId })).assets).toMatchObject([{ name: "план (1).txt", size: 6 }]);
    expect((await school.download(assets[0]?.url ?? "")).bytes.toString()).toBe("second");
    await expect(school.download(asset?.url ?? "")).rejects.toThrow("leads nowhere");
  });

  it("is not taken from an upload of somebody else's", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor, draft);
    const uploadKey = await school.upload(await school.person(), "secret", "text/plain");
    const taken = mentor.authoring.addAsset({ courseId, uploadKey, name: "x.txt" });
    await expect(taken).rejects.toMatchObject({ reason: "UPLOAD_NOT_FOUND" });
  });
});

describe("publishing", () => {
  it("announces each version once, and does nothing without a change", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor, { title: "Algebra" });
    const first = await mentor.authoring.publishCourse({ courseId });
    expect(first.course).toMatchObject({ version: 1, state: CourseState.PUBLISHED, lessonCount: 1 });
    await school.platform.settled();
    expect(await school.platform.announced(CoursePublished, courseId)).toEqual({
      courseId,
      title: "Algebra",
      authorId: mentor.id,
      version: 1,
    });
    for (const version of [2, 3, 4]) {
      const change = { courseId, updateMask: ["summary"], summary: `Version ${version}` };
      await mentor.authoring.updateCourse(change);
      expect((await mentor.authoring.publishCourse({ courseId })).course?.version).toBe(version);
    }
    expect((await school.anonymous.catalogue.getCourse({ courseId })).modules).toHaveLength(1);
  });

  it("wants a lesson with content", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor, { lessons: [{ title: "Empty", blocks: [] }], ...draft });
    await expect(mentor.authoring.publishCourse({ courseId })).rejects.toMatchObject({ reason: "COURSE_EMPTY" });
  });

  it("is taken back by archiving, and restored", async () => {
    const mentor = await school.mentor();
    const { courseId } = await writeCourse(mentor);
    const archived = await mentor.authoring.archiveCourse({ courseId });
    expect(archived.course?.state).toBe(CourseState.ARCHIVED);
    await mentor.authoring.archiveCourse({ courseId });
    const gone = school.anonymous.catalogue.getCourse({ courseId });
    await expect(gone).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    const restored = await mentor.authoring.archiveCourse({ courseId, restore: true });
    expect(restored.course?.state).toBe(CourseState.PUBLISHED);
    await school.anonymous.catalogue.getCourse({ courseId });
  });
});
