import { QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import { LearnerEnrolled } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool, type Person, question, type School, single, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const twoLessons = {
  lessons: [
    { title: "First", blocks: [text("a"), text("b")] },
    { title: "Second", blocks: [text("c"), single()] },
  ],
};

async function enrolled(courseId: string) {
  const learner = await school.person();
  await learner.learning.enrol({ courseId });
  return learner;
}

describe("enrolment", () => {
  it("begins with nothing done, is announced once, and may be repeated", async () => {
    const { courseId, lesson } = await writeCourse(mentor, { title: "Botany", ...twoLessons });
    const learner = await school.person();
    const { enrolment } = await learner.learning.enrol({ courseId });
    expect(enrolment).toMatchObject({ courseId, certificateId: "", progress: { done: 0, nextLessonId: lesson(0) } });
    await school.platform.settled();
    const event = { accountId: learner.id, courseId, courseTitle: "Botany", skills: expect.any(Array) };
    expect(await school.platform.announced(LearnerEnrolled, learner.id)).toEqual(event);
    const again = await learner.learning.enrol({ courseId });
    expect(again.enrolment?.createTime).toEqual(enrolment?.createTime);
  });

  it("that is left keeps progress until its person comes back", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, twoLessons);
    const learner = await enrolled(courseId);
    await learner.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: blockIds[0] });
    await learner.learning.leaveCourse({ courseId });
    await learner.learning.leaveCourse({ courseId });
    expect((await learner.learning.listEnrolments({})).courses).toEqual([]);
    const read = learner.learning.getLesson({ courseId, lessonId: lesson(0) });
    await expect(read).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
    expect((await learner.learning.enrol({ courseId })).enrolment?.progress?.done).toBe(0.5);
  });

  it("is listed, the last active first, without single lessons, page by page", async () => {
    const [a, b, c] = [await writeCourse(mentor), await writeCourse(mentor), await writeCourse(mentor, twoLessons)];
    const learner = await school.person();
    for (const { courseId } of [a, b, c]) await learner.learning.enrol({ courseId });
    await learner.learning.completeBlocks({
      courseId: a.courseId,
      lessonId: a.lesson(0),
      blockIds: a.blockIds[0],
    });
    const first = await learner.learning.listEnrolments({ pageSize: 2 });
    expect(first.courses.map(({ course }) => course?.id)).toEqual([a.courseId, c.courseId]);
    expect(first.courses[0]?.enrolment?.progress).toMatchObject({ done: 1, passed: true, lessons: [] });
    expect(first.courses[1]?.enrolment?.progress).toMatchObject({ done: 0, nextLessonTitle: "First" });
    const second = await learner.learning.listEnrolments({ pageSize: 2, pageToken: first.nextPageToken });
    expect(second.courses.map(({ course }) => course?.id)).toEqual([b.courseId]);
    expect(second.nextPageToken).toBe("");
  });

  it("of many at once counts each", async () => {
    const { courseId } = await writeCourse(mentor);
    const learner = await school.person();
    await Promise.all(Array.from({ length: 10 }, () => learner.learning.enrol({ courseId })));
    expect((await school.anonymous.catalogue.getCourse({ courseId })).course?.learnerCount).toBe(1);
  });
});

