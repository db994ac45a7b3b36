import { describe, expect, it } from "vitest";
import { answerViolations, isAnswered } from "./answers.ts";
import type { Question, QuestionKind } from "./content.ts";

const ids = (...names: string[]) => names.map((id) => ({ id, text: id }));
const key = { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "" };
const asked = (id: string, kind: QuestionKind, choices = ids("a", "b", "c"), targets = ids("x", "y")) => {
  const question: Question = { kind, prompt: "?", choices, targets, points: 1, partialCredit: false, hints: [], key };
  return { id, question };
};
const questions = [
  asked("single", "SINGLE"),
  asked("multiple", "MULTIPLE"),
  asked("truth", "TRUE_FALSE", []),
  asked("number", "NUMERIC", []),
  asked("order", "ORDERING"),
  asked("match", "MATCHING"),
];
const answer = (blockId: string, given: Partial<Parameters<typeof isAnswered>[0]> = {}) => ({
  blockId,
  choiceIds: [],
  text: "",
  pairs: [],
  ...given,
});
const pair = (choiceId: string, targetId: string) => ({ choiceId, targetId });

describe("answers", () => {
  it("that can be graded are let through, right or wrong, whole or empty", () => {
    const given = [
      answer("single", { choiceIds: ["b"] }),
      answer("multiple", { choiceIds: ["c", "a"] }),
      answer("truth", { choiceIds: ["true"] }),
      answer("number", { text: "abc" }),
      answer("order", { choiceIds: ["c", "b", "a"] }),
      answer("match", { pairs: [pair("a", "x"), pair("b", "x")] }),
    ];
    expect(answerViolations(questions, given)).toEqual({});
    expect(answerViolations(questions, [answer("order"), answer("match")])).toEqual({});
  });

  it.each([
    ["an unknown question", [answer("none")], "answers[0].block_id"],
    ["a question twice", [answer("single"), answer("single")], "answers[1].block_id"],
    ["an unknown choice", [answer("multiple", { choiceIds: ["a", "z"] })], "answers[0].choice_ids[1]"],
    ["a choice twice", [answer("multiple", { choiceIds: ["a", "a"] })], "answers[0].choice_ids[1]"],
    ["two choices for a single one", [answer("single", { choiceIds: ["a", "b"] })], "answers[0].choice_ids"],
    ["a choice of a question without any", [answer("number", { choiceIds: ["a"] })], "answers[0].choice_ids[0]"],
    ["a third truth", [answer("truth", { choiceIds: ["maybe"] })], "answers[0].choice_ids[0]"],
    ["half an ordering", [answer("order", { choiceIds: ["a"] })], "answers[0].choice_ids"],
    ["choices for a matching", [answer("match", { choiceIds: ["a"] })], "answers[0].choice_ids[0]"],
    ["an unknown match", [answer("match", { pairs: [pair("a", "z")] })], "answers[0].pairs[0].target_id"],
    [
      "a choice matched twice",
      [answer("match", { pairs: [pair("a", "x"), pair("a", "y")] })],
      "answers[0].pairs[1].choice_id",
    ],
    ["pairs for a choice", [answer("single", { pairs: [pair("a", "x")] })], "answers[0].pairs[0].choice_id"],
    ["a novel", [answer("number", { text: "1".repeat(2001) })], "answers[0].text"],
  ])("that name %s are refused by the field", (_what, given, field) => {
    expect(Object.keys(answerViolations(questions, given))).toContain(field);
  });

  it("count as given once there is something in them", () => {
    expect(isAnswered(answer("a", { text: "  " }))).toBe(false);
    expect(isAnswered(answer("a", { text: "0" }))).toBe(true);
    expect(isAnswered(answer("a", { choiceIds: ["a"] }))).toBe(true);
  });
});
