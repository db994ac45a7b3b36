import { sql } from "drizzle-orm";
import { enrolments } from "../schema.ts";

/** Whose figures are meant: those of a course, or of one of its cohorts. */
export interface Population {
  courseId: string;
  /** Empty for all. */
  cohortId: string;
}

/** Everybody who ever enrolled, those who left too: what queries of figures call `e`. */
export function everEnrolled({ courseId, cohortId }: Population) {
  const inCohort = cohortId === "" ? sql`true` : sql`cohort_id = ${cohortId}::uuid`;
  return sql`(select * from ${enrolments} where course_id = ${courseId}::uuid and ${inCohort}) e`;
}
