import { describe, expect, it } from "vitest";
import { judgeAnswers } from "./first-answers.ts";
import type { StoredAnswer } from "./schema.ts";

const submitTime = new Date("2026-11-28T10:00:00Z");
const attempt = { id: "attempt", accountId: "account", courseId: "course", lessonId: "lesson", submitTime };

function answer(blockId: string, points: number, maxPoints: number): StoredAnswer {
  return { blockId, choiceIds: [], text: "", pairs: [], points, maxPoints, right: points === maxPoints };
}

describe("what answers say of their questions", () => {
  it("is what each earned, and beside it what the others earned together", () => {
    const judged = judgeAnswers({ ...attempt, answers: [answer("a", 1, 1), answer("b", 1, 2), answer("c", 0, 4)] });
    const place = { accountId: "account", courseId: "course", lessonId: "lesson", attemptId: "attempt", submitTime };
    expect(judged).toEqual([
      { ...place, questionId: "a", right: true, score: 1, rest: 1 / 6 },
      { ...place, questionId: "b", right: false, score: 0.5, rest: 1 / 5 },
      { ...place, questionId: "c", right: false, score: 0, rest: 2 / 3 },
    ]);
  });

  it("is no score where no points were to be had", () => {
    const judged = judgeAnswers({ ...attempt, answers: [answer("a", 0, 0), answer("b", 1, 1)] });
    expect(judged.map(({ score, rest }) => [score, rest])).toEqual([
      [null, 1],
      [1, null],
    ]);
  });

  it("is nothing of an attempt that is open, or ended without answers", () => {
    expect(judgeAnswers({ ...attempt, submitTime: null, answers: [answer("a", 1, 1)] })).toEqual([]);
    expect(judgeAnswers({ ...attempt, answers: [] })).toEqual([]);
  });
});
