import type { Criterion } from "../content.ts";
import type { Mark } from "../schema.ts";

/** What is wrong with marks, by the path of the field: each criterion of the rubric wants one, at one of its levels. */
export function markViolations(rubric: readonly Criterion[], marks: readonly Mark[]): Record<string, string> {
  const left = new Map(rubric.map((criterion) => [criterion.id, criterion]));
  const violations: Record<string, string> = {};
  for (const [index, { criterionId, levelId }] of marks.entries()) {
    const criterion = left.get(criterionId);
    left.delete(criterionId);
    if (!criterion) violations[`marks[${index}].criterion_id`] = "names no criterion, or one that was marked before";
    else if (!criterion.levels.some(({ id }) => id === levelId)) {
      violations[`marks[${index}].level_id`] = "names no level of the criterion";
    }
  }
  if (left.size > 0) violations.marks = "must mark every criterion";
  return violations;
}

/** What marks that fit a rubric are worth, of the most that it gives, 0 to 1. */
export function scoreOfMarks(rubric: readonly Criterion[], marks: readonly Mark[]): number {
  const levelOf = new Map(marks.map(({ criterionId, levelId }) => [criterionId, levelId]));
  let [earned, most] = [0, 0];
  for (const { id, levels } of rubric) {
    most += Math.max(...levels.map(({ points }) => points));
    earned += levels.find((level) => level.id === levelOf.get(id))?.points ?? 0;
  }
  return most > 0 ? earned / most : 0;
}

/** The middle of some scores, or the mean of the two in the middle; one harsh review does not move it. */
export function median(scores: readonly number[]): number {
  const sorted = [...scores].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? 0 : (low + high) / 2;
}
