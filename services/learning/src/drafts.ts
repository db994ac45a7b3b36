import { type Database, refuse, type Tx } from "@platform/kit";
import { and, asc, eq, sql } from "drizzle-orm";
import { insertBanks, readBanks } from "./banks/content.ts";
import type { Block, CourseContent, LessonContent, ModuleContent } from "./content.ts";
import { isAnswerable } from "./content.ts";
import { courses, lessons, modules } from "./schema.ts";

/** The version under which the rows of a draft are kept. */
export const draftVersion = 0;

/** What a change of a draft writes; the flag is for the release before this one. */
export const oneMoreChange = { draftChanges: sql`${courses.draftChanges} + 1`, draftChanged: true };

const rowsAtOnce = 100;

interface NewCourse {
  id: string;
  authorId: string;
  content: CourseContent;
  now: Date;
}

/** Makes a course, a draft, with all its modules and lessons. */
export async function insertCourse(tx: Tx, { id, authorId, content, now }: NewCourse): Promise<void> {
  const { settings } = content;
  await tx
    .insert(courses)
    .values({ id, authorId, state: "DRAFT", settings, draftChanges: 1, createTime: now, updateTime: now });
  await insertModules(tx, id, content.modules);
  await insertBanks(tx, id, content.banks, now);
}

/** Writes modules with their lessons into a draft that has none of them. */
export async function insertModules(tx: Tx, courseId: string, content: readonly ModuleContent[]): Promise<void> {
  const heads = content.map(({ id, title }, position) => ({ courseId, version: draftVersion, id, position, title }));
  const rows = content.flatMap((module) =>
    module.lessons.map((lesson, position) => lessonRow(courseId, module.id, position, lesson)),
  );
  for (const some of inChunks(heads)) await tx.insert(modules).values(some);
  for (const some of inChunks(rows)) await tx.insert(lessons).values(some);
}

/** A lesson as a row of the draft. */
export function lessonRow(
  courseId: string,
  moduleId: string,
  position: number,
  { id, title, section, grading, blocks }: LessonContent,
): typeof lessons.$inferInsert {
  const place = { courseId, version: draftVersion, id, moduleId, position };
  return { ...place, title, section, grading, ...blockColumns(blocks) };
}

/** The columns that hold blocks. */
export function blockColumns(blocks: Block[]) {
  const questions = blocks.filter((block) => isAnswerable(block));
  const assignments = blocks.flatMap((block) => {
    if (block.kind !== "assignment") return [];
    const { title, points, dueTime, dueDays } = block.assignment;
    return [{ blockId: block.id, title, points, dueTime, dueDays }];
  });
  const packages = blocks.flatMap((block) => {
    if (block.kind !== "package" || block.points === 0) return [];
    return [{ blockId: block.id, title: block.title, points: block.points }];
  });
  return {
    blocks,
    blockIds: blocks.map(({ id }) => id),
    questionIds: questions.map(({ id }) => id),
    assignments,
    packages,
    questionPoints: questions.reduce((sum, block) => sum + pointsOf(block), 0),
  };
}

// What is drawn and says nothing of its points counts for one each, since a bank may change after this.
function pointsOf(block: Block): number {
  if (block.kind === "draw") return block.count * (block.points || 1);
  return block.kind === "question" ? block.question.points : 0;
}

/** Reads a whole draft; refuses COURSE_NOT_FOUND. */
export async function readDraft(db: Database, courseId: string): Promise<CourseContent> {
  const [course] = await db.select({ settings: courses.settings }).from(courses).where(eq(courses.id, courseId));
  if (!course) throw refuse.notFound("COURSE_NOT_FOUND", "There is no such course.");
  const heads = await db
    .select()
    .from(modules)
    .where(and(eq(modules.courseId, courseId), eq(modules.version, draftVersion)))
    .orderBy(asc(modules.position));
  const rows = await db
    .select()
    .from(lessons)
    .where(and(eq(lessons.courseId, courseId), eq(lessons.version, draftVersion)))
    .orderBy(asc(lessons.position));
  return {
    settings: course.settings,
    modules: heads.map(({ id, title }) => ({
      id,
      title,
      lessons: rows
        .filter((row) => row.moduleId === id)
        .map(({ id, title, section, grading, blocks }) => ({ id, title, section, grading, blocks })),
    })),
    banks: await readBanks(db, courseId),
  };
}

function* inChunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}