describe("a lesson", () => {
  it("is read by those who are enrolled and by its authors, with its neighbours", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, twoLessons);
    const learner = await enrolled(courseId);
    await learner.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: [blockIds[0]?.[1] ?? ""] });
    const first = await learner.learning.getLesson({ courseId, lessonId: lesson(0) });
    expect(first).toMatchObject({
      lesson: { title: "First", blockCount: 2, questionCount: 0 },
      moduleTitle: "Module",
      doneBlockIds: [blockIds[0]?.[1]],
      progress: { doneBlocks: 1, blocks: 2 },
      previousLessonId: "",
      nextLessonId: lesson(1),
    });
    const second = await mentor.learning.getLesson({ courseId, lessonId: lesson(1) });
    expect(second).toMatchObject({ previousLessonId: lesson(0), nextLessonId: "", doneBlockIds: [] });
    const stranger = await school.person();
    const strange = stranger.learning.getLesson({ courseId, lessonId: lesson(0) });
    await expect(strange).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
    const none = learner.learning.getLesson({ courseId, lessonId: courseId });
    await expect(none).rejects.toMatchObject({ reason: "LESSON_NOT_FOUND" });
  });

  it("of the draft reaches learners once it is published, and progress goes along", async () => {
    const { courseId, lesson, blockIds, revision } = await writeCourse(mentor, twoLessons);
    const learner = await enrolled(courseId);
    const place = { courseId, lessonId: lesson(0) };
    await learner.learning.completeBlocks({ ...place, blockIds: blockIds[0] });
    const blocks = [{ id: blockIds[0]?.[0], ...text("a, revised") }, text("new")];
    await mentor.authoring.updateLesson({ ...place, blocks, revision });
    const before = await learner.learning.getLesson(place);
    expect(before.blocks[0]?.content).toEqual({ $case: "text", value: { markdown: "a" } });
    await mentor.authoring.publishCourse({ courseId });
    const after = await learner.learning.getLesson(place);
    expect(after.blocks[0]?.content).toEqual({ $case: "text", value: { markdown: "a, revised" } });
    expect(after.progress).toMatchObject({ doneBlocks: 1, blocks: 2 });
    expect(after.doneBlockIds).toEqual([blockIds[0]?.[0]]);
  });

  it("shows the files of the course by paths that work, and no name of an asset", async () => {
    const { courseId, lesson, revision } = await writeCourse(mentor, { publish: false });
    for (const [name, type] of [
      ["map.png", "image/png"],
      ["film.mp4", "video/mp4"],
      ["notes.pdf", "application/pdf"],
    ] as const) {
      await mentor.authoring.addAsset({ courseId, uploadKey: await school.upload(mentor, name, type), name });
    }
    const blocks = [
      text("![Map](asset:map.png)"),
      { content: { $case: "video", value: { source: "asset:film.mp4" } } } as const,
      { content: { $case: "file", value: { name: "Конспект.pdf", source: "asset:notes.pdf" } } } as const,
      single("See asset:map.png"),
    ];
    await mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), blocks, revision });
    await mentor.authoring.publishCourse({ courseId });
    const learner = await enrolled(courseId);
    const read = await learner.learning.getLesson({ courseId, lessonId: lesson(0) });
    expect(JSON.stringify(read.blocks)).not.toContain("asset:");
    const [map, film, notes] = read.blocks.map(({ content }) => content);
    if (map?.$case !== "text" || film?.$case !== "video" || notes?.$case !== "file") throw new Error("other blocks");
    const image = await school.download(/\((.*)\)/.exec(map.value.markdown)?.[1] ?? "");
    expect(image).toMatchObject({ contentType: "image/png", download: "" });
    expect(image.bytes.toString()).toBe("map.png");
    expect((await school.download(film.value.source)).bytes.toString()).toBe("film.mp4");
    expect(await school.download(notes.value.source)).toMatchObject({ download: "Конспект.pdf" });
  });

  it("keeps the keys of its questions back, and shuffles what is ordered and matched for each learner", async () => {
    const letters = [..."abcdefgh"].map((id) => ({ id, text: id }));
    const words = [..."stuvwxyz"].map((id) => ({ id, text: id }));
    const pairs = letters.map(({ id }, index) => ({ choiceId: id, targetId: words[index]?.id }));
    const { courseId, lesson } = await writeCourse(mentor, {
      lessons: [
        {
          title: "Questions",
          blocks: [
            single(),
            question({
              kind: QuestionKind.ORDERING,
              prompt: "?",
              choices: letters,
              key: { choiceIds: letters.map(({ id }) => id) },
            }),
            question({ kind: QuestionKind.MATCHING, prompt: "?", choices: letters, targets: words, key: { pairs } }),
          ],
        },
      ],
    });
    const read = async (learner: Person) => {
      const { blocks } = await learner.learning.getLesson({ courseId, lessonId: lesson(0) });
      return blocks.map(({ content }) => {
        if (content?.$case !== "question") throw new Error("another block");
        return content.value;
      });
    };
    const learner = await enrolled(courseId);
    const [one, ordering, matching] = await read(learner);
    expect([one?.key, ordering?.key, matching?.key]).toEqual([undefined, undefined, undefined]);
    expect(one?.choices.map(({ id }) => id)).toEqual(["right", "wrong"]);
    expect(ordering?.choices.map(({ id }) => id).sort()).toEqual([..."abcdefgh"]);
    expect(await read(learner)).toEqual([one, ordering, matching]);
    const orders = new Set<string>();
    for (let others = 0; others < 4; others++) {
      const [, other, match] = await read(await enrolled(courseId));
      orders.add(JSON.stringify([other?.choices, match?.choices, match?.targets]));
    }
    expect(orders.size).toBe(4);
  });
});

describe("marking blocks as done", () => {
  it("moves progress on, passes questions over, and may be repeated", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, twoLessons);
    const learner = await enrolled(courseId);
    const second = { courseId, lessonId: lesson(1), blockIds: blockIds[1] };
    const { progress } = await learner.learning.completeBlocks(second);
    expect(progress).toMatchObject({ done: 0.25, nextLessonId: lesson(0), passed: false });
    expect((await learner.learning.completeBlocks(second)).progress).toEqual(progress);
  });

  it("takes blocks of the lesson alone, of a course that one is in", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, twoLessons);
    const learner = await enrolled(courseId);
    const foreign = learner.learning.completeBlocks({
      courseId,
      lessonId: lesson(0),
      blockIds: [blockIds[0]?.[0] ?? "", blockIds[1]?.[0] ?? ""],
    });
    await expect(foreign).rejects.toMatchObject({ fields: { "block_ids[1]": expect.any(String) } });
    expect((await learner.catalogue.getCourse({ courseId })).enrolment?.progress?.done).toBe(0);
    const elsewhere = learner.learning.completeBlocks({ courseId, lessonId: courseId, blockIds: blockIds[0] });
    await expect(elsewhere).rejects.toMatchObject({ reason: "LESSON_NOT_FOUND" });
    const stranger = await school.person();
    const strange = stranger.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: blockIds[0] });
    await expect(strange).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
  });
});
