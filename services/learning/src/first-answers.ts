import type { Tx } from "@platform/kit";
import { type attempts, firstAnswers } from "./schema.ts";

type Attempt = Pick<
  typeof attempts.$inferSelect,
  "id" | "accountId" | "courseId" | "lessonId" | "submitTime" | "answers"
>;
type FirstAnswer = typeof firstAnswers.$inferInsert;

/** Keeps what somebody answered to questions that they had not answered before. */
export async function keepFirstAnswers(tx: Tx, attempt: Attempt): Promise<void> {
  const rows = judgeAnswers(attempt);
  if (rows.length > 0) await tx.insert(firstAnswers).values(rows).onConflictDoNothing();
}

/**
 * What each answer of an attempt says of its question. The score of the other questions, and not of all, stands beside
 * it: a question that was compared with itself would look better than it is.
 */
export function judgeAnswers({ id, accountId, courseId, lessonId, submitTime, answers }: Attempt): FirstAnswer[] {
  if (submitTime === null) return [];
  const sum = (part: "points" | "maxPoints") => answers.reduce((so, answer) => so + answer[part], 0);
  const [points, maxPoints] = [sum("points"), sum("maxPoints")];
  return answers.map((answer) => ({
    accountId,
    courseId,
    lessonId,
    questionId: answer.blockId,
    attemptId: id,
    submitTime,
    right: answer.right,
    score: share(answer.points, answer.maxPoints),
    rest: share(points - answer.points, maxPoints - answer.maxPoints),
  }));
}

// What nothing was to be had for says nothing.
function share(points: number, maxPoints: number): number | null {
  return maxPoints === 0 ? null : points / maxPoints;
}
