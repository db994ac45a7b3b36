import { describe, expect, it } from "vitest";
import type { Question } from "../src/content.ts";
import { questionViolations } from "../src/question-rules.ts";
import { lineOf, olxCourses, questionsOf, textsOf } from "./olx-courses.ts";

const { problem } = olxCourses();

describe("problems", () => {
  it.each<[string, string, Partial<Question>]>([
    [
      "one of several choices",
      '<multiplechoiceresponse><label>Which?</label><choicegroup><choice correct="false">A <b>b</b></choice><choice correct="true">\\(x^2\\)</choice></choicegroup></multiplechoiceresponse>',
      {
        kind: "SINGLE",
        prompt: "Which?",
        choices: [
          { id: "a", text: "A **b**" },
          { id: "b", text: "$x^2$" },
        ],
        key: expect.objectContaining({ choiceIds: ["b"] }),
      },
    ],
    [
      "choices that are shuffled but for the last",
      '<multiplechoiceresponse><p>Which?</p><choicegroup shuffle="true"><choice correct="true">A</choice><choice correct="false" fixed="true">None</choice></choicegroup></multiplechoiceresponse>',
      {
        kind: "SINGLE",
        shuffle: true,
        choices: [
          { id: "a", text: "A" },
          { id: "b", text: "None", fixed: true },
        ],
      },
    ],
    [
      "true or false",
      '<multiplechoiceresponse><p>Да?</p><choicegroup><choice correct="false">Верно</choice><choice correct="true">Неверно</choice></choicegroup></multiplechoiceresponse>',
      { kind: "TRUE_FALSE", choices: [], key: expect.objectContaining({ choiceIds: ["false"] }) },
    ],
    [
      "any of several choices",
      '<choiceresponse partial_credit="EDC"><p>All?</p><checkboxgroup><choice correct="true">A</choice><choice correct="false">B</choice><choice correct="true">C</choice></checkboxgroup></choiceresponse>',
      { kind: "MULTIPLE", partialCredit: true, key: expect.objectContaining({ choiceIds: ["a", "c"] }) },
    ],
    [
      "a dropdown",
      '<p>Pick</p><optionresponse><optioninput><option correct="False">X</option><option correct="True">Y</option></optioninput></optionresponse>',
      { kind: "SINGLE", prompt: "Pick", key: expect.objectContaining({ choiceIds: ["b"] }) },
    ],
    [
      "a dropdown of the old form",
      `<p>Pick</p><optionresponse><optioninput options="('it\\'s','b*b',&quot;c&quot;)" correct="b*b"/></optionresponse>`,
      {
        choices: [
          { id: "a", text: "it's" },
          { id: "b", text: "b\\*b" },
          { id: "c", text: "c" },
        ],
        key: expect.objectContaining({ choiceIds: ["b"] }),
      },
    ],
    [
      "a number with an absolute tolerance",
      '<p>N</p><numericalresponse answer="-1.5e2"><responseparam type="tolerance" default="0.5"/><formulaequationinput/></numericalresponse>',
      { kind: "NUMERIC", key: expect.objectContaining({ number: -150, tolerance: 0.5 }) },
    ],
    [
      "a number with a tolerance in percent",
      '<p>N</p><numericalresponse answer="200"><responseparam type="tolerance" default="5%"/></numericalresponse>',
      { key: expect.objectContaining({ number: 200, tolerance: 10 }) },
    ],
    [
      "a range",
      '<p>N</p><numericalresponse answer="[1, 5]"/>',
      { key: expect.objectContaining({ number: 3, tolerance: 2 }) },
    ],
    [
      "a text with variants",
      '<p>T</p><stringresponse answer="a_or_b" type="ci"><additional_answer answer="c"/><textline/></stringresponse>',
      { kind: "TEXT", key: expect.objectContaining({ texts: ["a", "b", "c"] }) },
    ],
  ])("ask for %s", async (_what, olx, expected) => {
    const imported = await problem(olx);
    expect(questionsOf(imported)).toMatchObject([expected]);
    expect(lineOf(imported, "problem")).toMatchObject({ outcome: "TAKEN" });
    for (const question of questionsOf(imported)) expect(questionViolations(question, "q")).toEqual({});
  });

  it("keep hints, explanations, and what was to be said to single answers", async () => {
    const imported = await problem(
      `<multiplechoiceresponse><label>Q</label><description>D</description><choicegroup><choice correct="true">A<choicehint>Yes!</choicehint></choice><choice correct="false">B</choice></choicegroup>
       <solution><div class="detailed-solution"><p>Explanation</p><p>Since \\(a\\)</p></div></solution></multiplechoiceresponse><demandhint><hint>One</hint><hint>Two</hint></demandhint>`,
    );
    expect(questionsOf(imported)).toMatchObject([
      {
        prompt: "Q\n\n_D_",
        hints: ["One", "Two"],
        choices: [{ text: "A" }, { text: "B" }],
        key: { explanation: "Since $a$\n\n- A: Yes!" },
      },
    ]);
    expect(lineOf(imported, "problem")).toMatchObject({ outcome: "CHANGED", reason: "FEEDBACK_MOVED" });
  });

  it("with several answers become several questions, told apart by the rows and columns that they stand in", async () => {
    const option = (right: string) =>
      `<optionresponse><optioninput options="('x','y')" correct="${right}"/></optionresponse>`;
    const imported = await problem(
      `<p>Fill in.</p><table><tr><th>Row</th><th>Head 1</th></tr><tr><td>One</td><td>${option("x")}</td></tr><tr><td>Two</td><td>${option("y")}</td></tr></table>`,
      'weight="3"',
    );
    expect(questionsOf(imported)).toMatchObject([
      { prompt: "**(1)** One: Head 1", points: 1.5, key: { choiceIds: ["a"] } },
      { prompt: "**(2)** Two: Head 1", points: 1.5, key: { choiceIds: ["b"] } },
    ]);
    expect(textsOf(imported)[0]).toContain("| One | **(1)** |");
    expect(lineOf(imported, "problem")).toMatchObject({ outcome: "CHANGED", reason: "PROBLEM_SPLIT" });
  });

  it.each([
    [
      "customresponse",
      "<customresponse cfn='f'><p>Do it.</p><textline/></customresponse>",
      "QUESTION_KIND_UNSUPPORTED",
    ],
    ["formularesponse", "<formularesponse answer='x^2'><p>Do it.</p></formularesponse>", "QUESTION_KIND_UNSUPPORTED"],
    ["imageresponse", "<imageresponse><p>Do it.</p><imageinput src='x'/></imageresponse>", "QUESTION_KIND_UNSUPPORTED"],
    [
      "schematicresponse",
      "<p>Do it.</p><schematicresponse><schematic/></schematicresponse>",
      "QUESTION_KIND_UNSUPPORTED",
    ],
    [
      "a pattern",
      "<p>Do it.</p><stringresponse answer='a.*' type='regexp'><textline/></stringresponse>",
      "QUESTION_REGEXP",
    ],
    ["an expression", "<p>Do it.</p><numericalresponse answer='sin(2)'/>", "QUESTION_COMPUTED"],
    [
      "no right choice",
      "<p>Do it.</p><choiceresponse><checkboxgroup><choice correct='false'>a</choice><choice correct='false'>b</choice></checkboxgroup></choiceresponse>",
      "QUESTION_INVALID",
    ],
  ])("that cannot be asked here, %s, leave their text to read", async (_what, olx, reason) => {
    const imported = await problem(olx);
    expect(questionsOf(imported)).toEqual([]);
    expect(textsOf(imported)).toEqual(["Do it.", "Filler."]);
    const line = lineOf(imported, "problem");
    expect(line).toMatchObject({
      outcome: "LEFT_OUT",
      reason,
      message: expect.stringContaining("Its text was kept to read."),
    });
    expect(line?.lessonId).toBe(imported.content.modules[0]?.lessons[0]?.id);
  });

  it("whose numbers a program makes are left out whole, and no program is kept", async () => {
    const imported = await problem(
      "<script type='loncapa/python'>x = random()</script><p>What is $x?</p><numericalresponse answer='$x'/>",
    );
    expect(textsOf(imported)).toEqual(["Filler."]);
    expect(lineOf(imported, "problem")).toMatchObject({ outcome: "LEFT_OUT", reason: "QUESTION_COMPUTED" });
    expect(JSON.stringify(imported.content)).not.toContain("random");
  });

  it("that are written in Markdown alone are read as Studio reads them", async () => {
    const markdown = `Intro text.
>>Which one?||Think.<<
( ) Wrong {{No.}}
(x) Right
[explanation]
Because.
[explanation]
||A hint||
---
>>Which ones?<<
[x] One
[ ] Two
---
>>How much?<<
= 5 +- 0.1
---
>>What word?<<
= dog
or= hound
---
>>Pick<<
[[A, (B), C]]`;
    const escaped = markdown
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll("\n", "&#10;")
      .replaceAll('"', "&quot;");
    const imported = await problem("", `markdown="${escaped}"`);
    expect(questionsOf(imported)).toMatchObject([
      {
        kind: "SINGLE",
        prompt: "Which one?\n\n_Think._",
        hints: ["A hint"],
        key: { choiceIds: ["b"], explanation: expect.stringContaining("Because.") },
      },
      { kind: "MULTIPLE", key: { choiceIds: ["a"] } },
      { kind: "NUMERIC", key: { number: 5, tolerance: 0.1 } },
      { kind: "TEXT", key: { texts: ["dog", "hound"] } },
      { kind: "SINGLE", key: { choiceIds: ["b"] } },
    ]);
    expect(textsOf(imported)[0]).toBe("Intro text.");
  });
});
