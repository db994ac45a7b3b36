import { describe, expect, it } from "vitest";
import { keptValues, outcomeOf, startValues, type Values } from "./model.ts";
import { readDuration, writeDuration } from "./time.ts";

const free = { mastery: null, threshold: null };

describe("what a package of SCORM 1.2 says", () => {
  const status = (word: string, raw?: string): Values => ({
    "cmi.core.lesson_status": word,
    ...(raw !== undefined && { "cmi.core.score.raw": raw }),
  });

  it.each([
    ["passed", "PASSED", true],
    ["completed", "COMPLETED", true],
    ["failed", "FAILED", false],
    ["incomplete", "INCOMPLETE", false],
    ["browsed", "INCOMPLETE", false],
    ["not attempted", "INCOMPLETE", false],
    ["nonsense", "INCOMPLETE", false],
  ])("%s is %s", (word, state, done) => {
    expect(outcomeOf("SCORM_1_2", status(word), free)).toEqual({ state, done, score: undefined, seconds: 0 });
  });

  it("is judged by the mastery score once it is at its end, and not before", () => {
    const measures = { ...free, mastery: 70 };
    expect(outcomeOf("SCORM_1_2", status("completed", "69.9"), measures).state).toBe("FAILED");
    expect(outcomeOf("SCORM_1_2", status("failed", "70"), measures).state).toBe("PASSED");
    expect(outcomeOf("SCORM_1_2", status("incomplete", "90"), measures).state).toBe("INCOMPLETE");
    expect(outcomeOf("SCORM_1_2", status("passed"), measures).state).toBe("PASSED");
  });

  it.each([
    ["80", undefined, undefined, 0.8],
    ["15", "10", "20", 0.5],
    ["-5", "0", "10", 0],
    ["500", undefined, undefined, 1],
    ["5", "10", "10", undefined],
    ["1e3", undefined, undefined, undefined],
    ["NaN", undefined, undefined, undefined],
    ["", undefined, undefined, undefined],
  ])("counts a score of %s between %s and %s as %s", (raw, min, max, score) => {
    const values = { "cmi.core.score.raw": raw, "cmi.core.score.min": min, "cmi.core.score.max": max };
    const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
    expect(outcomeOf("SCORM_1_2", said, free).score).toBe(score);
  });
});

describe("what a package of SCORM 2004 says", () => {
  const said = (completion: string, success: string, more: Values = {}): Values => ({
    "cmi.completion_status": completion,
    "cmi.success_status": success,
    ...more,
  });

  it.each([
    ["completed", "passed", "PASSED", true],
    ["incomplete", "passed", "PASSED", true],
    ["completed", "unknown", "COMPLETED", true],
    ["completed", "failed", "FAILED", false],
    ["incomplete", "unknown", "INCOMPLETE", false],
  ])("%s and %s is %s", (completion, success, state, done) => {
    expect(outcomeOf("SCORM_2004", said(completion, success), free)).toMatchObject({ state, done });
  });

  it("is judged by the measures of its manifest", () => {
    const measures = { mastery: 0.7, threshold: 0.9 };
    const scored = (scaled: string, progress: string) =>
      outcomeOf(
        "SCORM_2004",
        said("incomplete", "unknown", { "cmi.score.scaled": scaled, "cmi.progress_measure": progress }),
        measures,
      );
    expect(scored("0.7", "0.1").state).toBe("PASSED");
    expect(scored("0.6", "0.9").state).toBe("FAILED");
    expect(scored("0.6", "0.5").state).toBe("INCOMPLETE");
  });

  it("has its scaled score, or else its raw one of its range", () => {
    const score = (values: Values) => outcomeOf("SCORM_2004", values, free).score;
    expect(score({ "cmi.score.scaled": "0.25", "cmi.score.raw": "90" })).toBe(0.25);
    expect(score({ "cmi.score.scaled": "-1" })).toBe(0);
    expect(score({ "cmi.score.raw": "3", "cmi.score.min": "1", "cmi.score.max": "5" })).toBe(0.5);
  });
});

describe("the values with which a part begins", () => {
  const ann = { accountId: "1", name: "Ann" };
  const told = { mastery: 80, threshold: null, launchData: "begin" };

  it("are those of the platform at first", () => {
    expect(startValues("SCORM_1_2", told, ann, undefined)).toEqual({
      "cmi.core.student_id": "1",
      "cmi.core.student_name": "Ann",
      "cmi.core.credit": "credit",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.entry": "ab-initio",
      "cmi.core.total_time": "0000:00:00",
      "cmi.student_data.mastery_score": "80",
      "cmi.launch_data": "begin",
    });
  });

  it("are what was kept later, with what the platform says over what the package said of it", () => {
    const values = {
      "cmi.suspend_data": "page=3",
      "cmi.exit": "suspend",
      "cmi.session_time": "PT5M",
      "cmi.learner_name": "Somebody else",
      "cmi.total_time": "PT9H",
    };
    const begun = startValues("SCORM_2004", { ...told, mastery: 0.8, threshold: 0.5 }, ann, { values, seconds: 300 });
    expect(begun).toMatchObject({
      "cmi.suspend_data": "page=3",
      "cmi.learner_name": "Ann",
      "cmi.entry": "resume",
      "cmi.total_time": "PT0H5M0S",
      "cmi.scaled_passing_score": "0.8",
      "cmi.completion_threshold": "0.5",
    });
    expect(begun).not.toHaveProperty(["cmi.exit"]);
    expect(begun).not.toHaveProperty(["cmi.session_time"]);
  });
});

describe("the values that are kept", () => {
  it("are those of the data model, without what a database refuses", () => {
    const values = { "cmi.suspend_data": "a\0b", "cmi.comments": "", "adl.nav.request": "continue", __proto__x: "1" };
    expect(keptValues(values)).toEqual({ "cmi.suspend_data": "a\ufffdb" });
  });

  it("are bounded together", () => {
    const many = (bytes: number) => Object.fromEntries([["cmi.suspend_data", "ы".repeat(bytes / 2)]]);
    expect(keptValues(many(500_000))).toBeDefined();
    expect(keptValues(many(530_000))).toBeUndefined();
  });
});

it.each([
  ["SCORM_1_2", "0001:02:03.5", 3723.5],
  ["SCORM_1_2", "00:90:00", 5400],
  ["SCORM_1_2", "PT1H", 0],
  ["SCORM_2004", "PT1H2M3S", 3723],
  ["SCORM_2004", "P1DT0.5S", 86_400.5],
  ["SCORM_2004", "P", 0],
  ["SCORM_2004", "P999999999Y", 9999 * 3600],
  ["SCORM_2004", "01:00:00", 0],
] as const)("a duration of %s written as %s is %s seconds", (version, text, seconds) => {
  expect(readDuration(version, text)).toBe(seconds);
});

it("a duration that is written is read back", () => {
  for (const version of ["SCORM_1_2", "SCORM_2004"] as const) {
    expect(readDuration(version, writeDuration(version, 7384))).toBe(7384);
  }
});
