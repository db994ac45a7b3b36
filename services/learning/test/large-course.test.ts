import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillCourse, learnerId } from "./large.ts";
import { openSchool, type Person, type School, writeCourse } from "./school.ts";

// 500 learners who came through `n % 21` of 20 lessons: 4,966 times a lesson, each of which was tried twice.
const size = { learners: 500, lessons: 20, threads: 60 };

let school: School;
let mentor: Person;
let course: Awaited<ReturnType<typeof fillCourse>>;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor("Author");
  course = await fillCourse(school, mentor, size);
  await mentor.leaderboard.updateLeaderboard({ courseId: course.courseId, enabled: true });
}, 120_000);
afterAll(() => school?.stop());

const everybody = Array.from({ length: size.learners }, (_, number) => number);
const reach = (number: number) => number % (size.lessons + 1);
const isEven = (number: number) => number % 2 === 0;
const stays = (number: number) => number % 50 !== 49;

describe("the figures of a large course", () => {
  it("count everybody once in the funnel, of a cohort too", async () => {
    const { courseId, cohortId } = course;
    const all = await mentor.analytics.getCourseFunnel({ courseId });
    // 500 = 23 * 21 + 17: each reach has 23 learners, and those below 17 one more.
    expect(all).toMatchObject({ enrolledCount: 500, startedCount: 476, passedCount: 23, leftCount: 10 });
    expect(all.lessons).toHaveLength(20);
    expect(all.lessons[0]).toMatchObject({ reachedCount: 476, finishedCount: 476 });
    expect(all.lessons[19]).toMatchObject({ reachedCount: 23, finishedCount: 23 });
    for (const [at, { reachedCount }] of all.lessons.entries()) {
      expect(reachedCount).toBe(everybody.filter((number) => reach(number) > at).length);
    }
    const even = await mentor.analytics.getCourseFunnel({ courseId, cohortId });
    expect(even).toMatchObject({ enrolledCount: 250, startedCount: 238, leftCount: 0 });
  });

  it("judge each question by first answers, whatever came of the second", async () => {
    const { questions } = await mentor.analytics.listQuestionStatistics({ courseId: course.courseId });
    expect(questions).toHaveLength(100);
    for (const { prompt, ...said } of questions) {
      const [, question = -1, lesson = -1] = (/^Question (\d) of lesson (\d+)/.exec(prompt) ?? []).map(Number);
      const asked = everybody.filter((number) => reach(number) > lesson);
      const right = asked.filter((number) => number % (question + 1) === 0);
      const expected = { lessonTitle: `Lesson ${lesson}`, answerCount: asked.length };
      expect(said).toMatchObject({ ...expected, lessonId: course.lesson(lesson) });
      expect(said.rightShare).toBeCloseTo(right.length / asked.length, 10);
      expect(said.meanScore).toBeCloseTo(right.length / asked.length, 10);
      // Nothing can be said of what everybody answered alike, as the first of each lesson.
      const expectedOf = correlate(asked, question);
      if (Number.isNaN(expectedOf)) expect(said.discrimination).toBeUndefined();
      else expect(said.discrimination).toBeCloseTo(expectedOf, 8);
    }
    expect(questions.map(({ rightShare }) => rightShare)).toEqual(
      questions.map((one) => one.rightShare).toSorted((one, other) => one - other),
    );
  });

  it("place learners by their best attempts and what they were graded for", async () => {
    const best = await school.person({ id: learnerId(62) });
    const { standings } = await best.leaderboard.getLeaderboard({ courseId: course.courseId });
    const expected = everybody
      .filter((number) => stays(number) && pointsOf(number) > 0)
      .map((number) => ({ number, points: pointsOf(number) }))
      .toSorted((one, other) => other.points - one.points);
    expect(standings.map(({ points }) => points)).toEqual(expected.slice(0, 100).map(({ points }) => points));
    // An even learner of reach 20 has 100 points, and 5 of ten for the assignment where 62 % 5 is 2.
    expect(standings.find(({ accountId }) => accountId === learnerId(62))).toMatchObject({
      name: "Learner 62",
      points: 105,
      place: 1 + expected.filter(({ points }) => points > 105).length,
    });
    for (const { accountId, points } of standings) {
      expect(points).toBe(pointsOf(Number.parseInt(accountId.slice(-12), 16)));
    }
  });

  it("count who learns, and page through all of them once", async () => {
    const { courseId, cohortId } = course;
    const learning = everybody.filter(stays);
    const seen: string[] = [];
    let pageToken = "";
    do {
      const page = await mentor.authoring.listLearners({ courseId, pageSize: 100, pageToken });
      expect(page).toMatchObject({
        learnerCount: 490,
        passedCount: learning.filter((one) => reach(one) === 20).length,
      });
      const done = learning.reduce((sum, number) => sum + blocksOf(reach(number)), 0);
      expect(page.meanDone).toBeCloseTo(done / (490 * blocksOf(20)), 10);
      seen.push(...page.learners.map(({ accountId }) => accountId));
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    expect(seen).toEqual(learning.map(learnerId));
    const { cohorts } = await mentor.cohorts.listCohorts({ courseId });
    expect(cohorts.map(({ id, learnerCount }) => [id, learnerCount])).toEqual([[cohortId, 250]]);
  });

  it("find those who got no further, and what waits for a grade", async () => {
    const { courseId, cohortId, withAssignment } = course;
    // What was done last is as many days ago as lessons are left, and one; who began nothing enrolled a month ago.
    const { learners } = await mentor.analytics.listStuckLearners({ courseId, idleDays: 25, pageSize: 100 });
    expect(learners.map(({ accountId }) => accountId)).toEqual(
      everybody.filter((number) => stays(number) && reach(number) === 0).map(learnerId),
    );
    const handedIn = everybody.filter((number) => reach(number) > withAssignment);
    const queue = await mentor.grading.listHandedIn({ courseId });
    expect(queue.waitingCount).toBe(handedIn.filter((number) => !isEven(number)).length);
    expect((await mentor.grading.listHandedIn({ courseId, cohortId })).waitingCount).toBe(0);
  });

  it("know of a list of people who may enter a course that asks for this one", async () => {
    const { courseId } = await writeCourse(mentor, { title: "Next" });
    await mentor.authoring.updateCourse({
      courseId,
      updateMask: ["prerequisite_ids"],
      prerequisiteIds: [course.courseId],
    });
    await mentor.authoring.publishCourse({ courseId });
    const text = everybody.map((number) => `learner${number}@example.org`).join("\n");
    const listed = await mentor.cohorts.enrolLearners({ courseId, dryRun: true, list: { $case: "text", value: text } });
    expect(listed).toMatchObject({ enrolledCount: 23, leftOutCount: 477 });
    expect(listed.lines.filter(({ reason }) => reason === "").map(({ line }) => line - 1)).toEqual(
      everybody.filter((number) => reach(number) === size.lessons),
    );
    expect(new Set(listed.lines.map(({ reason }) => reason))).toEqual(new Set(["", "PREREQUISITE_MISSING"]));
  });
});

/** What a learner's best attempts and their grade are worth. */
function pointsOf(number: number): number {
  const first = [1, 2, 3, 4, 5].filter((divisor) => number % divisor === 0).length;
  const lessons = reach(number) * (isEven(number) ? 5 : first);
  const graded = isEven(number) && reach(number) > course.withAssignment;
  return lessons + (graded ? ((number % 5) * 10) / 4 : 0);
}

/** How many blocks the first lessons have: six each, and one more with the assignment. */
function blocksOf(lessons: number): number {
  return lessons * 6 + (lessons > course.withAssignment ? 1 : 0);
}

/** Of right answers to a question with what the other four brought; NaN where one of both never varies. */
function correlate(asked: readonly number[], question: number): number {
  const rightAt = (number: number, at: number) => Number(number % (at + 1) === 0);
  const pairs = asked.map((number) => {
    const others = [0, 1, 2, 3, 4].filter((at) => at !== question);
    return [rightAt(number, question), others.filter((at) => rightAt(number, at) === 1).length / 4] as const;
  });
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  const both = mean(pairs.map(([one, other]) => (one - x) * (other - y)));
  return (
    both / Math.sqrt(mean(pairs.map(([one]) => (one - x) ** 2)) * mean(pairs.map(([, other]) => (other - y) ** 2)))
  );
}
