import { QuestionKind, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import type { Attempt } from "@platform/grpc/platform/learning/v1/enrolment.ts";
import { AttemptGraded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  homework,
  type LessonPlan,
  openSchool,
  type Person,
  question,
  type School,
  single,
  text,
  writeCourse,
} from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const day = 24 * 3600_000;
const policy = {
  passScore: 0.9,
  requireAllBlocks: false,
  categories: [{ name: "Homework", weight: 1, dropLowest: 0 }],
};

/** A learner in a course with one lesson to try. */
async function trying(lesson: Partial<LessonPlan> = {}) {
  const plan = { title: "Quiz", blocks: [single(), single()], grading: homework, ...lesson };
  const course = await writeCourse(mentor, { title: "Trials", policy, lessons: [plan] });
  const learner = await school.person();
  const { courseId } = course;
  await learner.learning.enrol({ courseId });
  const [first = "", second = ""] = course.blockIds[0] ?? [];
  const place = { courseId, lessonId: course.lesson(0) };
  return {
    ...course,
    learner,
    place,
    first,
    second,
    start: async (who = learner) => (await who.learning.startAttempt(place)).attempt,
    submit: (attemptId: string | undefined, right: string[], who = learner) =>
      who.learning.submitAttempt({
        attemptId,
        answers: right.map((blockId) => ({ blockId, choiceIds: ["right"] })),
      }),
  };
}

const keysOf = (attempt: Attempt | undefined) =>
  attempt?.questions.map(({ content }) => content?.$case === "question" && content.value.key !== undefined);

describe("an attempt", () => {
  it("is opened once, and again the same until it is submitted", async () => {
    const { learner, place, start } = await trying();
    const opened = await Promise.all(Array.from({ length: 8 }, () => start()));
    expect(new Set(opened.map((attempt) => attempt?.id)).size).toBe(1);
    expect(opened[0]).toMatchObject({ ...place, number: 1, score: 0, answers: [], submitTime: undefined });
    expect(opened[0]?.questions).toHaveLength(2);
    expect(keysOf(opened[0])).toEqual([false, false]);
    expect((await learner.learning.listAttempts(place)).attempts).toHaveLength(1);
  });

  it("is graded, announced, and counted", async () => {
    const { learner, submit, start, first, second, place, courseId } = await trying();
    const attempt = await start();
    const { attempt: graded, progress, certificateId } = await submit(attempt?.id, [first]);
    expect(graded).toMatchObject({ id: attempt?.id, score: 0.5 });
    expect(graded?.answers).toEqual([
      expect.objectContaining({ points: 1, maxPoints: 1, right: true }),
      expect.objectContaining({ points: 0, maxPoints: 1, right: false }),
    ]);
    expect(keysOf(graded)).toEqual([true, true]);
    // The question without an answer is not done.
    expect(progress?.lessons[0]).toMatchObject({ doneBlocks: 1, blocks: 2, score: 0.5, attempts: 1 });
    expect(progress).toMatchObject({ grade: 0.5, passed: false });
    expect(certificateId).toBe("");
    await school.platform.settled();
    expect(await school.platform.announced(AttemptGraded, learner.id)).toMatchObject({
      courseId,
      courseTitle: "Trials",
      lessonId: place.lessonId,
      lessonTitle: "Quiz",
      attemptId: attempt?.id,
      score: 0.5,
      graded: true,
    });
    const next = await start();
    expect(next).toMatchObject({ number: 2 });
    await submit(next?.id, [second]);
    const { attempts } = await learner.learning.listAttempts(place);
    expect(attempts.map(({ number, score }) => [number, score])).toEqual([
      [2, 0.5],
      [1, 0.5],
    ]);
    expect(attempts[1]?.answers[0]?.answer).toMatchObject({ blockId: first, choiceIds: ["right"] });
  });

  it("that was submitted answers the same, whatever is sent again, also at once", async () => {
    const { submit, start, first, second } = await trying();
    const attempt = await start();
    const race = await Promise.all([[first], [first, second], []].map((right) => submit(attempt?.id, right)));
    const scores = new Set(race.map((result) => result.attempt?.score));
    expect(scores.size).toBe(1);
    const again = await submit(attempt?.id, [first, second]);
    expect(again.attempt).toMatchObject({ score: [...scores][0], number: 1 });
    expect(again.progress?.lessons[0]?.attempts).toBe(1);
  });

  it("counts by the best of them", async () => {
    const { submit, start, first, second } = await trying();
    await submit((await start())?.id, [first]);
    await submit((await start())?.id, [first, second]);
    const worst = await submit((await start())?.id, []);
    expect(worst.progress?.lessons[0]).toMatchObject({ score: 1, attempts: 3 });
    expect(worst.progress?.grade).toBe(1);
  });

  it("is its learner's own", async () => {
    const { submit, start, first } = await trying();
    const attempt = await start();
    const taken = submit(attempt?.id, [first], await school.person());
    await expect(taken).rejects.toMatchObject({ reason: "ATTEMPT_NOT_FOUND" });
  });

  it("wants an enrolment, a lesson, and questions", async () => {
    const { courseId, lesson } = await writeCourse(mentor, { lessons: [{ title: "Text", blocks: [text("Read.")] }] });
    const learner = await school.person();
    const place = { courseId, lessonId: lesson(0) };
    const reasonOf = (call: Promise<unknown>) => call.catch(({ reason }: { reason: string }) => reason);
    expect(await reasonOf(learner.learning.startAttempt(place))).toBe("NOT_ENROLLED");
    expect(await reasonOf(learner.learning.listAttempts(place))).toBe("NOT_ENROLLED");
    await learner.learning.enrol({ courseId });
    expect(await reasonOf(learner.learning.startAttempt(place))).toBe("NO_QUESTIONS");
    const nowhere = { courseId, lessonId: courseId };
    expect(await reasonOf(learner.learning.startAttempt(nowhere))).toBe("LESSON_NOT_FOUND");
    expect(await reasonOf(learner.learning.listAttempts(nowhere))).toBe("LESSON_NOT_FOUND");
  });

  it("refuses answers that name what is not there, by the field, and stays open", async () => {
    const { start, learner, first } = await trying();
    const attempt = await start();
    const send = (...answers: { blockId: string; choiceIds?: string[] }[]) =>
      learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    await expect(send({ blockId: first, choiceIds: ["other"] })).rejects.toMatchObject({
      fields: { "answers[0].choice_ids[0]": expect.any(String) },
    });
    await expect(send({ blockId: first }, { blockId: first })).rejects.toMatchObject({
      fields: { "answers[1].block_id": expect.any(String) },
    });
    expect(await start()).toMatchObject({ id: attempt?.id, submitTime: undefined });
  });

  it("keeps the questions as they were when it was started", async () => {
    const { courseId, place, start, submit, first, second, revision } = await trying();
    const attempt = await start();
    const flipped = single("Which now?", { key: { choiceIds: ["wrong"] } });
    const blocks = [
      { id: first, ...flipped },
      { id: second, ...flipped },
    ];
    await mentor.authoring.updateLesson({ ...place, blocks, grading: homework, revision });
    await mentor.authoring.publishCourse({ courseId });
    const { attempt: graded } = await submit(attempt?.id, [first, second]);
    expect(graded?.score).toBe(1);
    expect((await submit((await start())?.id, [first, second])).attempt?.score).toBe(0);
  });

  it("at a lesson that a later version left out can still be submitted, and tells no keys", async () => {
    const { courseId, start, submit, first, revision } = await trying();
    const attempt = await start();
    const modules = [{ title: "New", lessons: [{ title: "Other" }] }];
    const outline = await mentor.authoring.updateOutline({ courseId, revision, modules });
    const lessonId = outline.modules[0]?.lessons[0]?.id;
    await mentor.authoring.updateLesson({ courseId, lessonId, blocks: [text("a")], revision: outline.revision });
    await mentor.authoring.publishCourse({ courseId });
    const { attempt: graded } = await submit(attempt?.id, [first]);
    expect(graded?.score).toBe(0.5);
    expect(keysOf(graded)).toEqual([false, false]);
  });
});

describe("every kind of question", () => {
  it("is graded as it is answered, in parts where parts count", async () => {
    const abc = [..."abc"].map((id) => ({ id, text: id }));
    const xy = [..."xy"].map((id) => ({ id, text: id }));
    const pairs = [
      { choiceId: "a", targetId: "x" },
      { choiceId: "b", targetId: "y" },
      { choiceId: "c", targetId: "y" },
    ];
    const ask = { prompt: "?", partialCredit: true, points: 3 };
    const {
      first: _first,
      start,
      learner,
      blockIds,
    } = await trying({
      blocks: [
        question({ ...ask, kind: QuestionKind.MULTIPLE, choices: abc, key: { choiceIds: ["a", "b", "c"] } }),
        question({ ...ask, kind: QuestionKind.TRUE_FALSE, key: { choiceIds: ["false"] } }),
        question({ ...ask, kind: QuestionKind.NUMERIC, key: { number: -1000.5, tolerance: 0.1 } }),
        question({ ...ask, kind: QuestionKind.TEXT, key: { texts: ["Зелёный чай"] } }),
        question({ ...ask, kind: QuestionKind.ORDERING, choices: abc, key: { choiceIds: ["c", "b", "a"] } }),
        question({ ...ask, kind: QuestionKind.MATCHING, choices: abc, targets: xy, key: { pairs } }),
      ],
    });
    const given = [
      { choiceIds: ["a", "b"] },
      { choiceIds: ["false"] },
      { text: "−1 000,45" },
      { text: " зеленый   ЧАЙ " },
      { choiceIds: ["c", "a", "b"] },
      { pairs: [...pairs.slice(0, 2), { choiceId: "c", targetId: "x" }] },
    ];
    const answers = given.map((answer, index) => ({ blockId: blockIds[0]?.[index], ...answer }));
    const { attempt } = await learner.learning.submitAttempt({ attemptId: (await start())?.id, answers });
    expect(attempt?.answers.map(({ points }) => points)).toEqual([2, 3, 3, 3, 1, 2]);
    expect(attempt?.answers.map(({ right }) => right)).toEqual([false, true, true, true, false, false]);
    expect(attempt?.score).toBeCloseTo(14 / 18);
  });
});

describe("attempts", () => {
  it("are used up after as many as the lesson allows", async () => {
    const { start, submit, first } = await trying({ grading: { ...homework, maxAttempts: 2 } });
    for (let used = 0; used < 2; used++) await submit((await start())?.id, [first]);
    await expect(start()).rejects.toMatchObject({ reason: "ATTEMPTS_USED_UP", metadata: { max_attempts: "2" } });
  });

  it("show answers once one was fully right or none is left, where the lesson says so", async () => {
    const grading = { ...homework, maxAttempts: 2, showAnswers: ShowAnswers.WHEN_CLOSED };
    const unlucky = await trying({ grading });
    const wrong = await unlucky.submit((await unlucky.start())?.id, [unlucky.first]);
    expect(keysOf(wrong.attempt)).toEqual([false, false]);
    const last = await unlucky.submit((await unlucky.start())?.id, []);
    expect(keysOf(last.attempt)).toEqual([true, true]);
    const { attempts } = await unlucky.learner.learning.listAttempts(unlucky.place);
    expect(attempts.map(keysOf)).toEqual([
      [true, true],
      [true, true],
    ]);
    const lucky = await trying({ grading });
    const right = await lucky.submit((await lucky.start())?.id, [lucky.first, lucky.second]);
    expect(keysOf(right.attempt)).toEqual([true, true]);
  });

  it("never show answers where the lesson says so", async () => {
    const grading = { ...homework, maxAttempts: 1, showAnswers: ShowAnswers.NEVER };
    const { start, submit, first, second } = await trying({ grading });
    const { attempt } = await submit((await start())?.id, [first, second]);
    expect(attempt?.score).toBe(1);
    expect(keysOf(attempt)).toEqual([false, false]);
  });
});

describe("time", () => {
  it("closes an attempt after its limit, and the next one may begin", async () => {
    const trial = await trying({ grading: { ...homework, minutes: 5 } });
    const { start, submit, place, first } = trial;
    const attempt = await start();
    expect(Number(attempt?.dueTime) - Number(attempt?.startTime)).toBe(5 * 60_000);
    school.platform.advance(6 * 60_000);
    const learner = await school.again(trial.learner);
    await expect(submit(attempt?.id, [first], learner)).rejects.toMatchObject({ reason: "ATTEMPT_CLOSED" });
    expect(await start(learner)).toMatchObject({ number: 2 });
    await expect(submit(attempt?.id, [first], learner)).rejects.toMatchObject({ reason: "ATTEMPT_CLOSED" });
    const { attempts } = await learner.learning.listAttempts(place);
    expect(attempts.map(({ number, score, submitTime }) => [number, score, submitTime !== undefined])).toEqual([
      [2, 0, false],
      [1, 0, true],
    ]);
  });

  it("that ran out uses up an attempt", async () => {
    const trial = await trying({ grading: { ...homework, minutes: 5, maxAttempts: 1 } });
    await trial.start();
    school.platform.advance(6 * 60_000);
    const learner = await school.again(trial.learner);
    await expect(trial.start(learner)).rejects.toMatchObject({ reason: "ATTEMPTS_USED_UP" });
  });

  it("ends with the earlier of the lesson's two deadlines, and closes the attempt that is open", async () => {
    mentor = await school.mentor();
    // The services' clock runs ahead of this one by what the tests before advanced.
    const grading = { ...homework, minutes: 10_000, dueTime: new Date(Date.now() + 30 * day), dueDays: 2 };
    const trial = await trying({ grading });
    const attempt = await trial.start();
    const { enrolment } = await trial.learner.catalogue.getCourse({ courseId: trial.courseId });
    const due = enrolment?.progress?.lessons[0]?.dueTime;
    expect(Number(due) - Number(enrolment?.createTime)).toBe(2 * day);
    expect(attempt?.dueTime).toEqual(due);
    school.platform.advance(2 * day + 60_000);
    const learner = await school.again(trial.learner);
    const late = trial.submit(attempt?.id, [trial.first], learner);
    await expect(late).rejects.toMatchObject({ reason: "ATTEMPT_CLOSED" });
    await expect(trial.start(learner)).rejects.toMatchObject({ reason: "ATTEMPT_CLOSED" });
  });
});
