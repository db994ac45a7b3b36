import { type Database, type Person, type Refusal, refuse, type Tx } from "@platform/kit";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { CourseSettings } from "./content.ts";
import { draftVersion } from "./drafts.ts";
import { assets, courses, enrolments, learners, lessons } from "./schema.ts";

export type Course = typeof courses.$inferSelect;

/** A course with what is shown around it. */
export interface CourseView {
  course: Course;
  /** Those of the draft or those that were published, as the view was asked for. */
  settings: CourseSettings;
  prerequisiteIds: string[];
  lessonCount: number;
  learnerCount: number;
  authorName: string;
  /** Where the cover is kept; null where there is none. */
  coverKey: string | null;
}

type Shown = "draft" | "published";

/** Courses as their authors or as learners see them; the caller says which, in which order, and how many. */
export function selectCourses(db: Database, shown: Shown) {
  const version = shown === "draft" ? sql`${draftVersion}` : courses.publishedVersion;
  const settings = shown === "draft" ? courses.settings : courses.publishedSettings;
  return db
    .select({
      course: courses,
      lessonCount: sql<number>`(select count(*)::int from ${lessons}
        where ${lessons.courseId} = ${courses.id} and ${lessons.version} = ${version})`,
      learnerCount: sql<number>`(select count(*)::int from ${enrolments}
        where ${enrolments.courseId} = ${courses.id} and ${enrolments.leaveTime} is null)`,
      authorName: learners.name,
      coverKey: assets.blobKey,
    })
    .from(courses)
    .leftJoin(learners, eq(learners.accountId, courses.authorId))
    .leftJoin(assets, and(eq(assets.courseId, courses.id), eq(assets.name, sql`${settings} ->> 'cover'`)))
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectCourses>>[number];

/** A selected row as a view. */
export function courseView({ course, authorName, ...counted }: Selected, shown: Shown): CourseView {
  const published = shown === "published" && course.publishedSettings;
  return {
    course,
    ...counted,
    authorName: authorName ?? "",
    settings: published || course.settings,
    prerequisiteIds: published ? course.publishedPrerequisiteIds : course.prerequisiteIds,
  };
}

/** One course; undefined where there is none. */
export async function viewCourse(db: Database, where: SQL | undefined, shown: Shown): Promise<CourseView | undefined> {
  const [row] = await selectCourses(db, shown).where(where);
  return row && courseView(row, shown);
}

/** Whether a person may write a course. */
export function mayWrite(person: Pick<Person, "id" | "roles">, course: Pick<Course, "authorId">): boolean {
  return writesAll(person) || course.authorId === person.id;
}

/** Whether a person may write the courses of others. */
export function writesAll({ roles }: Pick<Person, "roles">): boolean {
  return roles.includes("STAFF") || roles.includes("ADMIN");
}

/** Reads a course that a person may write; to everybody else it is not there. */
export async function findAuthored(db: Database, person: Person, courseId: string): Promise<Course> {
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId));
  if (!course || !mayWrite(person, course)) throw courseNotFound();
  return course;
}

/** The same, held against other writers until the transaction ends. */
export async function lockAuthored(tx: Tx, person: Person, courseId: string): Promise<Course> {
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId)).for("update");
  if (!course || !mayWrite(person, course)) throw courseNotFound();
  return course;
}

export function courseNotFound(): Refusal {
  return refuse.notFound("COURSE_NOT_FOUND", "There is no such course.");
}
