import { type Ctx, refuse } from "@platform/kit";
import { eq } from "drizzle-orm";
import { readSchedule } from "../cohorts/schedules.ts";
import type { Block } from "../content.ts";
import { mayWrite } from "../courses.ts";
import { dueOf } from "../due.ts";
import { type Enrolment, findEnrolment, notEnrolled } from "../enrolments.ts";
import { readLesson } from "../outline.ts";
import { courses, type PackageEntry } from "../schema.ts";
import { packageNotFound, readPackages, type ScormPackage } from "./packages.ts";

/** A package in a lesson. */
export interface Place {
  courseId: string;
  lessonId: string;
  blockId: string;
}

/** What plays in a place, and for whom. */
export interface Playing {
  /** Undefined for an author who is not in the course. */
  enrolment: Enrolment | undefined;
  block: Extract<Block, { kind: "package" }>;
  scorm: ScormPackage;
  entry: PackageEntry;
  /** After which scores no longer count; undefined for never. */
  due: Date | undefined;
}

/** Finds what the caller plays in a place; refuses NOT_ENROLLED, LESSON_NOT_FOUND and PACKAGE_NOT_FOUND. */
export async function findPlaying({ db, person }: Ctx, { courseId, lessonId, blockId }: Place): Promise<Playing> {
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId));
  const enrolment = await findEnrolment(db, person.id, courseId);
  if (!course || !(enrolment || mayWrite(person, course))) throw notEnrolled();
  // Of a course that was never published, its author plays the draft.
  const lesson = await readLesson(db, { courseId, version: course.publishedVersion }, lessonId);
  const block = lesson.blocks.find(({ id }) => id === blockId);
  if (block?.kind !== "package") throw packageNotFound();
  const [scorm] = await readPackages(db, courseId, [block.packageId]);
  const entry = scorm?.entries.find(({ href }) => href === block.entry);
  if (!scorm || !entry) throw packageNotFound();
  const due = enrolment && dueOf(lessonId, lesson.grading, await readSchedule(db, enrolment));
  return { enrolment, block, scorm, entry, due };
}

export function playOriginMissing() {
  return refuse.state("PLAY_ORIGIN_MISSING", "The operator must set PLATFORM_PLAY_URL before packages can be played.");
}
