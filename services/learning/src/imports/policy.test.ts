import { uuid7 } from "@platform/kit";
import { describe, expect, it } from "vitest";
import { practice } from "../content.ts";
import { type CountedTest, policyOf, type WorkKind } from "./policy.ts";
import { questionOf, textBlock } from "./questions/item.ts";
import { Report } from "./report.ts";

const question = (points: number) => questionOf("?", { kind: "TRUE_FALSE", key: { choiceIds: ["true"] } }, points);
const ask = (points: number) => ({ id: uuid7(), kind: "question" as const, question: question(points) });

function test(points: number[], cut?: CountedTest["cut"], category = "Tests"): CountedTest {
  const grading = { ...practice, category };
  return { lesson: { id: uuid7(), title: "", section: "", grading, blocks: points.map(ask) }, banks: [], cut };
}

function policy(tests: CountedTest[], kinds: WorkKind[] = []) {
  const report = new Report();
  const made = policyOf(tests, kinds, "imsmanifest.xml", report);
  return { ...made, report: report.lines.map(({ title, message }) => `${title}: ${message}`.trim()) };
}

describe("the policy of a course whose tests count", () => {
  it("passes from the result that its test was passed from, in points or as a fraction", () => {
    const tests = { name: "Tests", weight: 1, dropLowest: 0 };
    expect(policy([test([2, 2, 4], { points: 6 })])).toEqual({
      passScore: 0.75,
      categories: [tests],
      requireAllBlocks: false,
      report: ["Tests:"],
    });
    expect(policy([test([1], { fraction: 0.6 })]).passScore).toBe(0.6);
  });

  it("counts what is drawn by its own points, or by those of its bank in the mean", () => {
    const bank = {
      id: uuid7(),
      title: "",
      questions: [1, 3].map((each) => ({ id: uuid7(), title: "", question: question(each) })),
    };
    const draw = (points: number) => ({ id: uuid7(), kind: "draw" as const, bankId: bank.id, count: 2, points });
    const drawing = (points: number): CountedTest => {
      const { lesson } = test([4]);
      return { lesson: { ...lesson, blocks: [...lesson.blocks, draw(points)] }, banks: [bank], cut: { points: 4 } };
    };
    expect(policy([drawing(0)]).passScore).toBe(0.5);
    expect(policy([drawing(6)]).passScore).toBe(0.25);
  });

  it("asks for everything to be done where no test says when it is passed", () => {
    expect(policy([test([1])])).toMatchObject({ passScore: 0, requireAllBlocks: true });
  });

  it("is none where no test counts, or none asks anything", () => {
    const silent = test([]);
    silent.lesson.blocks.push(textBlock("Read."));
    const none = { passScore: 0, categories: [], requireAllBlocks: true, report: [] };
    expect(policy([])).toEqual(none);
    expect(policy([silent, test([1], { points: 1 }, "")])).toEqual(none);
  });

  it("takes the kinds of work and their weights as the source says them, those alone that are there", () => {
    const kinds = [
      { name: "Quizzes", weight: 40, dropLowest: 1 },
      { name: "Labs", weight: 60, dropLowest: 0 },
    ];
    const made = policy([test([1], undefined, "Quizzes"), test([9], undefined, "Tests")], kinds);
    expect(made.categories).toEqual([kinds[0], { name: "Tests", weight: 1, dropLowest: 0 }]);
    expect(made.report).toEqual(["Quizzes, Tests:"]);
  });

  it("says what is not as it was: tests of other sizes, other results to pass from, and ones out of reach", () => {
    const made = policy([test([1], { fraction: 0.5 }), test([9], { fraction: 0.8 }), test([9], { points: 10 })]);
    expect(made.passScore).toBe(0.8);
    expect(made.report[0]).toContain("more points than it has");
    expect(made.report[0]).toContain("the highest of the results");
    expect(made.report[0]).toContain("count alike");
  });
});
