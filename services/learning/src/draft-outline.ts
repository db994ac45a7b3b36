import { refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq, notInArray, sql } from "drizzle-orm";
import { practice } from "./content.ts";
import { type Course, courseNotFound } from "./courses.ts";
import { draftVersion, lessonRow, oneMoreChange } from "./drafts.ts";
import { readOutline } from "./outline.ts";
import { courses, lessons, modules } from "./schema.ts";

/** An outline as its author wants it; what has no id is new. */
export interface WantedModule {
  id: string;
  title: string;
  lessons: { id: string; title: string; section: string }[];
}

/** Counts a change of a draft that is held; refuses DRAFT_CHANGED where it is no longer the one that was read. */
export async function reviseDraft(tx: Tx, course: Course, revision: number, now: Date): Promise<number> {
  if (course.draftRevision !== revision) {
    throw refuse.aborted("DRAFT_CHANGED", "Somebody changed the draft meanwhile; read it again.", {
      metadata: { revision: String(course.draftRevision) },
    });
  }
  const [row] = await tx
    .update(courses)
    .set({ draftRevision: sql`${courses.draftRevision} + 1`, ...oneMoreChange, updateTime: now })
    .where(eq(courses.id, course.id))
    .returning({ revision: courses.draftRevision });
  if (!row) throw courseNotFound();
  return row.revision;
}

/** Makes the modules and lessons of a draft those that are named, in their order; the content of lessons stays. */
export async function replaceOutline(tx: Tx, courseId: string, wanted: readonly WantedModule[]): Promise<void> {
  await checkOutline(tx, courseId, wanted);
  const named = wanted.map((module) => ({
    ...module,
    id: module.id || uuid7(),
    lessons: module.lessons.map((lesson) => ({ ...lesson, id: lesson.id || uuid7() })),
  }));
  const heads = named.map(({ id, title }, position) => ({ courseId, version: draftVersion, id, position, title }));
  const rows = named.flatMap((module) =>
    module.lessons.map((lesson, position) =>
      lessonRow(courseId, module.id, position, { ...lesson, grading: practice, blocks: [] }),
    ),
  );
  if (heads.length > 0) {
    await tx
      .insert(modules)
      .values(heads)
      .onConflictDoUpdate({
        target: [modules.courseId, modules.version, modules.id],
        set: { title: sql`excluded.title`, position: sql`excluded.position` },
      });
  }
  if (rows.length > 0) {
    await tx
      .insert(lessons)
      .values(rows)
      .onConflictDoUpdate({
        target: [lessons.courseId, lessons.version, lessons.id],
        set: {
          moduleId: sql`excluded.module_id`,
          position: sql`excluded.position`,
          title: sql`excluded.title`,
          section: sql`excluded.section`,
        },
      });
  }
  await dropOthers(
    tx,
    courseId,
    modules,
    heads.map(({ id }) => id),
  );
  await dropOthers(
    tx,
    courseId,
    lessons,
    rows.map(({ id }) => id),
  );
}

async function dropOthers(tx: Tx, courseId: string, table: typeof modules | typeof lessons, kept: string[]) {
  const others = kept.length > 0 ? notInArray(table.id, kept) : undefined;
  await tx.delete(table).where(and(eq(table.courseId, courseId), eq(table.version, draftVersion), others));
}

const mostLessons = 3000;

async function checkOutline(tx: Tx, courseId: string, wanted: readonly WantedModule[]): Promise<void> {
  const there = await readOutline(tx, { courseId, version: draftVersion });
  const moduleIds = new Set(there.map(({ id }) => id));
  const lessonIds = new Set(there.flatMap((module) => module.lessons.map(({ id }) => id)));
  const violations: Record<string, string> = {};
  const check = (path: string, { id, title }: { id: string; title: string }, left: Set<string>, what: string) => {
    if (title.trim() === "") violations[`${path}.title`] = "must not be blank";
    if (id !== "" && !left.delete(id)) violations[`${path}.id`] = `names no ${what} of this draft, or one named before`;
  };
  for (const [at, module] of wanted.entries()) {
    check(`modules[${at}]`, module, moduleIds, "module");
    for (const [place, lesson] of module.lessons.entries()) {
      check(`modules[${at}].lessons[${place}]`, lesson, lessonIds, "lesson");
    }
  }
  const count = wanted.reduce((sum, module) => sum + module.lessons.length, 0);
  if (count > mostLessons) violations.modules = `must not hold more than ${mostLessons} lessons`;
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
}
