import type { Database } from "@platform/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { dueItemsOf } from "../cohorts/due-items.ts";
import { readSchedules } from "../cohorts/schedules.ts";
import { dueOf } from "../due.ts";
import { readOutlines } from "../outline.ts";
import { courses, enrolments } from "../schema.ts";

const dayMs = 24 * 3600_000;
const keptDays = 30;
const atMost = 1000;

/** A last moment to submit something, for one person. */
export interface OwnDeadline {
  itemId: string;
  title: string;
  courseId: string;
  courseTitle: string;
  lessonId: string;
  dueTime: Date;
  /** When what is due was published. */
  publishTime: Date;
}

/** What somebody has to submit in the courses that they are in, by their own dates, the earliest first. */
export async function listOwnDeadlines(db: Database, accountId: string, now: Date): Promise<OwnDeadline[]> {
  const enrolled = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.accountId, accountId), isNull(enrolments.leaveTime)));
  const ids = enrolled.map(({ courseId }) => courseId);
  const published = await db.select().from(courses).where(inArray(courses.id, ids));
  const outlines = await readOutlines(
    db,
    published.map(({ id, publishedVersion }) => ({ courseId: id, version: publishedVersion })),
  );
  const schedules = await readSchedules(db, enrolled);
  const since = now.getTime() - keptDays * dayMs;
  const deadlines = enrolled.flatMap(({ courseId, createTime }, index) => {
    const [course, schedule] = [published.find(({ id }) => id === courseId), schedules[index]];
    if (!course || !schedule) return [];
    const items = (outlines.get(courseId) ?? []).flatMap(({ lessons }) => lessons.flatMap(dueItemsOf));
    return items.flatMap(({ itemId, title, lessonId, ...deadline }) => {
      const dueTime = dueOf(itemId, deadline, schedule);
      if (!dueTime || dueTime.getTime() < since) return [];
      const courseTitle = course.publishedSettings?.title ?? "";
      return [
        { itemId, title, courseId, courseTitle, lessonId, dueTime, publishTime: course.publishTime ?? createTime },
      ];
    });
  });
  return deadlines.sort((one, other) => one.dueTime.getTime() - other.dueTime.getTime()).slice(0, atMost);
}
