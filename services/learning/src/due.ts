import type { LessonGrading } from "./content.ts";

const dayMs = 24 * 3600_000;
const minuteMs = 60_000;

/** How long after its last moment an attempt is still taken, for what the way through the network costs. */
export const graceMs = 5_000;

/** A last moment as authors set it: a time, or days from the start; the earlier of the two holds. */
export type Deadline = Pick<LessonGrading, "dueTime" | "dueDays">;

/** By which dates somebody learns. */
export interface Schedule {
  /** From when days are counted: their enrolment, or the start of their cohort. */
  start: Date;
  /** After which nothing is submitted; null for never. */
  end: Date | null;
  /** Deadlines in place of what authors set, by lesson or block of an assignment, as ISO 8601. */
  dates: Readonly<Record<string, string>>;
}

/** The last moment to submit a lesson's questions or an assignment, for who learns by a schedule; undefined for none. */
export function dueOf(
  itemId: string,
  { dueTime, dueDays }: Deadline,
  { start, end, dates }: Schedule,
): Date | undefined {
  const own = dates[itemId];
  const said = own ?? dueTime;
  return earliest(
    said === null ? undefined : Date.parse(said),
    own === undefined && dueDays > 0 ? start.getTime() + dueDays * dayMs : undefined,
    end?.getTime(),
  );
}

/** The last moment to submit an attempt at a lesson that starts now; undefined for none. */
export function attemptDue(lessonId: string, grading: LessonGrading, schedule: Schedule, now: Date): Date | undefined {
  const limit = grading.minutes > 0 ? now.getTime() + grading.minutes * minuteMs : undefined;
  return earliest(limit, dueOf(lessonId, grading, schedule)?.getTime());
}

/** Whether a last moment has gone by. */
export function isOver(due: Date | undefined | null, now: Date): boolean {
  return due != null && now.getTime() > due.getTime() + graceMs;
}

function earliest(...times: (number | undefined)[]): Date | undefined {
  const first = Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(first) ? new Date(first) : undefined;
}
