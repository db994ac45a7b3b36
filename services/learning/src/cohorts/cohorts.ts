import { randomInt } from "node:crypto";
import { type Database, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { cohorts, enrolments } from "../schema.ts";

export type Cohort = typeof cohorts.$inferSelect;

/** A cohort with how many learn in it. */
export interface CohortView {
  cohort: Cohort;
  learnerCount: number;
}

const most = 200;

/** The cohorts of a course, the newest first. */
export function listCohorts(db: Database, courseId: string): Promise<CohortView[]> {
  return selectCohorts(db).where(eq(cohorts.courseId, courseId)).orderBy(desc(cohorts.id)).limit(most);
}

/** One of them; refuses COHORT_NOT_FOUND. */
export async function findCohort(db: Database, courseId: string, cohortId: string): Promise<CohortView> {
  const [view] = await selectCohorts(db).where(and(eq(cohorts.courseId, courseId), eq(cohorts.id, cohortId)));
  if (!view) throw cohortNotFound();
  return view;
}

function selectCohorts(db: Database) {
  return db
    .select({
      cohort: cohorts,
      learnerCount: sql<number>`(select count(*)::int from ${enrolments}
        where ${enrolments.cohortId} = ${cohorts.id} and ${enrolments.leaveTime} is null)`,
    })
    .from(cohorts)
    .$dynamic();
}

/** Makes a cohort in a course that is held; answers with its id. */
export async function createCohort(tx: Tx, courseId: string, title: string): Promise<string> {
  await demandTitle(tx, courseId, title);
  if ((await tx.$count(cohorts, eq(cohorts.courseId, courseId))) >= most) {
    throw refuse.state("COHORTS_TOO_MANY", `A course has at most ${most} cohorts.`);
  }
  const id = uuid7();
  await tx.insert(cohorts).values({ id, courseId, title: title.trim() });
  return id;
}

/** What of a cohort its author decides. */
export interface CohortPlan {
  title: string;
  startTime: Date | null;
  endTime: Date | null;
  /** Deadlines in place of the course's, by lesson or block, as ISO 8601. */
  dates: Record<string, string>;
  byCode: boolean;
}

/** Makes a cohort of a course that is held as it is planned. */
export async function updateCohort(tx: Tx, courseId: string, cohortId: string, plan: CohortPlan): Promise<void> {
  const { cohort } = await findCohort(tx, courseId, cohortId);
  const { byCode, title, startTime, endTime, dates } = plan;
  await demandTitle(tx, courseId, title, cohortId);
  if (startTime && endTime && endTime <= startTime) throw refuse.invalid({ end_time: "must lie behind the start" });
  const code = byCode ? (cohort.code ?? newCode()) : null;
  await tx
    .update(cohorts)
    .set({ title: title.trim(), startTime, endTime, dates, code })
    .where(eq(cohorts.id, cohortId));
}

async function demandTitle(tx: Tx, courseId: string, title: string, own?: string): Promise<void> {
  if (title.trim() === "") throw refuse.invalid({ title: "must not be blank" });
  const other = own === undefined ? undefined : ne(cohorts.id, own);
  const same = sql`lower(${cohorts.title}) = lower(${title.trim()})`;
  const [taken] = await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(and(eq(cohorts.courseId, courseId), same, other));
  if (taken) {
    throw refuse.exists("COHORT_EXISTS", "The course has a cohort of this title.", { fields: { title: "is taken" } });
  }
}

// Without letters and digits that are taken for one another.
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function newCode(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("");
}

/** Removes a cohort; its learners stay in the course. */
export async function deleteCohort(tx: Tx, courseId: string, cohortId: string): Promise<void> {
  await tx.delete(cohorts).where(and(eq(cohorts.courseId, courseId), eq(cohorts.id, cohortId)));
}

/** The cohort of a course that a code stands for; refuses CODE_UNKNOWN, also after its end. */
export async function cohortByCode(db: Database, courseId: string, code: string, now: Date): Promise<Cohort> {
  const [cohort] = await db
    .select()
    .from(cohorts)
    .where(and(eq(cohorts.courseId, courseId), eq(cohorts.code, code.trim().toUpperCase())));
  if (!cohort || (cohort.endTime !== null && cohort.endTime < now)) {
    throw refuse.notFound("CODE_UNKNOWN", "This code opens no cohort of the course.", {
      fields: { code: "opens no cohort of the course" },
    });
  }
  return cohort;
}

/** Puts learners of a course into a cohort, or out of theirs; answers how many were elsewhere before. */
export async function moveLearners(
  tx: Tx,
  courseId: string,
  accountIds: readonly string[],
  cohortId: string | null,
): Promise<number> {
  const moved = await tx
    .update(enrolments)
    .set({ cohortId })
    .where(
      and(
        eq(enrolments.courseId, courseId),
        inArray(enrolments.accountId, [...accountIds]),
        isNull(enrolments.leaveTime),
        sql`${enrolments.cohortId} is distinct from ${cohortId}::uuid`,
      ),
    )
    .returning({ accountId: enrolments.accountId });
  return moved.length;
}

function cohortNotFound(): Refusal {
  return refuse.notFound("COHORT_NOT_FOUND", "The course has no such cohort.");
}
