import type { LessonGrading } from "./content.ts";

const dayMs = 24 * 3600_000;
const minuteMs = 60_000;

/** How long after its last moment an attempt is still taken, for what the way through the network costs. */
export const graceMs = 5_000;

/** A last moment as authors set it: a time, or days from enrolment; the earlier of the two holds. */
export type Deadline = Pick<LessonGrading, "dueTime" | "dueDays">;

/** The last moment to submit a lesson's questions or an assignment, for somebody who enrolled then; undefined for none. */
export function lessonDue({ dueTime, dueDays }: Deadline, enrolTime: Date): Date | undefined {
  const said = dueTime === null ? Number.POSITIVE_INFINITY : Date.parse(dueTime);
  const counted = dueDays > 0 ? enrolTime.getTime() + dueDays * dayMs : Number.POSITIVE_INFINITY;
  return asDate(Math.min(said, counted));
}

/** The last moment to submit an attempt that starts now; undefined for none. */
export function attemptDue(grading: LessonGrading, enrolTime: Date, start: Date): Date | undefined {
  const limited = grading.minutes > 0 ? start.getTime() + grading.minutes * minuteMs : Number.POSITIVE_INFINITY;
  return asDate(Math.min(limited, lessonDue(grading, enrolTime)?.getTime() ?? Number.POSITIVE_INFINITY));
}

/** Whether a last moment has gone by. */
export function isOver(due: Date | undefined | null, now: Date): boolean {
  return due != null && now.getTime() > due.getTime() + graceMs;
}

function asDate(time: number): Date | undefined {
  return Number.isFinite(time) ? new Date(time) : undefined;
}
