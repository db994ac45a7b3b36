import type { Database } from "@platform/kit";
import { and, asc, count, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Course } from "../courses.ts";
import { readOutline } from "../outline.ts";
import { type AssignmentHead, courses, enrolments, learners, lessons, peerReviews, submissions } from "../schema.ts";

/** What of a queue is wanted. */
export interface QueueFilter {
  courseId: string;
  graded?: boolean;
  blockId?: string;
  cohortId?: string;
}

/** Where the page before ended. */
export interface QueuePlace {
  handInTime: Date;
  id: string;
}

/** What was handed in to a course, the longest waiting first. */
export function listHandedIn(db: Database, filter: QueueFilter, after: QueuePlace | undefined, limit: number) {
  return selectHandedIn(db)
    .where(and(wanted(filter), after && later(after)))
    .orderBy(asc(submissions.handInTime), asc(submissions.id))
    .limit(limit);
}

/** One of them as the queue shows it. */
export async function findHead(db: Database, id: string): Promise<HandedInHead | undefined> {
  const [head] = await selectHandedIn(db).where(eq(submissions.id, id));
  return head;
}

export type HandedInHead = Awaited<ReturnType<typeof listHandedIn>>[number];

function selectHandedIn(db: Database) {
  return db
    .select({
      id: submissions.id,
      accountId: submissions.accountId,
      name: learners.name,
      lessonId: submissions.lessonId,
      lessonTitle: lessons.title,
      blockId: submissions.blockId,
      assignment: submissions.assignment,
      handInTime: submissions.handInTime,
      late: submissions.late,
      gradeTime: submissions.gradeTime,
      score: submissions.score,
      reviewCount: sql<number>`(select count(*)::int from ${peerReviews}
        where ${peerReviews.submissionId} = ${submissions.id} and ${peerReviews.submitTime} is not null)`,
    })
    .from(submissions)
    .innerJoin(courses, eq(courses.id, submissions.courseId))
    .leftJoin(learners, eq(learners.accountId, submissions.accountId))
    .leftJoin(
      lessons,
      and(
        eq(lessons.courseId, submissions.courseId),
        eq(lessons.version, courses.publishedVersion),
        eq(lessons.id, submissions.lessonId),
      ),
    )
    .$dynamic();
}

function wanted({ courseId, graded, blockId, cohortId }: QueueFilter) {
  return and(
    eq(submissions.courseId, courseId),
    isNotNull(submissions.handInTime),
    graded === undefined ? undefined : graded ? isNotNull(submissions.gradeTime) : isNull(submissions.gradeTime),
    blockId ? eq(submissions.blockId, blockId) : undefined,
    cohortId
      ? sql`exists (select from ${enrolments} where ${enrolments.accountId} = ${submissions.accountId}
          and ${enrolments.courseId} = ${submissions.courseId} and ${enrolments.cohortId} = ${cohortId})`
      : undefined,
  );
}

function later({ handInTime, id }: QueuePlace) {
  return or(
    gt(submissions.handInTime, handInTime),
    and(eq(submissions.handInTime, handInTime), gt(submissions.id, id)),
  );
}

/** How many wait for a grade. */
export async function countWaiting(db: Database, filter: Omit<QueueFilter, "graded">): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(submissions)
    .where(wanted({ ...filter, graded: false }));
  return row?.count ?? 0;
}

/** The one that waits longest of those behind a place; empty where none does. */
export async function nextWaiting(db: Database, courseId: string, place: QueuePlace): Promise<string> {
  const [next] = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(wanted({ courseId, graded: false }), later(place)))
    .orderBy(asc(submissions.handInTime), asc(submissions.id))
    .limit(1);
  return next?.id ?? "";
}

/** The assignments that learners see, in the order of the outline. */
export async function listAssignments(db: Database, { id, publishedVersion }: Course): Promise<AssignmentHead[]> {
  const outline = await readOutline(db, { courseId: id, version: publishedVersion });
  return outline.flatMap((module) => module.lessons.flatMap(({ assignments }) => assignments));
}
