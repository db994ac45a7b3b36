import { describe, expect, it } from "vitest";
import { parseXml } from "../xml.ts";
import { readCut } from "./cut.ts";
import { asQti3 } from "./names.ts";

const read = (inside: string) => {
  const { cut, changes } = readCut(asQti3(parseXml(`<assessmentTest>${inside}</assessmentTest>`, "test.xml")));
  return [cut, changes.map(({ reason }) => reason)];
};

const number = (value: number) => `<baseValue baseType="float">${value}</baseValue>`;
const variable = (name: string) => `<variable identifier="${name}"/>`;
const points = '<testVariables variableIdentifier="SCORE" weightIdentifier="W"/>';
const most = '<testVariables variableIdentifier="MAXSCORE"/>';
const set = (name: string, inside: string) => `<setOutcomeValue identifier="${name}">${inside}</setOutcomeValue>`;
const passing = (compared: string, name = "PASS", value = "passed") =>
  `<outcomeCondition><outcomeIf>${compared}${set(name, `<baseValue>${value}</baseValue>`)}</outcomeIf><outcomeElse>${set(name, "<baseValue>failed</baseValue>")}</outcomeElse></outcomeCondition>`;
const rules = (...all: string[]) => `<outcomeProcessing>${all.join("")}</outcomeProcessing>`;

describe("the result from which a test is passed", () => {
  it("is a number of points, or a fraction of them, with which its rules compare", () => {
    const sum = set("TOTAL", `<sum>${points}</sum>`);
    expect(read(rules(sum, passing(`<gte>${variable("TOTAL")}${number(6)}</gte>`)))).toEqual([{ points: 6 }, []]);
    const ratio = set("RATIO", `<divide>${variable("TOTAL")}${variable("MAX")}</divide>`);
    const share = [sum, set("MAX", `<sum>${most}</sum>`), ratio];
    expect(read(rules(...share, set("PASS_ALL", `<gte>${variable("RATIO")}${number(0.7)}</gte>`)))).toEqual([
      { fraction: 0.7 },
      [],
    ]);
    const percent = set("PERCENT", `<product>${variable("RATIO")}${number(100)}</product>`);
    expect(read(rules(...share, percent, passing(`<gte>${variable("PERCENT")}${number(55)}</gte>`)))).toEqual([
      { fraction: 0.55 },
      [],
    ]);
  });

  it("is that of the outcome which feedback on the test goes by, whatever its name", () => {
    const feedback = '<testFeedback access="atEnd" outcomeIdentifier="VERDICT" identifier="yes" showHide="show"/>';
    const judged = rules(passing(`<gte><sum>${points}</sum>${number(3)}</gte>`, "VERDICT", "yes"));
    expect(read(judged + feedback)).toEqual([{ points: 3 }, []]);
    expect(read(judged)).toEqual([undefined, ["OUTCOME_DROPPED"]]);
  });

  it("is what its outcome is mastered from where no rule says it", () => {
    const mastered = '<outcomeDeclaration identifier="SCORE" baseType="float" masteryValue="8" normalMaximum="10"/>';
    expect(read(mastered)).toEqual([{ fraction: 0.8 }, []]);
    expect(read(mastered.replace(' normalMaximum="10"', ""))).toEqual([{ points: 8 }, []]);
    expect(read(rules(set("SCORE", `<sum>${points}</sum>`)))).toEqual([undefined, []]);
  });

  it("is the lowest of several, and says what of its rules was dropped", () => {
    const mark = (value: number) => passing(`<gt><sum>${points}</sum>${number(value)}</gt>`);
    expect(read(rules(mark(9), mark(5)))).toEqual([{ points: 5 }, ["MARKS_DROPPED", "PASS_SCORE_REACHED"]]);
    const part = '<testVariables variableIdentifier="SCORE" includeCategory="algebra"/>';
    expect(read(rules(set("ALGEBRA", `<sum>${part}</sum>`)))).toEqual([undefined, ["OUTCOME_DROPPED"]]);
    expect(read(rules("<lookupOutcomeValue/>", mark(5)))).toEqual([
      { points: 5 },
      ["OUTCOME_DROPPED", "PASS_SCORE_REACHED"],
    ]);
  });

  it("is none where nothing sensible can be made of its rules", () => {
    const zero = `<divide><sum>${points}</sum>${number(0)}</divide>`;
    expect(read(rules(passing(`<gte>${zero}${number(1)}</gte>`)))[0]).toEqual({ points: 0 });
    const deep = `${"<sum>".repeat(50)}${points}${"</sum>".repeat(50)}`;
    expect(read(rules(passing(`<gte>${deep}${number(1)}</gte>`)))).toEqual([undefined, ["OUTCOME_DROPPED"]]);
    expect(read(rules(passing(`<gte>${variable("NOWHERE")}<baseValue>x</baseValue></gte>`)))).toEqual([
      undefined,
      ["OUTCOME_DROPPED"],
    ]);
  });
});
