import { describe, expect, it } from "vitest";
import { type GradingPolicy, practice } from "./content.ts";
import type { OutlineLesson } from "./outline.ts";
import { type LearningRecord, tellProgress } from "./progress.ts";

const enrolTime = new Date("2026-01-01T12:00:00Z");

function lesson(id: string, category = "", more: Partial<OutlineLesson> = {}): OutlineLesson {
  const questionIds = category ? [`${id}-q`] : [];
  return {
    id,
    title: `Lesson ${id}`,
    section: "",
    grading: { ...practice, category },
    blockIds: [`${id}-text`, ...questionIds],
    questionIds,
    assignments: [],
    packages: [],
    questionPoints: questionIds.length,
    ...more,
  };
}

const essay = (points: number) => ({ blockId: "essay", title: "Essay", points, dueTime: null, dueDays: 0 });

function record(
  done: string[],
  scores: Record<string, number> = {},
  more: Partial<LearningRecord> = {},
): LearningRecord {
  const attempts = Object.entries(scores).map(([id, best]) => [id, { best, submitted: 1 }] as const);
  const known = { doneBlockIds: new Set(done), attempts: new Map(attempts), grades: new Map<string, number>() };
  return { schedule: { start: enrolTime, end: null, dates: {} }, completeTime: null, ...known, ...more };
}

const policy = (more: Partial<GradingPolicy> = {}): GradingPolicy => ({
  passScore: 0.6,
  requireAllBlocks: false,
  categories: [
    { name: "Homework", weight: 40, dropLowest: 0 },
    { name: "Exam", weight: 60, dropLowest: 0 },
  ],
  ...more,
});

describe("progress", () => {
  it("counts assignments beside the best attempt by their points, those without a grade as nothing", () => {
    const outline = [
      lesson("a", "Exam", { assignments: [essay(6), { ...essay(2), blockId: "talk" }], questionPoints: 2 }),
    ];
    const only = policy({ categories: [{ name: "Exam", weight: 1, dropLowest: 0 }] });
    const before = tellProgress(outline, only, record(["a-q"], { a: 1 }));
    expect(before).toMatchObject({ grade: 0.2, passed: false });
    const graded = { grades: new Map([["essay", 0.5]]) };
    expect(tellProgress(outline, only, record(["a-q"], { a: 1 }, graded)).grade).toBeCloseTo((2 + 3) / 10);
    const whole = {
      grades: new Map([
        ["essay", 1],
        ["talk", 1],
      ]),
    };
    expect(tellProgress(outline, only, record(["a-q"], { a: 1 }, whole))).toMatchObject({ grade: 1, passed: true });
  });

  it("grades a lesson that has an assignment alone", () => {
    const outline = [lesson("a", "Exam", { questionIds: [], assignments: [essay(6)], questionPoints: 0 })];
    const graded = record(["a-q"], {}, { grades: new Map([["essay", 0.7]]) });
    const progress = tellProgress(outline, policy(), graded);
    expect(progress.grade).toBeCloseTo(0.7);
    expect(progress.passed).toBe(true);
  });

  it("counts the blocks that are done and names the lesson to go on with", () => {
    const outline = [lesson("a"), lesson("b", "Exam"), lesson("c")];
    const progress = tellProgress(outline, policy(), record(["a-text", "b-text", "of-an-older-version"]));
    expect(progress.done).toBe(0.5);
    expect(progress).toMatchObject({ nextLessonId: "b", nextLessonTitle: "Lesson b" });
    expect(progress.lessons.map(({ doneBlocks, blocks }) => [doneBlocks, blocks])).toEqual([
      [1, 1],
      [1, 2],
      [0, 1],
    ]);
  });

  it("has no lesson to go on with once all are done", () => {
    const progress = tellProgress([lesson("a")], policy(), record(["a-text"]));
    expect(progress).toMatchObject({ done: 1, nextLessonId: "" });
  });

  it("of an empty course is none, and does not pass", () => {
    const free = { passScore: 0, categories: [], requireAllBlocks: true };
    expect(tellProgress([], free, record([]))).toMatchObject({ done: 0, grade: 0, passed: false });
  });

  it("tells the earlier of two deadlines, counted from enrolment", () => {
    const grading = { ...practice, dueTime: "2026-01-20T00:00:00.000Z", dueDays: 3 };
    const outline = [
      lesson("a", "Exam", { grading }),
      lesson("b", "Exam", { grading: { ...grading, dueDays: 30 } }),
      lesson("c"),
    ];
    const { lessons } = tellProgress(outline, policy(), record([]));
    expect(lessons.map(({ dueTime }) => dueTime?.toISOString())).toEqual([
      "2026-01-04T12:00:00.000Z",
      "2026-01-20T00:00:00.000Z",
      undefined,
    ]);
  });
});

