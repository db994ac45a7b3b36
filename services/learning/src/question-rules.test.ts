import { describe, expect, it } from "vitest";
import type { AnswerKey, Question, QuestionKind } from "./content.ts";
import { questionViolations, withoutUnused } from "./question-rules.ts";

const ids = (...names: string[]) => names.map((id) => ({ id, text: id }));
const noKey: AnswerKey = { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "" };

function question(kind: QuestionKind, key: Partial<AnswerKey>, more: Partial<Question> = {}): Question {
  const choices = ids("a", "b", "c");
  const base = { kind, prompt: "?", choices, targets: ids("x", "y"), points: 1, partialCredit: false, hints: [] };
  return { ...base, key: { ...noKey, ...key }, ...more };
}

const pairs = ["a", "b", "c"].map((choiceId) => ({ choiceId, targetId: "x" }));

describe("a question", () => {
  it.each([
    question("SINGLE", { choiceIds: ["a"] }),
    question("MULTIPLE", { choiceIds: ["a", "c"] }),
    question("TRUE_FALSE", { choiceIds: ["false"] }, { choices: [] }),
    question("NUMERIC", { number: -1, tolerance: 0.5 }),
    question("TEXT", { texts: ["yes"] }),
    question("ORDERING", { choiceIds: ["c", "a", "b"] }),
    question("MATCHING", { pairs }),
  ])("of kind $kind that can be answered is let through", (asked) => {
    expect(questionViolations(asked, "q")).toEqual({});
  });

  it.each<[string, Question, string]>([
    ["no right choice", question("SINGLE", {}), "q.key.choice_ids"],
    ["two right choices of a single one", question("SINGLE", { choiceIds: ["a", "b"] }), "q.key.choice_ids"],
    ["an unknown right choice", question("MULTIPLE", { choiceIds: ["a", "z"] }), "q.key.choice_ids[1]"],
    ["a right choice twice", question("MULTIPLE", { choiceIds: ["a", "a"] }), "q.key.choice_ids[1]"],
    ["no right choice of many", question("MULTIPLE", {}), "q.key.choice_ids"],
    ["one choice alone", question("SINGLE", { choiceIds: ["a"] }, { choices: ids("a") }), "q.choices"],
    ["two choices of one id", question("SINGLE", { choiceIds: ["a"] }, { choices: ids("a", "a") }), "q.choices[1].id"],
    ["a third truth", question("TRUE_FALSE", { choiceIds: ["maybe"] }, { choices: [] }), "q.key.choice_ids"],
    ["both truths", question("TRUE_FALSE", { choiceIds: ["true", "false"] }, { choices: [] }), "q.key.choice_ids"],
    ["other words for the truth", question("TRUE_FALSE", { choiceIds: ["true"] }), "q.choices"],
    ["no accepted text", question("TEXT", {}), "q.key.texts"],
    ["a blank text", question("TEXT", { texts: ["a", " "] }), "q.key.texts[1]"],
    ["a negative tolerance", question("NUMERIC", { tolerance: -1 }), "q.key.tolerance"],
    ["a part of the order", question("ORDERING", { choiceIds: ["a", "b"] }), "q.key.choice_ids"],
    ["a choice that is not matched", question("MATCHING", { pairs: pairs.slice(1) }), "q.key.pairs"],
    [
      "an unknown target",
      question("MATCHING", { pairs: [{ choiceId: "a", targetId: "z" }] }),
      "q.key.pairs[0].target_id",
    ],
    ["a blank prompt", question("TEXT", { texts: ["a"] }, { prompt: "  " }), "q.prompt"],
    ["no points", question("TEXT", { texts: ["a"] }, { points: 0 }), "q.points"],
  ])("with %s is refused by the field", (_what, asked, field) => {
    expect(Object.keys(questionViolations(asked, "q"))).toContain(field);
  });

  it("forgets what its kind does not use", () => {
    const mixed = question("NUMERIC", { choiceIds: ["a"], number: 5, tolerance: 1, texts: ["five"], pairs });
    expect(withoutUnused(mixed)).toMatchObject({
      choices: [],
      targets: [],
      key: { ...noKey, number: 5, tolerance: 1 },
    });
  });
});
