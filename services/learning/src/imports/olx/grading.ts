import type { GradingPolicy, LessonGrading } from "../../content.ts";
import { clip } from "../clip.ts";
import type { Change, Report } from "../report.ts";
import { isTrue, plainValue } from "./tree.ts";

type Category = GradingPolicy["categories"][number];

/** What a grading policy says. */
export interface OlxGrading {
  passScore: number;
  categories: Category[];
}

const most = 20;

/** Reads a grading policy; undefined where there is none with kinds of work. */
export function readGrading(
  policy: Record<string, unknown> | undefined,
  file: string,
  report: Report,
): OlxGrading | undefined {
  const grader = Array.isArray(policy?.GRADER) ? (policy.GRADER as Record<string, unknown>[]) : [];
  const categories: Category[] = [];
  for (const { type, weight, drop_count: drop, min_count: least } of grader) {
    const name = clip(String(type ?? "").trim(), 80);
    const piece = { source: file, kind: "grader", title: name };
    const known = categories.some((category) => category.name === name);
    if (name === "" || known || categories.length === most) {
      report.leftOut(piece, "GRADER_INVALID", "It has no name, one that is taken, or there are more than 20.");
      continue;
    }
    const dropLowest = Math.min(50, Math.max(0, Math.trunc(Number(drop)) || 0));
    categories.push({ name, weight: Math.min(1000, Math.max(0, Number(weight) || 0)), dropLowest });
    const changes: Change[] = [];
    if (dropLowest > 0) {
      const message = "The worst lessons are dropped, where Open edX drops the worst subsections.";
      changes.push({ reason: "DROP_BY_LESSON", message });
    }
    if (Number(least) > 1) {
      const message = "Work that is not there yet is not counted as missed.";
      changes.push({ reason: "MIN_COUNT_DROPPED", message });
    }
    report.taken(piece, "", changes);
  }
  if (categories.length === 0) return undefined;
  return { passScore: readCutoffs(policy?.GRADE_CUTOFFS, file, report), categories };
}

function readCutoffs(cutoffs: unknown, file: string, report: Report): number {
  const marks = Object.entries((cutoffs ?? {}) as Record<string, unknown>)
    .map(([mark, score]) => [mark, Number(score)] as const)
    .filter(([, score]) => score >= 0 && score <= 1)
    .sort(([, a], [, b]) => a - b);
  const [lowest] = marks;
  if (!lowest) return 0.5;
  const message = `A course is passed or not here; the lowest mark, ${lowest[0]}, passes it.`;
  const changes = marks.length > 1 ? [{ reason: "MARKS_DROPPED", message }] : [];
  report.taken({ source: file, kind: "grade_cutoffs", title: marks.map(([mark]) => mark).join(", ") }, "", changes);
  return lowest[1];
}

/** What a subsection says of how its lessons count. */
export type SubsectionGrading = Pick<LessonGrading, "category" | "dueTime" | "dueDays" | "minutes">;

/** How the work in a subsection counts, with what could not be kept of it. */
export function readSubsectionGrading(
  attributes: Record<string, string>,
  categories: readonly Category[],
  lessonCount: number,
): { grading: SubsectionGrading; changes: Change[] } {
  const changes: Change[] = [];
  const format = plainValue(attributes.format).trim();
  const known = categories.find(({ name }) => name === clip(format, 80));
  if (isTrue(attributes.graded) && !known) {
    const message = `It was graded as ${JSON.stringify(format)}, which the grading policy does not name.`;
    changes.push({ reason: "CATEGORY_UNKNOWN", message });
  }
  const due = plainValue(attributes.due);
  const dueTime = due === "" ? null : new Date(due);
  if (dueTime && Number.isNaN(dueTime.getTime())) {
    changes.push({ reason: "DUE_INVALID", message: "Its due date cannot be read." });
  }
  const weeks = Number(plainValue(attributes.relative_weeks_due)) || 0;
  const minutes = isTrue(attributes.is_time_limited) ? Number(attributes.default_time_limit_minutes) || 0 : 0;
  if (minutes > 0 && lessonCount > 1) {
    const message = "Its time limit was for all its units together; it was dropped.";
    changes.push({ reason: "TIME_LIMIT_DROPPED", message });
  }
  for (const [name, reason, message] of dropped) {
    const value = plainValue(attributes[name]);
    if (value !== "" && value !== "false" && value !== "{}") changes.push({ reason, message });
  }
  return {
    grading: {
      category: isTrue(attributes.graded) && known ? known.name : "",
      dueTime: dueTime && !Number.isNaN(dueTime.getTime()) ? dueTime.toISOString() : null,
      dueDays: Math.min(3650, Math.max(0, Math.round(weeks * 7))),
      minutes: lessonCount === 1 ? Math.min(10_080, Math.max(0, Math.round(minutes))) : 0,
    },
    changes,
  };
}

const dropped: [attribute: string, reason: string, message: string][] = [
  ["start", "START_DROPPED", "Its start date was dropped; what is published is open."],
  ["hide_after_due", "HIDING_DROPPED", "It was hidden once due; here it stays readable."],
  ["hide_from_toc", "HIDING_DROPPED", "It was hidden from the outline; here it stands there."],
  ["is_proctored_enabled", "PROCTORING_DROPPED", "Proctoring was dropped."],
  ["prereqs", "PREREQUISITE_DROPPED", "What had to be done before was dropped."],
];

/** How often the questions of a lesson may be tried, and when answers are shown, as its problems agree. */
export function readProblemGrading(problems: readonly Record<string, string>[]): {
  grading: Pick<LessonGrading, "maxAttempts" | "showAnswers">;
  changes: Change[];
} {
  const changes: Change[] = [];
  const tries = new Set(problems.map(({ max_attempts: value }) => Number(plainValue(value)) || 0));
  const shown = new Set(problems.map(({ showanswer }) => showOf(plainValue(showanswer))));
  const [attempts = 0, ...otherTries] = [...tries].sort((a, b) => b - a);
  if (otherTries.length > 0) {
    const all = [...tries].map((count) => (count === 0 ? "without end" : count)).join(", ");
    const message = `Its problems allowed different numbers of attempts (${all}); the lesson allows them without end.`;
    changes.push({ reason: "ATTEMPTS_DIFFER", message });
  }
  const [show = "WHEN_CLOSED", ...otherShown] = shown;
  if (otherShown.length > 0) {
    const message = "Its problems showed their answers at different times; the lesson shows them once it is closed.";
    changes.push({ reason: "SHOW_ANSWERS_DIFFER", message });
  }
  return {
    grading: {
      maxAttempts: otherTries.length > 0 ? 0 : Math.min(100, Math.max(0, Math.trunc(attempts))),
      showAnswers: otherShown.length > 0 ? "WHEN_CLOSED" : show,
    },
    changes,
  };
}

function showOf(word: string): LessonGrading["showAnswers"] {
  if (word === "never") return "NEVER";
  return /^(always|answered|attempted|after_attempts|after_all_attempts)$/.test(word) ? "AFTER_ATTEMPT" : "WHEN_CLOSED";
}
