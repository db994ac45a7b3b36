import { describe, expect, it } from "vitest";
import { parseXml } from "../xml.ts";
import { readItem12 } from "./item.ts";

const scope = { asset: () => undefined, titleOf: () => undefined };
const material = (text: string) => `<material><mattext texttype="text/html"><![CDATA[${text}]]></mattext></material>`;
const label = (ident: string, text = ident) => `<response_label ident="${ident}">${material(text)}</response_label>`;
const lid = (ident: string, about: string, ...labels: string[]) =>
  `<response_lid ident="${ident}">${about && material(about)}<render_choice>${labels.join("")}</render_choice></response_lid>`;
const adds = (ident: string, value: string) =>
  `<respcondition><conditionvar><varequal respident="${ident}">${value}</varequal></conditionvar><setvar varname="SCORE" action="Add">50</setvar></respcondition>`;
const read = (type: string, asked: string, inside: string, conditions: string, shuffle?: boolean) =>
  readItem12(
    parseXml(
      `<item ident="i" title="T"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>${type}</fieldentry></qtimetadatafield>
       <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>4.0</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
       <presentation>${material(asked)}${inside}</presentation><resprocessing>${conditions}</resprocessing></item>`,
      "quiz.xml",
    ),
    scope,
    shuffle,
  );

describe("an item of QTI 1.2 that Canvas wrote", () => {
  it("asks to match", async () => {
    const targets = [label("1", "Paris"), label("2", "Ro*me"), label("3", "Oslo")];
    const { asked } = await read(
      "matching_question",
      "Match",
      lid("response_a", "France", ...targets) + lid("response_b", "Italy", ...targets),
      adds("response_a", "1") + adds("response_b", "2"),
    );
    expect(asked).toMatchObject([
      {
        question: {
          kind: "MATCHING",
          points: 4,
          partialCredit: true,
          choices: [
            { id: "a", text: "France" },
            { id: "b", text: "Italy" },
          ],
          targets: [{ text: "Paris" }, { text: "Ro\\*me" }, { text: "Oslo" }],
          key: {
            pairs: [
              { choiceId: "a", targetId: "t1" },
              { choiceId: "b", targetId: "t2" },
            ],
          },
        },
      },
    ]);
  });

  it("asks for gaps that are typed into, and for gaps that are chosen for", async () => {
    const typed = await read(
      "fill_in_multiple_blanks_question",
      "The [r*] is a <b>[x]</b>.",
      lid("response_1", "r*", label("1", "Seine"), label("2", "Rhine")) + lid("response_2", "x", label("3", "river")),
      adds("response_1", "1") + adds("response_1", "2") + adds("response_2", "3"),
    );
    expect(typed.asked).toMatchObject([
      {
        question: {
          kind: "CLOZE",
          prompt: "The [[g1]] is a **[[g2]]**.",
          gaps: [{ choices: [] }, { choices: [] }],
          key: { gaps: [{ texts: ["Seine", "Rhine"] }, { texts: ["river"] }] },
        },
      },
    ]);
    const chosen = await read(
      "multiple_dropdowns_question",
      "It is [x].",
      lid("response_2", "x", label("3", "1 &lt; 2"), label("4", "a *lake*")),
      adds("response_2", "4"),
    );
    expect(chosen.asked).toMatchObject([
      {
        question: {
          kind: "CLOZE",
          prompt: "It is [[g1]].",
          gaps: [
            {
              id: "g1",
              choices: [
                { id: "a", text: "1 < 2" },
                { id: "b", text: "a *lake*" },
              ],
            },
          ],
          key: { gaps: [{ gapId: "g1", choiceId: "b", texts: [] }] },
        },
      },
    ]);
  });

  it("shuffles its choices where it or its quiz says so, but those that keep their places", async () => {
    const ask = async (labels: string[], attributes: string, shuffle?: boolean) => {
      const inside = `<response_lid ident="R" rcardinality="Single"><render_choice ${attributes}>${labels.join("")}</render_choice></response_lid>`;
      const { asked, changes } = await read("multiple_choice_question", "?", inside, adds("R", "true"), shuffle);
      const [one] = asked;
      if (one?.kind !== "question") throw new Error("no question was asked");
      return { question: one.question, reasons: changes.map(({ reason }) => reason) };
    };
    const none = label("none").replace("<response_label", '<response_label rshuffle="No"');
    const own = await ask([label("true", "Yes it does"), none], 'shuffle="Yes"');
    expect(own.question).toMatchObject({ kind: "SINGLE", shuffle: true });
    expect(own.question.choices.map(({ fixed }) => fixed)).toEqual([undefined, true]);
    expect((await ask([label("true", "Yes it does"), none], 'shuffle="No"', true)).question.shuffle).toBe(true);
    expect((await ask([label("true", "Yes it does"), none], "")).question).not.toHaveProperty("shuffle");
    const truth = [label("true", "True"), label("false", "False")];
    expect(await ask(truth, 'shuffle="Yes"')).toMatchObject({
      question: { kind: "TRUE_FALSE" },
      reasons: ["SHUFFLE_DROPPED"],
    });
    expect((await ask(truth, "", true)).reasons).toEqual([]);
  });

  it("becomes an assignment where a file is handed in", async () => {
    const { asked, changes } = await read("file_upload_question", "Send it.", "", "");
    expect(asked).toMatchObject([
      { kind: "assignment", assignment: { instructions: "Send it.", points: 4, textAnswer: false, maxFiles: 5 } },
    ]);
    expect(changes).toMatchObject([{ reason: "UPLOAD_ASSIGNED" }]);
  });

  it("is left out where several answers are of another kind, where a gap is missing, or nothing is right", async () => {
    const two = lid("r1", "x", label("1")) + lid("r2", "y", label("2"));
    const reason = async (...parts: Parameters<typeof read>) => (await read(...parts)).refused[0]?.reason;
    expect(await reason("calculated_question", "?", two, adds("r1", "1"))).toBe("QUESTION_KIND_UNSUPPORTED");
    const blanks = "fill_in_multiple_blanks_question";
    expect(await reason(blanks, "Only [x].", two, adds("r1", "1") + adds("r2", "2"))).toBe("QUESTION_INVALID");
    expect(await reason(blanks, "[x] and [y]", two, adds("r1", "1"))).toBe("QUESTION_INVALID");
    expect(await reason("matching_question", "Match", two, "")).toBe("QUESTION_INVALID");
  });
});
