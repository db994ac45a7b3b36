import { createHash } from "node:crypto";
import ical, { ICalCalendarMethod } from "ical-generator";
import type { OwnDeadline } from "./deadlines.ts";

const words = {
  RU: { name: "Сроки сдачи", due: (title: string) => `Сдать: ${title}` },
  EN: { name: "Deadlines", due: (title: string) => `Due: ${title}` },
};

/** Whose calendar it is. */
interface Reader {
  accountId: string;
  language: "RU" | "EN";
  publicUrl: string;
}

/** Deadlines as iCalendar (RFC 5545): moments in UTC, under UIDs that stay while dates change. */
export function calendarDocument(
  deadlines: readonly OwnDeadline[],
  { accountId, language, publicUrl }: Reader,
): { document: string; etag: string } {
  const { name, due } = words[language];
  const calendar = ical({
    name,
    prodId: { company: "Platform Ecosystem", product: "learning", language },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  const host = new URL(publicUrl).host;
  for (const { itemId, title, courseId, courseTitle, lessonId, dueTime, publishTime } of deadlines) {
    calendar.createEvent({
      // Those of a cohort differ from person to person, and one may look at two calendars at once.
      id: `${itemId}.${accountId}@${host}`,
      stamp: publishTime,
      start: dueTime,
      summary: due(title),
      description: courseTitle,
      url: `${publicUrl}/courses/${courseId}/lessons/${lessonId}`,
    });
  }
  const document = `${calendar.toString().trimEnd()}\r\n`;
  return { document, etag: `"${createHash("sha256").update(document).digest("base64url").slice(0, 27)}"` };
}
