import { describe, expect, it } from "vitest";
import type { Criterion } from "../content.ts";
import { markViolations, median, scoreOfMarks } from "./rubric.ts";

const criterion = (id: string, ...points: number[]): Criterion => ({
  id,
  title: id,
  description: "",
  levels: points.map((worth, at) => ({ id: `l${at}`, title: `Level ${at}`, description: "", points: worth })),
});
const rubric = [criterion("style", 0, 1, 3), criterion("facts", 0, 5)];
const marks = (style: string, facts: string) => [
  { criterionId: "style", levelId: style },
  { criterionId: "facts", levelId: facts },
];

describe("marks by a rubric", () => {
  it("are worth their levels, of the best levels", () => {
    expect(scoreOfMarks(rubric, marks("l0", "l0"))).toBe(0);
    expect(scoreOfMarks(rubric, marks("l1", "l1"))).toBe(6 / 8);
    expect(scoreOfMarks(rubric, marks("l2", "l1"))).toBe(1);
    expect(scoreOfMarks([], [])).toBe(0);
  });

  it("name each criterion once, at a level of its own", () => {
    expect(markViolations(rubric, marks("l2", "l1"))).toEqual({});
    expect(Object.keys(markViolations(rubric, marks("l2", "l2")))).toEqual(["marks[1].level_id"]);
    expect(Object.keys(markViolations(rubric, [...marks("l2", "l1"), ...marks("l0", "l0")]))).toEqual([
      "marks[2].criterion_id",
      "marks[3].criterion_id",
    ]);
    expect(markViolations(rubric, [])).toEqual({ marks: "must mark every criterion" });
  });
});

describe("the median", () => {
  it("is the middle score, or the mean of the two in the middle", () => {
    expect(median([0.9, 0, 0.8])).toBe(0.8);
    expect(median([0.25, 1, 0.75, 0])).toBe(0.5);
    expect(median([0.4])).toBe(0.4);
    expect(median([])).toBe(0);
  });
});
