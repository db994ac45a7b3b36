import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const day = 24 * 3600_000;
const refusal = (reason: string) => ({ reason });

/** A course to read in its first lesson and to answer in its second. */
async function openCourse(questions = [single("Easy?"), single("Hard?")]) {
  const course = await writeCourse(mentor, {
    policy: { passScore: 1, requireAllBlocks: false, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] },
    lessons: [
      { title: "Read", blocks: [text("One."), text("Two.")] },
      { title: "Solve", blocks: questions, grading: homework },
    ],
  });
  const { courseId, blockIds, lesson } = course;
  const join = async (name?: string) => {
    const who = await school.person(name === undefined ? {} : { name });
    await who.learning.enrol({ courseId });
    return who;
  };
  const read = (who: Person, blocks: number) =>
    who.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: (blockIds[0] ?? []).slice(0, blocks) });
  const answer = async (who: Person, choices: string[]) => {
    const { attempt } = await who.learning.startAttempt({ courseId, lessonId: lesson(1) });
    const answers = choices.map((choice, index) => ({ blockId: blockIds[1]?.[index] ?? "", choiceIds: [choice] }));
    await who.learning.submitAttempt({ attemptId: attempt?.id ?? "", answers });
  };
  return { ...course, join, read, answer };
}

describe("the funnel of a course", () => {
  it("counts who came how far, those who left and those of one cohort", async () => {
    const { courseId, lesson, join, read, answer } = await openCourse();
    const nothing = await mentor.analytics.getCourseFunnel({ courseId });
    expect(nothing).toMatchObject({ enrolledCount: 0, startedCount: 0, passedCount: 0, leftCount: 0 });
    expect(nothing.lessons.map(({ title, reachedCount }) => [title, reachedCount])).toEqual([
      ["Read", 0],
      ["Solve", 0],
    ]);

    await join();
    await read(await join(), 1);
    const gone = await join();
    await read(gone, 2);
    await gone.learning.leaveCourse({ courseId });
    const best = await join();
    await read(best, 2);
    await answer(best, ["right", "right"]);

    const funnel = await mentor.analytics.getCourseFunnel({ courseId });
    expect(funnel).toMatchObject({ enrolledCount: 4, startedCount: 3, passedCount: 1, leftCount: 1 });
    expect(funnel.lessons).toEqual([
      { lessonId: lesson(0), title: "Read", reachedCount: 3, finishedCount: 2 },
      { lessonId: lesson(1), title: "Solve", reachedCount: 1, finishedCount: 1 },
    ]);

    const { cohort } = await mentor.cohorts.createCohort({ courseId, title: "Few" });
    const cohortId = cohort?.id ?? "";
    await mentor.cohorts.moveLearners({ courseId, cohortId, accountIds: [best.id] });
    const few = await mentor.analytics.getCourseFunnel({ courseId, cohortId });
    expect(few).toMatchObject({ enrolledCount: 1, startedCount: 1, passedCount: 1, leftCount: 0 });
    expect(few.lessons.map(({ reachedCount }) => reachedCount)).toEqual([1, 1]);
  });
});

describe("a question", () => {
  it("is judged by the first answer of each learner, the hardest first", async () => {
    const { courseId, blockIds, lesson, join, answer } = await openCourse();
    const [one, two] = [await join(), await join()];
    await answer(one, ["right", "wrong"]);
    await answer(one, ["wrong", "right"]);
    await answer(two, ["right", "right"]);
    const { questions } = await mentor.analytics.listQuestionStatistics({ courseId });
    const [easy = "", hard = ""] = blockIds[1] ?? [];
    const place = { lessonId: lesson(1), lessonTitle: "Solve", answerCount: 2, discrimination: undefined };
    expect(questions).toEqual([
      { ...place, questionId: hard, prompt: "Hard?", rightShare: 0.5, meanScore: 0.5 },
      { ...place, questionId: easy, prompt: "Easy?", rightShare: 1, meanScore: 1 },
    ]);
  });

  it("tells apart who knows the rest, once ten have answered", async () => {
    const { courseId, join, answer } = await openCourse([single("Good"), single("Bad"), single("Known to all")]);
    const answers = [
      ...Array.from({ length: 5 }, () => ["right", "wrong", "right"]),
      ...Array.from({ length: 4 }, () => ["wrong", "right", "right"]),
    ];
    for (const choices of answers) await answer(await join(), choices);
    const before = await mentor.analytics.listQuestionStatistics({ courseId });
    expect(before.questions.map(({ discrimination }) => discrimination)).toEqual([undefined, undefined, undefined]);

    await answer(await join(), ["wrong", "right", "right"]);
    const { questions } = await mentor.analytics.listQuestionStatistics({ courseId });
    const of = (prompt: string) => questions.find((each) => each.prompt === prompt)?.discrimination;
    // Whoever has one of the two right has the other wrong, and the third says nothing of anybody.
    expect(of("Good")).toBeCloseTo(-1, 9);
    expect(of("Bad")).toBeCloseTo(-1, 9);
    expect(of("Known to all")).toBeUndefined();
  });
});

it("figures are not there for other mentors, and not for learners", async () => {
  const { courseId, join } = await openCourse();
  const [learner, other] = [await join(), await school.mentor()];
  for (const ask of ["getCourseFunnel", "listQuestionStatistics", "listStuckLearners"] as const) {
    await expect(other.analytics[ask]({ courseId })).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));
    await expect(learner.analytics[ask]({ courseId })).rejects.toMatchObject(refusal("ACCESS_DENIED"));
  }
});

// Last, since the clock goes on.
describe("who is stuck", () => {
  it("neither passed nor left, and did nothing for a week; who waits longest comes first", async () => {
    const { courseId, lesson, join, read, answer } = await openCourse();
    const [idle, slow, left, best] = [await join("Ида"), await join("Лев"), await join(), await join()];
    await read(slow, 2);
    await left.learning.leaveCourse({ courseId });
    await answer(best, ["right", "right"]);
    expect((await mentor.analytics.listStuckLearners({ courseId })).learners).toEqual([]);

    school.platform.advance(8 * day);
    const later = await school.person({ id: mentor.id, roles: ["USER", "MENTOR"] });
    const first = await later.analytics.listStuckLearners({ courseId, pageSize: 1 });
    expect(first.learners).toMatchObject([{ accountId: idle.id, name: "Ида", done: 0, lessonId: lesson(0) }]);
    const second = await later.analytics.listStuckLearners({ courseId, pageSize: 1, pageToken: first.nextPageToken });
    expect(second.learners).toMatchObject([{ accountId: slow.id, done: 0.5, lessonTitle: "Solve" }]);
    expect(second.nextPageToken).toBe("");
    const patient = await later.analytics.listStuckLearners({ courseId, idleDays: 9 });
    expect(patient.learners).toEqual([]);

    await read(await school.again(idle), 1);
    const { learners } = await later.analytics.listStuckLearners({ courseId });
    expect(learners.map(({ accountId }) => accountId)).toEqual([slow.id]);
  });
});
