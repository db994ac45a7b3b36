import type { Database } from "@platform/kit";
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { type EnrolmentView, viewEnrolments } from "./enrolments.ts";
import { namesOf } from "./learners.ts";
import { courses, doneBlocks, enrolments, lessons } from "./schema.ts";

/** Where the page before ended. */
export interface CohortPlace {
  lastActiveTime: Date;
  accountId: string;
}

export interface CohortMember {
  name: string;
  view: EnrolmentView;
}

/** The learners of a course, the last active first. */
export async function listCohort(
  db: Database,
  courseId: string,
  after: CohortPlace | undefined,
  limit: number,
): Promise<CohortMember[]> {
  const earlier =
    after &&
    or(
      lt(enrolments.lastActiveTime, after.lastActiveTime),
      and(eq(enrolments.lastActiveTime, after.lastActiveTime), lt(enrolments.accountId, after.accountId)),
    );
  const rows = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.courseId, courseId), isNull(enrolments.leaveTime), earlier))
    .orderBy(desc(enrolments.lastActiveTime), desc(enrolments.accountId))
    .limit(limit);
  const names = await namesOf(
    db,
    rows.map(({ accountId }) => accountId),
  );
  const views = await viewEnrolments(db, rows);
  return views.map((view) => ({ name: names.get(view.enrolment.accountId) ?? "", view }));
}

export interface CohortSummary {
  learnerCount: number;
  passedCount: number;
  /** Of all learners, how far they are, 0 to 1. */
  meanDone: number;
}

/** A whole cohort in three numbers. */
export async function summariseCohort(db: Database, courseId: string): Promise<CohortSummary> {
  const learning = and(eq(enrolments.courseId, courseId), isNull(enrolments.leaveTime));
  const [counts] = await db
    .select({ learners: sql<number>`count(*)::int`, passed: sql<number>`count(${enrolments.completeTime})::int` })
    .from(enrolments)
    .where(learning);
  const blocks = db
    .select({ id: sql<string>`unnest(${lessons.blockIds})`.as("id") })
    .from(lessons)
    .innerJoin(courses, and(eq(courses.id, lessons.courseId), eq(courses.publishedVersion, lessons.version)))
    .where(eq(lessons.courseId, courseId))
    .as("blocks");
  const [all] = await db.select({ count: sql<number>`count(*)::int` }).from(blocks);
  const [done] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(doneBlocks)
    .innerJoin(blocks, eq(blocks.id, doneBlocks.blockId))
    .innerJoin(
      enrolments,
      and(eq(enrolments.accountId, doneBlocks.accountId), eq(enrolments.courseId, doneBlocks.courseId)),
    )
    .where(and(eq(doneBlocks.courseId, courseId), learning));
  const learnerCount = counts?.learners ?? 0;
  const possible = learnerCount * (all?.count ?? 0);
  return {
    learnerCount,
    passedCount: counts?.passed ?? 0,
    meanDone: possible > 0 ? (done?.count ?? 0) / possible : 0,
  };
}
