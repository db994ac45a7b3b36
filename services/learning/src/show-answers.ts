import type { LessonGrading } from "./content.ts";

interface Shown {
  submitted: boolean;
  /** Whether this attempt was fully right. */
  right: boolean;
  /** Whether the learner may try once more. */
  moreToCome: boolean;
}

/** Whether the keys of an attempt's questions may be seen. */
export function showsKeys({ showAnswers }: LessonGrading, { submitted, right, moreToCome }: Shown): boolean {
  if (!submitted || showAnswers === "NEVER") return false;
  return showAnswers === "AFTER_ATTEMPT" || right || !moreToCome;
}
