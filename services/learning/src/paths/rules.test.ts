import { describe, expect, it } from "vitest";
import { countOf, missingBefore, type Standing, type Step, stateOf, violationsOf } from "./rules.ts";

const step = (courseId: string, afterIds: string[] = [], optional = false): Step => ({ courseId, afterIds, optional });
const none = new Set<string>();

describe("the courses of a path", () => {
  it("are published, stand in it once, and come after those before them", () => {
    const published = new Set(["a", "b", "c"]);
    expect(violationsOf([step("a"), step("b", ["a"]), step("c", ["a", "b"])], published)).toEqual({});
    expect(violationsOf([step("a", ["b"]), step("a"), step("d", ["d"])], published)).toEqual({
      "steps[0].after_ids[0]": "names no course that stands before this one",
      "steps[1].course_id": "stands in the path before",
      "steps[2].course_id": "names no published course",
      "steps[2].after_ids[0]": "names no course that stands before this one",
    });
  });
});

describe("where somebody stands", () => {
  const steps = [step("a"), step("b", ["a"]), step("c", ["a", "b"]), step("d", [], true)];
  const standings = new Map<string, Standing>([["a", "COMPLETED"]]);

  it("is told course by course", () => {
    const states = steps.map((each) => stateOf(each, standings, none));
    expect(states).toEqual(["COMPLETED", "OPEN", "LOCKED", "OPEN"]);
    expect(missingBefore(steps[2] as Step, standings, none)).toEqual(["b"]);
  });

  it("lets those go on who began a course before it was locked", () => {
    expect(stateOf(step("c", ["b"]), new Map([["c", "STARTED"]]), none)).toBe("STARTED");
  });

  it("asks nobody for a course that left the catalogue, and takes it from nobody", () => {
    const gone = new Set(["b"]);
    expect(steps.map((each) => stateOf(each, standings, gone))).toEqual(["COMPLETED", "GONE", "OPEN", "OPEN"]);
    expect(countOf(steps, standings, gone)).toEqual({ completed: 1, required: 2 });
    expect(countOf(steps, new Map([["b", "COMPLETED"]]), gone)).toEqual({ completed: 1, required: 3 });
  });

  it("counts what is required", () => {
    expect(countOf(steps, standings, none)).toEqual({ completed: 1, required: 3 });
    expect(countOf(steps, new Map([["d", "COMPLETED"]]), none)).toEqual({ completed: 0, required: 3 });
  });
});
