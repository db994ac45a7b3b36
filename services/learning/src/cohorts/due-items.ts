import type { Database } from "@platform/kit";
import type { Course } from "../courses.ts";
import type { Deadline } from "../due.ts";
import { type OutlineLesson, readOutline } from "../outline.ts";

/** Something of a course that may have a deadline: what of a lesson counts, or an assignment by its block. */
export interface DueItem extends Deadline {
  itemId: string;
  title: string;
  lessonId: string;
}

/** What of a course, as learners see it, may have a deadline, in the order of the outline. */
export async function listDueItems(db: Database, { id, publishedVersion }: Course): Promise<DueItem[]> {
  const outline = await readOutline(db, { courseId: id, version: publishedVersion });
  return outline.flatMap((module) => module.lessons.flatMap(dueItemsOf));
}

/** The same of one lesson. */
export function dueItemsOf({ id, title, grading, questionIds, assignments, packages }: OutlineLesson): DueItem[] {
  const { dueTime, dueDays } = grading;
  const counts = questionIds.length > 0 || packages.length > 0;
  const questions = counts ? [{ itemId: id, title, lessonId: id, dueTime, dueDays }] : [];
  return [
    ...questions,
    ...assignments.map((one) => ({
      itemId: one.blockId,
      title: one.title,
      lessonId: id,
      dueTime: one.dueTime,
      dueDays: one.dueDays,
    })),
  ];
}
