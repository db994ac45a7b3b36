import { AccountErased } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignment, openSchool, type Person, type School, single, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });

/** A course with two questions and an assignment, and learners who answered some of them. */
async function compete({ enabled = true } = {}) {
  const { courseId, blockIds, lesson } = await writeCourse(mentor, {
    lessons: [{ title: "Solve", blocks: [single(), single(), assignment({ points: 3 })] }],
  });
  if (enabled) await mentor.leaderboard.updateLeaderboard({ courseId, enabled });
  const place = { courseId, lessonId: lesson(0) };
  const answer = async (who: Person, choices: string[]) => {
    const { attempt } = await who.learning.startAttempt(place);
    const answers = choices.map((choice, index) => ({ blockId: blockIds[0]?.[index] ?? "", choiceIds: [choice] }));
    await who.learning.submitAttempt({ attemptId: attempt?.id ?? "", answers });
  };
  const join = async (name: string, choices: string[] = []) => {
    const who = await school.person({ name });
    await who.learning.enrol({ courseId });
    if (choices.length > 0) await answer(who, choices);
    return who;
  };
  const list = async (who: Person) => {
    const { standings } = await who.leaderboard.getLeaderboard({ courseId });
    // Those who share a place stand in no order that means something.
    const sorted = standings.toSorted((one, other) => one.place - other.place || one.name.localeCompare(other.name));
    return sorted.map(({ place: at, name, points }) => [at, name, points]);
  };
  return { courseId, place, blockIds, join, answer, list };
}

describe("a leaderboard", () => {
  it("is off until those who write the course turn it on", async () => {
    const { courseId, join, list } = await compete({ enabled: false });
    const learner = await join("Ида", ["right"]);
    const off = { enabled: false, left: false, standings: [] };
    expect(await learner.leaderboard.getLeaderboard({ courseId })).toEqual(off);
    expect(await mentor.leaderboard.getLeaderboard({ courseId })).toEqual(off);
    const byLearner = learner.leaderboard.updateLeaderboard({ courseId, enabled: true });
    await expect(byLearner).rejects.toMatchObject(refusal("ACCESS_DENIED"));
    const other = await school.mentor();
    const byOther = other.leaderboard.updateLeaderboard({ courseId, enabled: true });
    await expect(byOther).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));

    await mentor.leaderboard.updateLeaderboard({ courseId, enabled: true });
    expect(await list(learner)).toEqual([[1, "Ида", 1]]);
    await mentor.leaderboard.updateLeaderboard({ courseId, enabled: false });
    expect(await learner.leaderboard.getLeaderboard({ courseId })).toEqual(off);
  });

  it("places people by their best attempts and their graded works; who earned the same shares a place", async () => {
    const { place, blockIds, join, answer, list } = await compete();
    const best = await join("Аня", ["right", "right"]);
    await answer(best, ["wrong", "wrong"]);
    const worker = await join("Боря", ["right", "wrong"]);
    await join("Вера", ["right", "wrong"]);
    await join("Гена", ["wrong", "wrong"]);
    expect(await list(best)).toEqual([
      [1, "Аня", 2],
      [2, "Боря", 1],
      [2, "Вера", 1],
    ]);
    const work = { ...place, blockId: blockIds[0]?.[2] ?? "" };
    await worker.assignments.saveSubmissionText({ ...work, text: "Done." });
    const { submission } = await worker.assignments.handInSubmission(work);
    const handed = { submissionId: submission?.id ?? "", handInTime: submission?.handInTime };
    await mentor.grading.gradeSubmission({ courseId: place.courseId, ...handed, points: 3 });
    expect(await list(worker)).toEqual([
      [1, "Боря", 4],
      [2, "Аня", 2],
      [3, "Вера", 1],
    ]);
  });

  it("is left at once, by whoever likes, and entered again with all that was earned", async () => {
    const { courseId, join, list } = await compete();
    const [shy, other] = [await join("Ида", ["right", "right"]), await join("Лев", ["right"])];
    expect(await list(other)).toHaveLength(2);
    await shy.leaderboard.leaveLeaderboard({ courseId });
    await shy.leaderboard.leaveLeaderboard({ courseId });
    for (const who of [shy, other, mentor]) expect(await list(who)).toEqual([[1, "Лев", 1]]);
    expect((await shy.leaderboard.getLeaderboard({ courseId })).left).toBe(true);
    await shy.leaderboard.joinLeaderboard({ courseId });
    expect(await list(other)).toEqual([
      [1, "Ида", 2],
      [2, "Лев", 1],
    ]);

    await shy.learning.leaveCourse({ courseId });
    await school.platform.announce(AccountErased, { accountId: other.id });
    expect(await list(mentor)).toEqual([]);
  });

  it("is shown to those alone who are in the course", async () => {
    const { courseId } = await compete();
    const stranger = await school.person();
    for (const ask of ["getLeaderboard", "leaveLeaderboard", "joinLeaderboard"] as const) {
      await expect(stranger.leaderboard[ask]({ courseId })).rejects.toMatchObject(refusal("NOT_ENROLLED"));
    }
  });
});
