import type { Database } from "@platform/kit";
import { inArray } from "drizzle-orm";
import type { Schedule } from "../due.ts";
import { cohorts, type enrolments } from "../schema.ts";

type Enrolled = Pick<typeof enrolments.$inferSelect, "createTime" | "cohortId">;

/** By which dates people learn, one schedule an enrolment: those of their cohort, where they are in one. */
export async function readSchedules(db: Database, enrolled: readonly Enrolled[]): Promise<Schedule[]> {
  const ids = [...new Set(enrolled.flatMap(({ cohortId }) => cohortId ?? []))];
  const rows = ids.length > 0 ? await db.select().from(cohorts).where(inArray(cohorts.id, ids)) : [];
  const known = new Map(rows.map((cohort) => [cohort.id, cohort]));
  return enrolled.map(({ createTime, cohortId }) => {
    const cohort = cohortId === null ? undefined : known.get(cohortId);
    return { start: cohort?.startTime ?? createTime, end: cohort?.endTime ?? null, dates: cohort?.dates ?? {} };
  });
}

/** By which dates one person learns. */
export async function readSchedule(db: Database, enrolled: Enrolled): Promise<Schedule> {
  const [schedule] = await readSchedules(db, [enrolled]);
  return schedule ?? { start: enrolled.createTime, end: null, dates: {} };
}
