import { describe, expect, it } from "vitest";
import { answerViolations, isAnswered } from "./answers.ts";
import type { Question, QuestionKind } from "./content.ts";

const ids = (...names: string[]) => names.map((id) => ({ id, text: id }));
const key = { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "" };
const asked = (
  id: string,
  kind: QuestionKind,
  choices = ids("a", "b", "c"),
  targets = ids("x", "y"),
  more: Partial<Question> = {},
) => {
  const rest = { points: 1, partialCredit: false, hints: [], key, ...more };
  return { id, question: { kind, prompt: "?", choices, targets, ...rest } };
};
const questions = [
  asked("single", "SINGLE"),
  asked("multiple", "MULTIPLE"),
  asked("truth", "TRUE_FALSE", []),
  asked("number", "NUMERIC", []),
  asked("order", "ORDERING"),
  asked("match", "MATCHING"),
  asked("cloze", "CLOZE", [], [], {
    gaps: [
      { id: "g1", choices: [] },
      { id: "g2", choices: ids("a", "b") },
    ],
  }),
  asked("places", "HOTSPOT", ids("a", "b", "c"), [], { maxChoices: 0 }),
  asked("place", "HOTSPOT", ids("a", "b", "c"), [], { maxChoices: 1 }),
];
const answer = (blockId: string, given: Partial<Parameters<typeof isAnswered>[0]> = {}) => ({
  blockId,
  choiceIds: [],
  text: "",
  pairs: [],
  ...given,
});
const gap = (gapId: string, choiceId: string, text = "") => ({ gapId, choiceId, text });
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
      answer("cloze", { gaps: [gap("g2", "b"), gap("g1", "", "Paris")] }),
      answer("places", { choiceIds: ["c", "a", "b"] }),
      answer("place", { choiceIds: ["b"] }),
    ];
    expect(answerViolations(questions, given)).toEqual({});
    const open = answer("cloze", { gaps: [gap("g1", ""), gap("g2", "")] });
    expect(answerViolations(questions, [answer("order"), answer("match"), open])).toEqual({});
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
    ["an unknown gap", [answer("cloze", { gaps: [gap("z", "", "x")] })], "answers[0].gaps[0].gap_id"],
    ["a gap twice", [answer("cloze", { gaps: [gap("g1", "", "x"), gap("g1", "", "y")] })], "answers[0].gaps[1].gap_id"],
    ["an unknown choice of a gap", [answer("cloze", { gaps: [gap("g2", "z")] })], "answers[0].gaps[0].choice_id"],
    ["a choice for a typed gap", [answer("cloze", { gaps: [gap("g1", "a")] })], "answers[0].gaps[0].choice_id"],
    ["a text for a gap of choices", [answer("cloze", { gaps: [gap("g2", "a", "b")] })], "answers[0].gaps[0].text"],
    ["a novel for a gap", [answer("cloze", { gaps: [gap("g1", "", "1".repeat(2001))] })], "answers[0].gaps[0].text"],
    ["gaps for a choice", [answer("single", { gaps: [gap("g1", "a")] })], "answers[0].gaps[0].gap_id"],
    ["choices for a cloze", [answer("cloze", { choiceIds: ["a"] })], "answers[0].choice_ids[0]"],
    ["an unknown place", [answer("places", { choiceIds: ["z"] })], "answers[0].choice_ids[0]"],
    ["a place twice", [answer("places", { choiceIds: ["a", "a"] })], "answers[0].choice_ids[1]"],
    ["more places than may be", [answer("place", { choiceIds: ["a", "b"] })], "answers[0].choice_ids"],
    ["a novel", [answer("number", { text: "1".repeat(2001) })], "answers[0].text"],
  ])("that name %s are refused by the field", (_what, given, field) => {
    expect(Object.keys(answerViolations(questions, given))).toContain(field);
  });

  it("count as given once there is something in them", () => {
    expect(isAnswered(answer("a", { text: "  " }))).toBe(false);
    expect(isAnswered(answer("a", { text: "0" }))).toBe(true);
    expect(isAnswered(answer("a", { choiceIds: ["a"] }))).toBe(true);
    expect(isAnswered(answer("a", { gaps: [gap("g1", "", " "), gap("g2", "")] }))).toBe(false);
    expect(isAnswered(answer("a", { gaps: [gap("g1", ""), gap("g2", "a")] }))).toBe(true);
  });
});
