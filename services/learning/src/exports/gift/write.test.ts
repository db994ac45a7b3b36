import { describe, expect, it } from "vitest";
import type { BankQuestion, GapKey, Question } from "../../content.ts";
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

const typed = { gap: { id: "g1", choices: [] }, key: { gapId: "g1", choiceId: "", texts: ["Paris", "Париж"] } };
const cloze = (title: string, prompt: string, more: Partial<Question> = {}, gaps = [typed.key]) =>
  named(title, {
    ...base,
    kind: "CLOZE",
    prompt,
    gaps: [typed.gap],
    ...more,
    key: { ...key, gaps: gaps as GapKey[] },
  });

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
      named("Places", { ...base, kind: "HOTSPOT", prompt: "Where?", image: "asset:a.png", choices: [a], key }),
      cloze("Gaps", "[[g1]] and [[g2]]", { gaps: [typed.gap, { ...typed.gap, id: "g2" }] }),
      { ...one, question: { ...one.question, shuffle: true } },
      named("All", { ...base, kind: "MULTIPLE", prompt: "Which?", choices: [a, b], key: { ...key, choiceIds: ["a"] } }),
    ]);
    expect(report.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["CHANGED", "POINTS_DROPPED"],
      ["LEFT_OUT", "ORDERING_UNSUPPORTED"],
      ["LEFT_OUT", "HOTSPOT_UNSUPPORTED"],
      ["LEFT_OUT", "GAPS_UNSUPPORTED"],
      ["CHANGED", "SHUFFLE_NOT_WRITTEN"],
      ["CHANGED", "PARTIAL_CREDIT_ADDED"],
    ]);
    expect(report[0]?.message).toContain("hints");
    expect(file).not.toContain("Order");
  });

  it("has the one gap of a text as Moodle's missing word", () => {
    const choices = ["Seine", "Rhône = {2}"].map((text, at) => ({ id: String(at), text }));
    const { file, report } = writeGift("Bank", [
      cloze("Typed", "In a = [[g1]] {b}."),
      cloze("Chosen", "On the [[g1]]", { gaps: [{ id: "g1", choices }] }, [{ gapId: "g1", choiceId: "0", texts: [] }]),
    ]);
    expect(report.map(({ outcome }) => outcome)).toEqual(["TAKEN", "TAKEN"]);
    expect(file).toContain("::Typed::[markdown]In a \\= {\n  =Paris\n  =Париж\n} \\{b\\}.");
    expect(file).toContain("::Chosen::[markdown]On the {\n  =Seine\n  ~Rhône \\= \\{2\\}\n}");
    expect(readGift(file).questions.map(({ question }) => [question.kind, question.key.texts])).toEqual([
      ["TEXT", ["Paris", "Париж"]],
      ["SINGLE", []],
    ]);
  });
});
