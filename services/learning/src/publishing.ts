import { CoursePublished } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { emit, refuse, type Tx } from "@platform/kit";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Course } from "./courses.ts";
import { draftVersion } from "./drafts.ts";
import { courses, lessons, modules } from "./schema.ts";
import { searchText } from "./search-text.ts";

/** Makes the draft of a course that is held the version that learners see; nothing happens where it is that already. */
export async function publishCourse(tx: Tx, course: Course, now: Date): Promise<void> {
  if (course.draftChanges === 0) return;
  await demandContent(tx, course.id);
  const version = course.publishedVersion + 1;
  await copyDraft(tx, course.id, version);
  const { title, summary, skills } = course.settings;
  await tx
    .update(courses)
    .set({
      // What was taken out of the catalogue stays out of it until it is put back.
      state: course.state === "ARCHIVED" ? "ARCHIVED" : "PUBLISHED",
      publishedVersion: version,
      publishedSettings: course.settings,
      publishedPrerequisiteIds: course.prerequisiteIds,
      searchTitle: searchText(title),
      searchText: searchText(...skills, summary),
      draftChanges: 0,
      draftChanged: false,
      publishTime: now,
      updateTime: now,
    })
    .where(eq(courses.id, course.id));
  await emit(tx, CoursePublished, { courseId: course.id, title, authorId: course.authorId, version });
}

async function demandContent(tx: Tx, courseId: string): Promise<void> {
  const [full] = await tx
    .select({ id: lessons.id })
    .from(lessons)
    .where(
      and(
        eq(lessons.courseId, courseId),
        eq(lessons.version, draftVersion),
        gt(sql`cardinality(${lessons.blockIds})`, 0),
      ),
    )
    .limit(1);
  if (!full) throw refuse.state("COURSE_EMPTY", "No lesson of the course has content yet.");
}

async function copyDraft(tx: Tx, courseId: string, version: number): Promise<void> {
  await tx.execute(sql`
    insert into ${modules} (course_id, version, id, position, title)
    select course_id, ${version}::int, id, position, title
    from ${modules} where course_id = ${courseId} and version = ${draftVersion}`);
  await tx.execute(sql`
    insert into ${lessons}
      (course_id, version, id, module_id, position, title, section, grading, blocks, block_ids, question_ids,
        assignments, packages, question_points)
    select course_id, ${version}::int, id, module_id, position, title, section, grading, blocks, block_ids, question_ids,
      assignments, packages, question_points
    from ${lessons} where course_id = ${courseId} and version = ${draftVersion}`);
  // The version before stays for those who are just reading it; nobody reads older ones.
  const older = and(
    eq(modules.courseId, courseId),
    gt(modules.version, draftVersion),
    lt(modules.version, version - 1),
  );
  await tx.delete(modules).where(older);
}

/** Takes a course out of the catalogue, or puts it back where it came from. */
export async function archiveCourse(tx: Tx, course: Course, restore: boolean, now: Date): Promise<void> {
  const back = course.publishedVersion > 0 ? "PUBLISHED" : "DRAFT";
  const state = restore ? back : "ARCHIVED";
  if (course.state === state || (restore && course.state !== "ARCHIVED")) return;
  await tx.update(courses).set({ state, updateTime: now }).where(eq(courses.id, course.id));
}
