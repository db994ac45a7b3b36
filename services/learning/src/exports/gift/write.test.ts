import { describe, expect, it } from "vitest";
import type { BankQuestion, Question } from "../../content.ts";
import { readGift } from "../../imports/gift/read.ts";
import { writeGift } from "./write.ts";

const key = { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "" };
const base = { choices: [], targets: [], points: 1, partialCredit: false, hints: [] };
const named = (title: string, question: Question): BankQuestion => ({ id: title, title, question });
const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, text: `Ответ *${id}* {1 = 1}: ~50%\\` })) as [
  { id: string; text: string },
  { id: string; text: string },
  { id: string; text: string },
];

const questions = [
  named("One", {
    ...base,
    kind: "SINGLE",
    prompt: "Что?\n\nДва абзаца: `{x}` = #1",
    choices: [a, b],
    key: { ...key, choiceIds: ["b"] },
  }),
  named("Several :: #", {
    ...base,
    kind: "MULTIPLE",
    prompt: "Which?",
    choices: [a, b, c],
    partialCredit: true,
    key: { ...key, choiceIds: ["a", "c"], explanation: "Because\nof {that}." },
  }),
  named("Truth", {
    ...base,
    kind: "TRUE_FALSE",
    prompt: "So?",
    key: { ...key, choiceIds: ["false"], explanation: "No." },
  }),
  named("Number", { ...base, kind: "NUMERIC", prompt: "How many?", key: { ...key, number: -1.5, tolerance: 0.25 } }),
  named("", { ...base, kind: "TEXT", prompt: "Name it", key: { ...key, texts: ["Ёж", "a = b"] } }),
  named("Pairs", {
    ...base,
    kind: "MATCHING",
    prompt: "Match",
    choices: [a, b],
    targets: ["x", "y", "z"].map((text, index) => ({ id: `t${index + 1}`, text })),
    partialCredit: true,
    key: {
      ...key,
      pairs: [
        { choiceId: "a", targetId: "t1" },
        { choiceId: "b", targetId: "t2" },
      ],
    },
  }),
];

describe("a bank written as GIFT", () => {
  it("reads back as it was", () => {
    const { file, report } = writeGift("Bank", questions);
    expect(report.map(({ outcome }) => outcome)).toEqual(questions.map(() => "TAKEN"));
    const back = readGift(file);
    expect(back.report.filter(({ outcome }) => outcome !== "TAKEN")).toEqual([]);
    expect(back.questions.map(({ title, question }) => ({ title, question }))).toEqual(
      questions.map(({ title, question }) => ({ title, question })),
    );
  });

  it("says what the format cannot hold", () => {
    const [one] = questions as [BankQuestion];
    const { report, file } = writeGift("Bank", [
      { ...one, question: { ...one.question, points: 2, hints: ["Look."] } },
      named("Order", {
        ...base,
        kind: "ORDERING",
        prompt: "Order",
        choices: [a, b],
        key: { ...key, choiceIds: ["b", "a"] },
      }),
      named("All", { ...base, kind: "MULTIPLE", prompt: "Which?", choices: [a, b], key: { ...key, choiceIds: ["a"] } }),
    ]);
    expect(report.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["CHANGED", "POINTS_DROPPED"],
      ["LEFT_OUT", "ORDERING_UNSUPPORTED"],
      ["CHANGED", "PARTIAL_CREDIT_ADDED"],
    ]);
    expect(report[0]?.message).toContain("hints");
    expect(file).not.toContain("Order");
  });
});