describe("the grade", () => {
  const outline = [lesson("h1", "Homework"), lesson("h2", "Homework"), lesson("h3", "Homework"), lesson("e", "Exam")];
  const grade = (scores: Record<string, number>, rules: GradingPolicy = policy(), lessons = outline) =>
    tellProgress(lessons, rules, record([], scores)).grade;

  it("weighs categories in proportion, and lessons without an attempt count as zero", () => {
    expect(grade({ h1: 1, h2: 0.5, e: 1 })).toBeCloseTo(0.4 * 0.5 + 0.6);
    expect(grade({})).toBe(0);
  });

  it("leaves out the worst lessons that the policy drops, and keeps one at least", () => {
    const dropping = (dropLowest: number) => policy({ categories: [{ name: "Homework", weight: 1, dropLowest }] });
    expect(grade({ h1: 1, h2: 0.5 }, dropping(1))).toBeCloseTo(0.75);
    expect(grade({ h1: 1, h2: 0.5 }, dropping(2))).toBe(1);
    expect(grade({ h1: 0.8, h2: 0.5 }, dropping(9))).toBeCloseTo(0.8);
  });

  it("does not wait for a category that has no lesson with questions", () => {
    expect(grade({ h1: 1, h2: 1, h3: 1 }, policy(), outline.slice(0, 3))).toBe(1);
    const silent = lesson("e", "Exam", { questionIds: [] });
    expect(grade({ h1: 1, h2: 1, h3: 1 }, policy(), [...outline.slice(0, 3), silent])).toBe(1);
  });

  it("is what is done where nothing is graded", () => {
    const progress = tellProgress([lesson("a"), lesson("b")], policy(), record(["a-text"]));
    expect(progress.grade).toBe(0.5);
  });
});

describe("a course", () => {
  const outline = [lesson("a"), lesson("e", "Exam")];
  const passed = (done: string[], scores: Record<string, number>, rules: Partial<GradingPolicy> = {}) =>
    tellProgress(outline, policy(rules), record(done, scores)).passed;

  it("is passed with the grade that it asks for", () => {
    expect(passed([], { e: 0.6 })).toBe(true);
    expect(passed([], { e: 0.59 })).toBe(false);
  });

  it("is passed with every block done as well, where it asks for that", () => {
    expect(passed(["a-text", "e-text"], { e: 1 }, { requireAllBlocks: true })).toBe(false);
    expect(passed(["a-text", "e-text", "e-q"], { e: 1 }, { requireAllBlocks: true })).toBe(true);
    expect(passed(["a-text", "e-text", "e-q"], { e: 0 }, { requireAllBlocks: true })).toBe(false);
  });

  it("is not passed by enrolling alone, even where it asks for nothing", () => {
    expect(passed([], {}, { passScore: 0 })).toBe(false);
    expect(passed(["a-text"], {}, { passScore: 0 })).toBe(true);
  });

  it("stays passed whatever is published later", () => {
    const before = record([], {}, { completeTime: new Date() });
    expect(tellProgress(outline, policy({ requireAllBlocks: true }), before).passed).toBe(true);
  });
});
