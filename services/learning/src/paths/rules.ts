/** A course of a path, as its author placed it. */
export interface Step {
  courseId: string;
  /** Courses of the path that must be completed before. */
  afterIds: string[];
  /** Whether the path is completed without it too. */
  optional: boolean;
}

/** What somebody has done in a course of a path. */
export type Standing = "NEW" | "STARTED" | "COMPLETED";

export type StepState = "LOCKED" | "OPEN" | "STARTED" | "COMPLETED" | "GONE";

/** What is wrong with the courses of a path, by where they stand in the request. */
export function violationsOf(steps: readonly Step[], published: ReadonlySet<string>): Record<string, string> {
  const violations: Record<string, string> = {};
  const before = new Set<string>();
  for (const [index, { courseId, afterIds }] of steps.entries()) {
    if (before.has(courseId)) violations[`steps[${index}].course_id`] = "stands in the path before";
    else if (!published.has(courseId)) violations[`steps[${index}].course_id`] = "names no published course";
    for (const [at, id] of afterIds.entries()) {
      if (!before.has(id))
        violations[`steps[${index}].after_ids[${at}]`] = "names no course that stands before this one";
    }
    before.add(courseId);
  }
  return violations;
}

/** The courses that must still be completed before one of a path; those that left the catalogue are not asked for. */
export function missingBefore(
  { afterIds }: Step,
  standings: ReadonlyMap<string, Standing>,
  gone: ReadonlySet<string>,
): string[] {
  return afterIds.filter((id) => standings.get(id) !== "COMPLETED" && !gone.has(id));
}

/** Where somebody stands with a course of a path. Who began it before it was locked goes on. */
export function stateOf(step: Step, standings: ReadonlyMap<string, Standing>, gone: ReadonlySet<string>): StepState {
  const standing = standings.get(step.courseId) ?? "NEW";
  if (standing !== "NEW") return standing;
  if (gone.has(step.courseId)) return "GONE";
  return missingBefore(step, standings, gone).length > 0 ? "LOCKED" : "OPEN";
}

/** How many courses count, and how many of those are completed. One that nobody new can take counts for those who did. */
export function countOf(
  steps: readonly Step[],
  standings: ReadonlyMap<string, Standing>,
  gone: ReadonlySet<string>,
): { completed: number; required: number } {
  const counting = steps.filter(({ courseId, optional }) => {
    return !optional && (!gone.has(courseId) || (standings.get(courseId) ?? "NEW") !== "NEW");
  });
  const completed = counting.filter(({ courseId }) => standings.get(courseId) === "COMPLETED").length;
  return { completed, required: counting.length };
}
