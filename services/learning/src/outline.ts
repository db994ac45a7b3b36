import { type Database, type Refusal, refuse } from "@platform/kit";
import { and, asc, eq, gt, or, type SQL } from "drizzle-orm";
import type { LessonContent, LessonGrading } from "./content.ts";
import { type AssignmentHead, courses, lessons, modules, type PackageHead } from "./schema.ts";

/** A lesson without its content. */
export interface OutlineLesson {
  id: string;
  title: string;
  section: string;
  grading: LessonGrading;
  blockIds: string[];
  questionIds: string[];
  assignments: AssignmentHead[];
  /** Those that count. */
  packages: PackageHead[];
  /** What its questions are worth together; read beside assignments and packages alone. */
  questionPoints: number;
}

export interface OutlineModule {
  id: string;
  title: string;
  lessons: OutlineLesson[];
}

/** One version of a course. */
export interface CourseVersion {
  courseId: string;
  version: number;
}

const head = {
  id: lessons.id,
  title: lessons.title,
  section: lessons.section,
  grading: lessons.grading,
  blockIds: lessons.blockIds,
  questionIds: lessons.questionIds,
  assignments: lessons.assignments,
  packages: lessons.packages,
  questionPoints: lessons.questionPoints,
};

/** The outlines of several courses, by course. */
export async function readOutlines(
  db: Database,
  versions: readonly CourseVersion[],
): Promise<Map<string, OutlineModule[]>> {
  if (versions.length === 0) return new Map();
  const any = (table: typeof modules | typeof lessons): SQL | undefined =>
    or(...versions.map(({ courseId, version }) => and(eq(table.courseId, courseId), eq(table.version, version))));
  const moduleRows = await db.select().from(modules).where(any(modules)).orderBy(asc(modules.position));
  const lessonRows = await db
    .select({ moduleId: lessons.moduleId, lesson: head })
    .from(lessons)
    .where(any(lessons))
    .orderBy(asc(lessons.position));
  const outlines = new Map<string, OutlineModule[]>(versions.map(({ courseId }) => [courseId, []]));
  const byId = new Map(moduleRows.map(({ id, title }) => [id, { id, title, lessons: [] as OutlineLesson[] }]));
  for (const { courseId, id } of moduleRows) outlines.get(courseId)?.push(byId.get(id) as OutlineModule);
  for (const { moduleId, lesson } of lessonRows) byId.get(moduleId)?.lessons.push(lesson);
  return outlines;
}

/** The outline of one version of a course. */
export async function readOutline(db: Database, version: CourseVersion): Promise<OutlineModule[]> {
  return (await readOutlines(db, [version])).get(version.courseId) ?? [];
}

export type Lesson = LessonContent & OutlineLesson & { moduleId: string };

/** One lesson with its content; refuses LESSON_NOT_FOUND. */
export async function readLesson(
  db: Database,
  { courseId, version }: CourseVersion,
  lessonId: string,
): Promise<Lesson> {
  const [lesson] = await db
    .select()
    .from(lessons)
    .where(and(eq(lessons.courseId, courseId), eq(lessons.version, version), eq(lessons.id, lessonId)));
  if (!lesson) throw lessonNotFound();
  return lesson;
}

/** A lesson of the version that learners see; undefined where it has none of this id. */
export async function findPublishedLesson(
  db: Database,
  courseId: string,
  lessonId: string,
): Promise<Lesson | undefined> {
  const [row] = await db
    .select({ lesson: lessons })
    .from(courses)
    .innerJoin(lessons, and(eq(lessons.courseId, courses.id), eq(lessons.version, courses.publishedVersion)))
    .where(and(eq(courses.id, courseId), gt(courses.publishedVersion, 0), eq(lessons.id, lessonId)));
  return row?.lesson;
}

/** A lesson of the version that learners see; refuses LESSON_NOT_FOUND. */
export async function readPublishedLesson(db: Database, courseId: string, lessonId: string): Promise<Lesson> {
  const lesson = await findPublishedLesson(db, courseId, lessonId);
  if (!lesson) throw lessonNotFound();
  return lesson;
}

export function lessonNotFound(): Refusal {
  return refuse.notFound("LESSON_NOT_FOUND", "There is no such lesson in this course.");
}
