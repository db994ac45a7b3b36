import type { Database } from "@platform/kit";
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { type EnrolmentView, viewEnrolments } from "./enrolments.ts";
import { namesOf } from "./learners.ts";
import { courses, doneBlocks, enrolments, lessons } from "./schema.ts";

/** Where the page before ended. */
export interface RosterPlace {
  lastActiveTime: Date;
  accountId: string;
}

export interface RosterMember {
  name: string;
  view: EnrolmentView;
}

/** Whose learners are meant: those of a course, or of one of its cohorts. */
export interface RosterFilter {
  courseId: string;
  /** Empty for all. */
  cohortId: string;
}

function learning({ courseId, cohortId }: RosterFilter) {
  return and(
    eq(enrolments.courseId, courseId),
    cohortId === "" ? undefined : eq(enrolments.cohortId, cohortId),
    isNull(enrolments.leaveTime),
  );
}

/** Learners of a course, the last active first. */
export async function listRoster(
  db: Database,
  filter: RosterFilter,
  after: RosterPlace | undefined,
  limit: number,
): Promise<RosterMember[]> {
  const earlier =
    after &&
    or(
      lt(enrolments.lastActiveTime, after.lastActiveTime),
      and(eq(enrolments.lastActiveTime, after.lastActiveTime), lt(enrolments.accountId, after.accountId)),
    );
  const rows = await db
    .select()
    .from(enrolments)
    .where(and(learning(filter), earlier))
    .orderBy(desc(enrolments.lastActiveTime), desc(enrolments.accountId))
    .limit(limit);
  const names = await namesOf(
    db,
    rows.map(({ accountId }) => accountId),
  );
  const views = await viewEnrolments(db, rows);
  return views.map((view) => ({ name: names.get(view.enrolment.accountId) ?? "", view }));
}

export interface RosterSummary {
  learnerCount: number;
  passedCount: number;
  /** Of all learners, how far they are, 0 to 1. */
  meanDone: number;
}

/** All of them in three numbers. */
export async function summariseRoster(db: Database, filter: RosterFilter): Promise<RosterSummary> {
  const { courseId } = filter;
  const [counts] = await db
    .select({ learners: sql<number>`count(*)::int`, passed: sql<number>`count(${enrolments.completeTime})::int` })
    .from(enrolments)
    .where(learning(filter));
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
    .where(and(eq(doneBlocks.courseId, courseId), learning(filter)));
  const learnerCount = counts?.learners ?? 0;
  const possible = learnerCount * (all?.count ?? 0);
  return {
    learnerCount,
    passedCount: counts?.passed ?? 0,
    meanDone: possible > 0 ? (done?.count ?? 0) / possible : 0,
  };
}
