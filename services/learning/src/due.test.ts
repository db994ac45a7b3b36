import { describe, expect, it } from "vitest";
import { practice } from "./content.ts";
import { attemptDue, dueOf, isOver, type Schedule } from "./due.ts";

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const iso = (number: number) => day(number).toISOString();
const schedule = (more: Partial<Schedule> = {}): Schedule => ({ start: day(1), end: null, dates: {}, ...more });

describe("a deadline", () => {
  it("is the earlier of a time and of days from the start, or none", () => {
    expect(dueOf("a", { dueTime: null, dueDays: 0 }, schedule())).toBeUndefined();
    expect(dueOf("a", { dueTime: iso(9), dueDays: 0 }, schedule())).toEqual(day(9));
    expect(dueOf("a", { dueTime: iso(9), dueDays: 3 }, schedule())).toEqual(day(4));
    expect(dueOf("a", { dueTime: iso(2), dueDays: 3 }, schedule())).toEqual(day(2));
    expect(dueOf("a", { dueTime: "never", dueDays: 0 }, schedule())).toBeUndefined();
  });

  it("of a cohort stands in place of the author's, and lies no later than its end", () => {
    const own = schedule({ start: day(10), end: day(20), dates: { a: iso(15), c: iso(25) } });
    expect(dueOf("a", { dueTime: iso(2), dueDays: 1 }, own)).toEqual(day(15));
    expect(dueOf("b", { dueTime: null, dueDays: 3 }, own)).toEqual(day(13));
    expect(dueOf("b", { dueTime: null, dueDays: 0 }, own)).toEqual(day(20));
    expect(dueOf("c", { dueTime: null, dueDays: 0 }, own)).toEqual(day(20));
  });

  it("of an attempt is its own limit where that comes first", () => {
    const grading = { ...practice, minutes: 60, dueTime: iso(9) };
    expect(attemptDue("a", grading, schedule(), day(2))).toEqual(new Date(day(2).getTime() + 3600_000));
    expect(attemptDue("a", grading, schedule(), day(9))).toEqual(day(9));
  });

  it("is over some seconds late, for the way through the network", () => {
    expect(isOver(day(2), new Date(day(2).getTime() + 4_000))).toBe(false);
    expect(isOver(day(2), new Date(day(2).getTime() + 6_000))).toBe(true);
    expect(isOver(undefined, day(2))).toBe(false);
  });
});
