import { describe, expect, it } from "vitest";
import type { Answer } from "./answers.ts";
import type { AnswerKey, Question, QuestionKind } from "./content.ts";
import { gradeAnswer, scoreOf } from "./grading.ts";

const letters = ["a", "b", "c", "d"].map((id) => ({ id, text: id.toUpperCase() }));

function question(kind: QuestionKind, key: Partial<AnswerKey>, more: Partial<Question> = {}): Question {
  const nothing = { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "" };
  return {
    kind,
    prompt: "?",
    choices: letters,
    targets: [],
    points: 2,
    partialCredit: false,
    hints: [],
    key: { ...nothing, ...key },
    ...more,
  };
}

const answer = (given: Partial<Omit<Answer, "blockId">>) => ({
  blockId: "q",
  choiceIds: [],
  text: "",
  pairs: [],
  ...given,
});
const pointsOf = (asked: Question, given: Parameters<typeof answer>[0]) => gradeAnswer(asked, answer(given)).points;

describe("an answer", () => {
  it("earns nothing where there is none", () => {
    const all = ["SINGLE", "MULTIPLE", "TRUE_FALSE", "NUMERIC", "TEXT", "ORDERING", "MATCHING", "CLOZE", "HOTSPOT"];
    for (const kind of all as QuestionKind[]) {
      const gaps = [{ gapId: "g1", choiceId: "", texts: ["x"] }];
      const asked = question(kind, { choiceIds: ["a"], texts: ["x"], gaps }, { partialCredit: true });
      expect(gradeAnswer(asked, undefined)).toEqual({ points: 0, maxPoints: 2, right: false });
      expect(gradeAnswer(asked, answer({})).right).toBe(false);
    }
  });

  it("earns nothing, and not what is no number, where nothing is right", () => {
    for (const kind of ["MULTIPLE", "ORDERING", "MATCHING", "CLOZE", "HOTSPOT"] as const) {
      const keyless = question(kind, {}, { choices: [], partialCredit: true });
      expect(gradeAnswer(keyless, answer({ choiceIds: ["a"] }))).toEqual({ points: 0, maxPoints: 2, right: false });
    }
  });

  it("to a single choice or to true or false is right or wrong", () => {
    expect(gradeAnswer(question("SINGLE", { choiceIds: ["b"] }), answer({ choiceIds: ["b"] }))).toEqual({
      points: 2,
      maxPoints: 2,
      right: true,
    });
    expect(pointsOf(question("SINGLE", { choiceIds: ["b"] }), { choiceIds: ["a"] })).toBe(0);
    expect(pointsOf(question("TRUE_FALSE", { choiceIds: ["false"] }), { choiceIds: ["false"] })).toBe(2);
    expect(pointsOf(question("TRUE_FALSE", { choiceIds: ["false"] }), { choiceIds: ["true"] })).toBe(0);
  });

  it("to a multiple choice is right as a whole, in any order", () => {
    const asked = question("MULTIPLE", { choiceIds: ["a", "c"] });
    expect(pointsOf(asked, { choiceIds: ["c", "a"] })).toBe(2);
    expect(pointsOf(asked, { choiceIds: ["a"] })).toBe(0);
    expect(pointsOf(asked, { choiceIds: ["a", "b", "c"] })).toBe(0);
  });

  it("to a multiple choice earns a part where parts count, and wrong choices take it back", () => {
    const asked = question("MULTIPLE", { choiceIds: ["a", "c"] }, { partialCredit: true });
    expect(pointsOf(asked, { choiceIds: ["a"] })).toBe(1);
    expect(pointsOf(asked, { choiceIds: ["a", "b", "c"] })).toBe(1);
    expect(pointsOf(asked, { choiceIds: ["a", "b", "c", "d"] })).toBe(0);
    expect(pointsOf(asked, { choiceIds: ["b", "d"] })).toBe(0);
  });

  it("in numbers may be off by the tolerance and no more", () => {
    const near = question("NUMERIC", { number: 0.3, tolerance: 0.1 });
    expect(pointsOf(near, { text: "0,4" })).toBe(2);
    expect(pointsOf(near, { text: "0.2" })).toBe(2);
    expect(pointsOf(near, { text: "0.4001" })).toBe(0);
    const exact = question("NUMERIC", { number: 6.62e-34 });
    expect(pointsOf(exact, { text: "6,62e-34" })).toBe(2);
    expect(pointsOf(exact, { text: "0" })).toBe(0);
    expect(pointsOf(question("NUMERIC", { number: 0 }), { text: "zero" })).toBe(0);
    expect(pointsOf(question("NUMERIC", { number: -1000 }), { text: "− 1 000" })).toBe(2);
  });

  it("in words is right in any of the accepted variants", () => {
    const asked = question("TEXT", { texts: ["Ёж", "hedgehog"] });
    expect(pointsOf(asked, { text: " еж " })).toBe(2);
    expect(pointsOf(asked, { text: "HEDGEHOG" })).toBe(2);
    expect(pointsOf(asked, { text: "hedge hog" })).toBe(0);
  });

  it("to an ordering earns its places where parts count", () => {
    const key = { choiceIds: ["a", "b", "c", "d"] };
    expect(pointsOf(question("ORDERING", key), { choiceIds: ["a", "b", "c", "d"] })).toBe(2);
    expect(pointsOf(question("ORDERING", key), { choiceIds: ["a", "b", "d", "c"] })).toBe(0);
    const parts = question("ORDERING", key, { partialCredit: true });
    expect(pointsOf(parts, { choiceIds: ["a", "b", "d", "c"] })).toBe(1);
  });

  it("to a matching earns its pairs where parts count, and targets may be used twice", () => {
    const pairs = [
      { choiceId: "a", targetId: "x" },
      { choiceId: "b", targetId: "x" },
      { choiceId: "c", targetId: "y" },
      { choiceId: "d", targetId: "y" },
    ];
    expect(pointsOf(question("MATCHING", { pairs }), { pairs })).toBe(2);
    expect(pointsOf(question("MATCHING", { pairs }), { pairs: pairs.slice(0, 3) })).toBe(0);
    const parts = question("MATCHING", { pairs }, { partialCredit: true });
    expect(pointsOf(parts, { pairs: [...pairs.slice(0, 3), { choiceId: "d", targetId: "x" }] })).toBe(1.5);
  });

  it("to a cloze earns its gaps where parts count, typed ones as words and as numbers", () => {
    const gaps = [
      { gapId: "g1", choiceId: "", texts: ["Ёж", "hedgehog"] },
      { gapId: "g2", choiceId: "a", texts: [] },
      { gapId: "g3", choiceId: "", texts: ["0,5", "1/2"] },
      { gapId: "g4", choiceId: "", texts: ["0,5"] },
    ];
    const typed = (gapId: string, text: string) => ({ gapId, choiceId: "", text });
    const chosen = (gapId: string, choiceId: string) => ({ gapId, choiceId, text: "" });
    const right = [typed("g1", " еж"), chosen("g2", "a"), typed("g3", "1/2"), typed("g4", "0.50")];
    expect(pointsOf(question("CLOZE", { gaps }), { gaps: right })).toBe(2);
    expect(pointsOf(question("CLOZE", { gaps }), { gaps: right.slice(1) })).toBe(0);
    const parts = question("CLOZE", { gaps }, { partialCredit: true });
    expect(pointsOf(parts, { gaps: right.slice(1) })).toBe(1.5);
    expect(pointsOf(parts, { gaps: [typed("g1", "hedge"), chosen("g2", "b"), typed("g4", "5e-1")] })).toBe(0.5);
    // A number among words is a word.
    expect(pointsOf(parts, { gaps: [typed("g3", "0.50")] })).toBe(0);
    expect(pointsOf(parts, { gaps: [typed("g3", "")] })).toBe(0);
    expect(pointsOf(parts, { gaps: [typed("g2", "a")] })).toBe(0);
  });

  it("to a hotspot earns as one to a multiple choice does", () => {
    const asked = question("HOTSPOT", { choiceIds: ["a", "c"] });
    expect(pointsOf(asked, { choiceIds: ["c", "a"] })).toBe(2);
    expect(pointsOf(asked, { choiceIds: ["c"] })).toBe(0);
    const parts = { ...asked, partialCredit: true };
    expect(pointsOf(parts, { choiceIds: ["c"] })).toBe(1);
    expect(pointsOf(parts, { choiceIds: ["a", "b", "c", "d"] })).toBe(0);
  });
});

describe("a score", () => {
  it("is the points reached of all points, and a whole one exactly 1", () => {
    const graded = (points: number, maxPoints: number) => ({ points, maxPoints, right: points === maxPoints });
    expect(scoreOf([graded(1, 1), graded(0, 3)])).toBe(0.25);
    expect(scoreOf([graded(0.1, 0.1), graded(0.2, 0.2), graded(0.3, 0.3)])).toBe(1);
    expect(scoreOf([])).toBe(0);
  });
});
