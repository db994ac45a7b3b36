import { LearnerEnrolled } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Database, emitAll, type Refusal, refuse, type Tx } from "@platform/kit";
import { and, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { cohortByCode, moveLearners } from "./cohorts/cohorts.ts";
import { type Course, type CourseView, courseNotFound, courseView, selectCourses } from "./courses.ts";
import { readOutlines } from "./outline.ts";
import { missingPrerequisites } from "./prerequisites.ts";
import { type Progress, tellProgress } from "./progress.ts";
import { readRecords } from "./records.ts";
import { certificates, cohorts, courses, enrolments } from "./schema.ts";

export type Enrolment = typeof enrolments.$inferSelect;

/** An enrolment with how far its person is. */
export interface EnrolmentView {
  enrolment: Enrolment;
  progress: Progress;
  /** Empty before they passed. */
  certificateId: string;
  /** Empty where they are in none. */
  cohortTitle: string;
}

/** Enrols somebody in a published course, by a code into its cohort; harmless for those who are there. */
export async function enrol(tx: Tx, accountId: string, courseId: string, code: string, now: Date): Promise<void> {
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId));
  if (!course) throw courseNotFound();
  const cohort = code.trim() === "" ? undefined : await cohortByCode(tx, courseId, code, now);
  if (await isEnrolled(tx, accountId, courseId)) {
    if (cohort) await moveLearners(tx, courseId, [accountId], cohort.id);
    return;
  }
  if (course.state !== "PUBLISHED") throw courseNotFound();
  await demandPrerequisites(tx, course.publishedPrerequisiteIds, accountId);
  await enter(tx, course, [{ accountId, cohortId: cohort?.id ?? null }], now);
}

/** Somebody who comes into a course; null where it is no cohort that they come into. */
export interface Entrant {
  accountId: string;
  cohortId: string | null;
}

/** Puts people who are not in a course into it, and tells of each. */
export async function enter(tx: Tx, course: Course, entrants: readonly Entrant[], now: Date): Promise<void> {
  if (entrants.length === 0) return;
  const courseId = course.id;
  const entered = await tx
    .insert(enrolments)
    .values(entrants.map((entrant) => ({ ...entrant, courseId, createTime: now, lastActiveTime: now })))
    // Who comes back is where they were, and has the time to submit that they had.
    .onConflictDoUpdate({
      target: [enrolments.accountId, enrolments.courseId],
      set: {
        leaveTime: null,
        lastActiveTime: now,
        cohortId: sql`coalesce(excluded.cohort_id, ${enrolments.cohortId})`,
      },
      setWhere: isNotNull(enrolments.leaveTime),
    })
    .returning({ accountId: enrolments.accountId });
  const courseTitle = course.publishedSettings?.title ?? "";
  const skills = course.publishedSettings?.skills ?? [];
  const events = entered.map(({ accountId }) => ({ accountId, courseId, courseTitle, skills }));
  await emitAll(tx, LearnerEnrolled, events);
}

async function demandPrerequisites(db: Database, ids: readonly string[], accountId: string): Promise<void> {
  const missing = await missingPrerequisites(db, ids, accountId);
  if (missing.length === 0) return;
  const titles = missing.map(({ title }) => title).join(", ");
  throw refuse.state("PREREQUISITE_MISSING", `Complete these courses first: ${titles}.`, {
    metadata: { course_ids: missing.map(({ id }) => id).join(","), titles },
  });
}

/** Ends an enrolment; harmless where there is none. */
export async function leave(tx: Tx, accountId: string, courseId: string, now: Date): Promise<void> {
  await tx.update(enrolments).set({ leaveTime: now }).where(active(accountId, courseId));
}

export async function isEnrolled(db: Database, accountId: string, courseId: string): Promise<boolean> {
  return (await findEnrolment(db, accountId, courseId)) !== undefined;
}

/** An enrolment that was not left; undefined where there is none. */
export async function findEnrolment(db: Database, accountId: string, courseId: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db.select().from(enrolments).where(active(accountId, courseId));
  return enrolment;
}

