import { expect, it } from "vitest";
import { calendarDocument } from "./document.ts";

const deadline = {
  itemId: "i",
  title: "Самое длинное название урока, какое бывает; в нём \\ запятые,\nи смайлик 😀 на самом краю строки",
  courseId: "c",
  courseTitle: "Algebra",
  lessonId: "l",
  dueTime: new Date("2026-12-01T09:30:00Z"),
  publishTime: new Date("2026-11-01T00:00:00Z"),
};
const reader = { accountId: "a", language: "RU" as const, publicUrl: "https://learn.example.org" };

it("a calendar says moments in UTC, under UIDs that stay, and ends each line as the standard asks", () => {
  const { document } = calendarDocument([deadline], reader);
  expect(document).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  expect(document).toMatch(/\r\nEND:VCALENDAR\r\n$/);
  expect(document.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(document).toContain("\r\nDTSTART:20261201T093000Z\r\n");
  expect(document).toContain("\r\nDTSTAMP:20261101T000000Z\r\n");
  expect(document).toContain("\r\nUID:i.a@learn.example.org\r\n");
  expect(document).not.toContain("DTEND");
});

it("folds lines at 75 octets between characters, and escapes what the format uses for itself", () => {
  const { document } = calendarDocument([deadline], reader);
  const lines = document.split("\r\n");
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(document).not.toContain("\ufffd");
  const unfolded = document.replaceAll(/\r\n[ \t]/g, "");
  expect(unfolded).toContain(
    "\r\nSUMMARY:Сдать: Самое длинное название урока\\, какое бывает\\; в нём \\\\ запятые\\,\\nи смайлик 😀 на самом краю строки\r\n",
  );
});

it("stays the same, with its validator, until a deadline changes", () => {
  const before = calendarDocument([deadline], reader);
  expect(calendarDocument([deadline], reader)).toEqual(before);
  const after = calendarDocument([{ ...deadline, dueTime: new Date("2026-12-02T09:30:00Z") }], reader);
  expect(after.etag).not.toBe(before.etag);
  expect(calendarDocument([], { ...reader, language: "EN" }).document).toContain("X-WR-CALNAME:Deadlines");
});
