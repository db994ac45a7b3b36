import type { Database } from "@platform/kit";
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { readSchedules } from "./cohorts/schedules.ts";
import type { LearningRecord } from "./progress.ts";
import { attempts, doneBlocks, type enrolments, packageStates, submissions } from "./schema.ts";

type Enrolled = Pick<
  typeof enrolments.$inferSelect,
  "accountId" | "courseId" | "createTime" | "completeTime" | "cohortId"
>;

/** What people have done in courses, one record an enrolment, in the order that was asked for. */
export async function readRecords(db: Database, enrolled: readonly Enrolled[]): Promise<LearningRecord[]> {
  if (enrolled.length === 0) return [];
  const accountIds = [...new Set(enrolled.map(({ accountId }) => accountId))];
  const courseIds = [...new Set(enrolled.map(({ courseId }) => courseId))];
  const done = await db
    .select({
      accountId: doneBlocks.accountId,
      courseId: doneBlocks.courseId,
      ids: sql<string[]>`array_agg(${doneBlocks.blockId})`,
    })
    .from(doneBlocks)
    .where(and(inArray(doneBlocks.accountId, accountIds), inArray(doneBlocks.courseId, courseIds)))
    .groupBy(doneBlocks.accountId, doneBlocks.courseId);
  const tried = await db
    .select({
      accountId: attempts.accountId,
      courseId: attempts.courseId,
      lessonId: attempts.lessonId,
      best: sql<number>`max(${attempts.score})`,
      submitted: sql<number>`count(*)::int`,
    })
    .from(attempts)
    .where(
      and(
        inArray(attempts.accountId, accountIds),
        inArray(attempts.courseId, courseIds),
        isNotNull(attempts.submitTime),
      ),
    )
    .groupBy(attempts.accountId, attempts.courseId, attempts.lessonId);
  const graded = await db
    .select({
      accountId: submissions.accountId,
      courseId: submissions.courseId,
      blockId: submissions.blockId,
      score: sql<number>`${submissions.score}`,
    })
    .from(submissions)
    .where(
      and(
        inArray(submissions.accountId, accountIds),
        inArray(submissions.courseId, courseIds),
        isNotNull(submissions.score),
      ),
    );
  const played = await db
    .select({
      accountId: packageStates.accountId,
      courseId: packageStates.courseId,
      blockId: packageStates.blockId,
      score: sql<number>`${packageStates.grade}`,
    })
    .from(packageStates)
    .where(
      and(
        inArray(packageStates.accountId, accountIds),
        inArray(packageStates.courseId, courseIds),
        isNotNull(packageStates.grade),
      ),
    );
  const counted = [...graded, ...played];
  const is = (enrolment: Enrolled) => (row: { accountId: string; courseId: string }) =>
    row.accountId === enrolment.accountId && row.courseId === enrolment.courseId;
  const schedules = await readSchedules(db, enrolled);
  return enrolled.map((enrolment, index) => ({
    schedule: schedules[index] ?? { start: enrolment.createTime, end: null, dates: {} },
    completeTime: enrolment.completeTime,
    doneBlockIds: new Set(done.find(is(enrolment))?.ids ?? []),
    attempts: new Map(
      tried.filter(is(enrolment)).map(({ lessonId, best, submitted }) => [lessonId, { best, submitted }]),
    ),
    grades: new Map(counted.filter(is(enrolment)).map(({ blockId, score }) => [blockId, score])),
  }));
}

/** Marks blocks as done; those that are done already stay as they were. */
export async function markDone(
  db: Database,
  { accountId, courseId }: { accountId: string; courseId: string },
  blockIds: readonly string[],
  doneTime: Date,
): Promise<void> {
  if (blockIds.length === 0) return;
  await db
    .insert(doneBlocks)
    .values([...new Set(blockIds)].map((blockId) => ({ accountId, courseId, blockId, doneTime })))
    .onConflictDoNothing();
}

/** The blocks of a course that somebody has done. */
export async function listDone(db: Database, accountId: string, courseId: string): Promise<Set<string>> {
  const rows = await db
    .select({ blockId: doneBlocks.blockId })
    .from(doneBlocks)
    .where(and(eq(doneBlocks.accountId, accountId), eq(doneBlocks.courseId, courseId)));
  return new Set(rows.map(({ blockId }) => blockId));
}