/** An enrolment, held against all else that its person does in the course; refuses NOT_ENROLLED. */
export async function lockEnrolment(tx: Tx, accountId: string, courseId: string): Promise<Enrolment> {
  const [enrolment] = await tx.select().from(enrolments).where(active(accountId, courseId)).for("update");
  if (!enrolment) throw notEnrolled();
  return enrolment;
}

export function notEnrolled(): Refusal {
  return refuse.state("NOT_ENROLLED", "Enrol in the course first.");
}

function active(accountId: string, courseId: string) {
  return and(eq(enrolments.accountId, accountId), eq(enrolments.courseId, courseId), isNull(enrolments.leaveTime));
}

/** How far people are, one view an enrolment, in the order that was asked for. */
export async function viewEnrolments(db: Database, rows: readonly Enrolment[]): Promise<EnrolmentView[]> {
  if (rows.length === 0) return [];
  const courseIds = [...new Set(rows.map(({ courseId }) => courseId))];
  const versions = await db
    .select({ courseId: courses.id, version: courses.publishedVersion, settings: courses.publishedSettings })
    .from(courses)
    .where(inArray(courses.id, courseIds));
  const outlines = await readOutlines(db, versions);
  const policies = new Map(versions.map(({ courseId, settings }) => [courseId, settings?.grading]));
  const records = await readRecords(db, rows);
  const issued = await db
    .select({ id: certificates.id, accountId: certificates.accountId, courseId: certificates.courseId })
    .from(certificates)
    .where(
      and(
        inArray(certificates.courseId, courseIds),
        inArray(certificates.accountId, [...new Set(rows.map(({ accountId }) => accountId))]),
      ),
    );
  const cohortIds = [...new Set(rows.flatMap(({ cohortId }) => cohortId ?? []))];
  const titles = await db
    .select({ id: cohorts.id, title: cohorts.title })
    .from(cohorts)
    .where(inArray(cohorts.id, cohortIds));
  return rows.flatMap((enrolment, index) => {
    const { accountId, courseId } = enrolment;
    const [record, policy] = [records[index], policies.get(courseId)];
    if (!record || !policy) return [];
    const lessons = (outlines.get(courseId) ?? []).flatMap((module) => module.lessons);
    const certificate = issued.find((one) => one.accountId === accountId && one.courseId === courseId);
    const cohortTitle = titles.find(({ id }) => id === enrolment.cohortId)?.title ?? "";
    const progress = tellProgress(lessons, policy, record);
    return [{ enrolment, progress, certificateId: certificate?.id ?? "", cohortTitle }];
  });
}

/** How far one person is in a course. */
export async function viewEnrolment(db: Database, enrolment: Enrolment): Promise<EnrolmentView> {
  const [view] = await viewEnrolments(db, [enrolment]);
  if (!view) throw courseNotFound();
  return view;
}

/** Where the page before ended. */
export interface EnrolmentPlace {
  lastActiveTime: Date;
  courseId: string;
}

/** Somebody's courses, the last active first. */
export async function listEnrolments(
  db: Database,
  accountId: string,
  after: EnrolmentPlace | undefined,
  limit: number,
): Promise<{ view: EnrolmentView; course: CourseView }[]> {
  const earlier =
    after &&
    or(
      lt(enrolments.lastActiveTime, after.lastActiveTime),
      and(eq(enrolments.lastActiveTime, after.lastActiveTime), lt(enrolments.courseId, after.courseId)),
    );
  const rows = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.accountId, accountId), isNull(enrolments.leaveTime), earlier))
    .orderBy(desc(enrolments.lastActiveTime), desc(enrolments.courseId))
    .limit(limit);
  const ids = rows.map(({ courseId }) => courseId);
  const selected = await selectCourses(db, "published").where(inArray(courses.id, ids));
  const views = await viewEnrolments(db, rows);
  return views.flatMap((view) => {
    const row = selected.find(({ course }) => course.id === view.enrolment.courseId);
    return row ? [{ view, course: courseView(row, "published") }] : [];
  });
}
