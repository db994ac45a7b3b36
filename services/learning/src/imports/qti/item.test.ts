import { describe, expect, it } from "vitest";
import { parseXml } from "../xml.ts";
import { readItem } from "./item.ts";
import { asQti3 } from "./names.ts";
import type { ItemScope } from "./scope.ts";

const scope: ItemScope = {
  html: {
    asset: (name) => name,
    titleOf: () => undefined,
    address: (href) => (href === "" ? { kind: "none" } : { kind: "file", name: href }),
  },
  language: "EN",
  image: async () => ({ source: "asset:map.png", alt: "A map", width: 200, height: 100 }),
};

const template = (name: string) =>
  `<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${name}.xml"/>`;
const matched = template("match_correct");
const mapped = template("map_response");

const read = (inside: string, attributes = "", weight = 1) => {
  const item = `<qti-assessment-item identifier="i" title="The title" ${attributes}>${inside}</qti-assessment-item>`;
  return readItem(asQti3(parseXml(item, "item.xml")), scope, weight);
};
const declare = (cardinality: string, base: string, right: string[], more = "", id = "RESPONSE") =>
  `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${base}">${
    right.length > 0
      ? `<qti-correct-response>${right.map((value) => `<qti-value>${value}</qti-value>`).join("")}</qti-correct-response>`
      : ""
  }${more}</qti-response-declaration>`;
const map = (values: Record<string, number>, attributes = "") =>
  `<qti-mapping default-value="0" ${attributes}>${Object.entries(values)
    .map(([key, value]) => `<qti-map-entry map-key="${key}" mapped-value="${value}"/>`)
    .join("")}</qti-mapping>`;
const choices = (...names: string[]) =>
  names.map((name) => `<qti-simple-choice identifier="${name}">${name}!</qti-simple-choice>`).join("");
const body = (inside: string) => `<qti-item-body>${inside}</qti-item-body>`;
const reasons = (list: { reason: string }[]) => list.map(({ reason }) => reason);
const only = async (item: ReturnType<typeof read>) => {
  const { asked, changes, refused } = await item;
  expect(refused).toEqual([]);
  expect(asked).toHaveLength(1);
  const [one] = asked;
  if (one?.kind !== "question") throw new Error("no question was asked");
  return { question: one.question, changes: reasons(changes) };
};

describe("an item of QTI", () => {
  it("asks for one choice, with feedback as the explanation and hints apart", async () => {
    const { question, changes } = await only(
      read(
        declare("single", "identifier", ["B"]) +
          body(
            `<p>Look at <em>it</em>: <img src="i/a.png" alt="pic"/></p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Which?</qti-prompt>
             <qti-simple-choice identifier="A">One<qti-feedback-inline outcome-identifier="F" identifier="A">No.</qti-feedback-inline></qti-simple-choice>
             <qti-simple-choice identifier="B">Two</qti-simple-choice></qti-choice-interaction>`,
          ) +
          matched +
          `<qti-modal-feedback outcome-identifier="F" identifier="B"><qti-content-body><p>Yes.</p></qti-content-body></qti-modal-feedback>
           <qti-modal-feedback outcome-identifier="HINT" identifier="H"><p>Count.</p></qti-modal-feedback>`,
      ),
    );
    expect(question).toEqual({
      kind: "SINGLE",
      prompt: "Look at _it_: ![pic](asset:i/a.png)\n\nWhich?",
      choices: [
        { id: "a", text: "One" },
        { id: "b", text: "Two" },
      ],
      targets: [],
      points: 1,
      partialCredit: false,
      hints: ["Count."],
      key: {
        choiceIds: ["b"],
        number: 0,
        tolerance: 0,
        texts: [],
        pairs: [],
        explanation: "- Two: Yes.\n- One: No.",
      },
    });
    expect(changes).toEqual(["FEEDBACK_MOVED"]);
  });

  it("asks for several choices, in parts where it maps them, for the points of the mapping", async () => {
    const item = (processing: string, more: string) =>
      only(
        read(
          declare("multiple", "identifier", ["A", "C"], more) +
            body(
              `<qti-choice-interaction response-identifier="RESPONSE" max-choices="0">${choices("A", "B", "C")}</qti-choice-interaction>`,
            ) +
            processing,
        ),
      );
    const parts = await item(mapped, map({ A: 1, C: 1, B: -1 }, 'upper-bound="2"'));
    expect(parts.question).toMatchObject({
      kind: "MULTIPLE",
      prompt: "The title",
      points: 2,
      partialCredit: true,
      key: { choiceIds: ["a", "c"] },
    });
    expect(parts.changes).toEqual([]);
    const uneven = await item(mapped, map({ A: 2, C: 1 }));
    expect(uneven.question.points).toBe(3);
    expect(uneven.changes).toEqual(["WEIGHTS_EVENED"]);
    expect((await item(matched, "")).question).toMatchObject({ points: 1, partialCredit: false });
  });

  it("takes its points from MAXSCORE, and a test's weight times that", async () => {
    const item = (max: string, weight: number) =>
      only(
        read(
          declare("single", "identifier", ["A"]) +
            `<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>${max}</qti-value></qti-default-value></qti-outcome-declaration>` +
            body(
              `<qti-choice-interaction response-identifier="RESPONSE">${choices("A", "B")}</qti-choice-interaction>`,
            ) +
            matched,
          "",
          weight,
        ),
      );
    expect((await item("4", 1)).question.points).toBe(4);
    expect((await item("4", 2.5)).question.points).toBe(10);
    const nothing = await item("0", 1);
    expect([nothing.question.points, nothing.changes]).toEqual([1, ["WEIGHT_CHANGED"]]);
    expect((await item("1e9", 1)).question.points).toBe(1);
  });

  it("asks for a number, with the tolerance of its processing, or for a text", async () => {
    const entry = body('<p>2 + 2 = <qti-text-entry-interaction response-identifier="RESPONSE"/>.</p>');
    const equal = (attributes: string) =>
      `<qti-response-processing><qti-response-condition><qti-response-if><qti-equal ${attributes}><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>
       <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">3</qti-base-value></qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing>`;
    const number = await only(
      read(declare("single", "float", ["4"]) + entry + equal('tolerance-mode="absolute" tolerance="0.5 1.5"')),
    );
    expect(number.question).toMatchObject({
      kind: "NUMERIC",
      prompt: "2 + 2 = \\_\\_\\_\\_\\_ .",
      points: 3,
      key: { number: 4.5, tolerance: 1 },
    });
    const percent = read(
      declare("single", "float", ["200"]) + entry + equal('tolerance-mode="relative" tolerance="1"'),
    );
    expect((await only(percent)).question.key).toMatchObject({ number: 200, tolerance: 2 });
    const text = await only(
      read(declare("single", "string", ["York"], map({ York: 1, york: 1, Leeds: 0.5 })) + entry + mapped),
    );
    expect(text.question).toMatchObject({ kind: "TEXT", key: { texts: ["York", "york"] }, partialCredit: false });
    expect(text.changes).toEqual(["PARTIAL_CREDIT_DROPPED"]);
    expect((await only(read(declare("single", "string", ["York"]) + entry + matched))).changes).toEqual([
      "CASE_IGNORED",
    ]);
  });

  it("asks for gaps in a text, typed and chosen", async () => {
    const { question, changes } = await only(
      read(
        declare("single", "string", ["now"], map({ now: 1 }), "R1") +
          declare("single", "identifier", ["Y"], map({ Y: 1 }), "R2") +
          body(
            `<p>[[g1]] is the <qti-text-entry-interaction response-identifier="R1"/> of <qti-inline-choice-interaction response-identifier="R2" shuffle="true">
             <qti-inline-choice identifier="L">Leeds <b>*</b></qti-inline-choice><qti-inline-choice identifier="Y">York</qti-inline-choice></qti-inline-choice-interaction>&#xe000;g1\ue001</p>`,
          ) +
          `<qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-sum><qti-map-response identifier="R1"/><qti-map-response identifier="R2"/></qti-sum></qti-set-outcome-value></qti-response-processing>`,
      ),
    );
    expect(question).toMatchObject({
      kind: "CLOZE",
      prompt: "\\[\\[g1]] is the [[g1]] of [[g2]]g1",
      points: 2,
      partialCredit: true,
      gaps: [
        { id: "g1", choices: [] },
        {
          id: "g2",
          choices: [
            { id: "a", text: "Leeds *" },
            { id: "b", text: "York" },
          ],
        },
      ],
      key: {
        gaps: [
          { gapId: "g1", choiceId: "", texts: ["now"] },
          { gapId: "g2", choiceId: "b", texts: [] },
        ],
      },
    });
    expect(changes).toEqual([]);
  });

  it("asks to put in order", async () => {
    const order = (right: string[]) =>
      read(
        declare("ordered", "identifier", right) +
          body(
            `<qti-order-interaction response-identifier="RESPONSE" shuffle="true"><qti-prompt>Sort</qti-prompt>${choices("A", "B", "C")}</qti-order-interaction>`,
          ) +
          matched,
      );
    const { question } = await only(order(["C", "A", "B"]));
    expect(question).toMatchObject({ kind: "ORDERING", prompt: "Sort", key: { choiceIds: ["c", "a", "b"] } });
    expect((await order(["C", "A"])).refused).toMatchObject([{ reason: "ORDER_PARTIAL" }]);
    expect((await order(["C", "A", "Z"])).refused).toMatchObject([{ reason: "QUESTION_INVALID" }]);
  });

  it("asks to match, from the side whose things match one each", async () => {
    const set = (...names: string[]) =>
      `<qti-simple-match-set>${names.map((name) => `<qti-simple-associable-choice identifier="${name}" match-max="1">${name}</qti-simple-associable-choice>`).join("")}</qti-simple-match-set>`;
    const match = (left: string[], right: string[], ...pairs: string[]) =>
      read(
        declare("multiple", "directedPair", pairs) +
          body(
            `<qti-match-interaction response-identifier="RESPONSE" max-associations="4">${set(...left)}${set(...right)}</qti-match-interaction>`,
          ) +
          matched,
      );
    const straight = await only(match(["A", "B"], ["X", "Y"], "A Y", "B Y"));
    expect(straight.question).toMatchObject({
      kind: "MATCHING",
      choices: [
        { id: "a", text: "A" },
        { id: "b", text: "B" },
      ],
      targets: [
        { id: "t1", text: "X" },
        { id: "t2", text: "Y" },
      ],
      key: {
        pairs: [
          { choiceId: "a", targetId: "t2" },
          { choiceId: "b", targetId: "t2" },
        ],
      },
    });
    const swapped = await only(match(["A", "B"], ["X", "Y"], "A X", "A Y"));
    expect(swapped.changes).toEqual(["SIDES_SWAPPED"]);
    expect(swapped.question).toMatchObject({
      choices: [
        { id: "a", text: "X" },
        { id: "b", text: "Y" },
      ],
      key: {
        pairs: [
          { choiceId: "a", targetId: "t1" },
          { choiceId: "b", targetId: "t1" },
        ],
      },
    });
    expect((await match(["A", "B"], ["X", "Y"], "A X", "A Y", "B X")).refused).toMatchObject([
      { reason: "MATCH_MANY" },
    ]);
  });

  it("asks for places on an image, in fractions of its size", async () => {
    const spots = [
      ["A", "rect", "20,10,60,30"],
      ["B", "circle", "100,50,10"],
      ["C", "poly", "0,0,200,0,200,100,0,0"],
      ["D", "ellipse", "150,50,20,10"],
    ];
    const { question, changes } = await only(
      read(
        declare("multiple", "identifier", ["A", "B"], map({ A: 1, B: 1 })) +
          body(
            `<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="3"><qti-prompt>Where?</qti-prompt><object data="map.png" type="image/png" width="200" height="100"/>${spots
              .map(
                ([id, shape, coords]) => `<qti-hotspot-choice identifier="${id}" shape="${shape}" coords="${coords}"/>`,
              )
              .join("")}</qti-hotspot-interaction>`,
          ) +
          mapped,
      ),
    );
    expect(question).toMatchObject({
      kind: "HOTSPOT",
      prompt: "Where?",
      image: "asset:map.png",
      imageAlt: "A map",
      maxChoices: 3,
      partialCredit: true,
      key: { choiceIds: ["a", "b"] },
    });
    expect(question.choices.map(({ area }) => area)).toEqual([
      { shape: "rectangle", x: 0.1, y: 0.1, width: expect.closeTo(0.2), height: expect.closeTo(0.2) },
      { shape: "ellipse", x: 0.5, y: 0.5, radiusX: 0.05, radiusY: 0.1 },
      {
        shape: "polygon",
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
          { x: 1, y: 1 },
        ],
      },
      { shape: "ellipse", x: 0.75, y: 0.5, radiusX: 0.1, radiusY: 0.1 },
    ]);
    expect(changes).toEqual(["PLACES_NUMBERED"]);
  });

  it("asks for a point only where there are wrong areas beside the right ones", async () => {
    const point = (...values: number[]) =>
      read(
        declare(
          "single",
          "point",
          ["10 10"],
          `<qti-area-mapping default-value="0">${values.map((value, at) => `<qti-area-map-entry shape="circle" coords="${20 + at * 50},50,10" mapped-value="${value}"/>`).join("")}</qti-area-mapping>`,
        ) +
          body(
            '<qti-select-point-interaction response-identifier="RESPONSE" max-choices="1"><img src="map.png"/></qti-select-point-interaction>',
          ) +
          template("map_response_point"),
      );
    const { question, changes } = await only(point(0, 1));
    expect(question).toMatchObject({ kind: "HOTSPOT", maxChoices: 1, key: { choiceIds: ["b"] } });
    expect(changes).toEqual(["POINT_BECAME_PLACE", "PLACES_NUMBERED"]);
    expect((await point(1)).refused).toMatchObject([{ reason: "POINT_UNSUPPORTED" }]);
  });

  it("becomes an assignment where a free text is wanted", async () => {
    const { asked, changes } = await read(
      declare("single", "string", []) +
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="6"/>' +
        body(
          '<qti-rubric-block view="scorer"><p>Six points.</p></qti-rubric-block><p>Write.</p><qti-extended-text-interaction response-identifier="RESPONSE"/>',
        ),
    );
    expect(asked).toMatchObject([
      {
        kind: "assignment",
        assignment: { title: "The title", instructions: "Write.", points: 6, textAnswer: true, maxFiles: 0 },
      },
    ]);
    expect(reasons(changes)).toEqual(["ESSAY_ASSIGNED", "RUBRIC_DROPPED"]);
  });

  it("is asked by what it declares where a program of its author's grades it, and says so", async () => {
    const program = (value: string, points: number) =>
      `<qti-response-condition><qti-response-if><qti-match><qti-variable identifier="RESPONSE"/><qti-base-value base-type="identifier">${value}</qti-base-value></qti-match>
       <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">${points}</qti-base-value></qti-set-outcome-value>
       <qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">${value}</qti-base-value></qti-set-outcome-value></qti-response-if></qti-response-condition>`;
    const item = (right: string[], rules: string) =>
      read(
        declare("single", "identifier", right) +
          body(`<qti-choice-interaction response-identifier="RESPONSE">${choices("A", "B")}</qti-choice-interaction>`) +
          `<qti-response-processing>${rules}</qti-response-processing>`,
      );
    const replaced = await only(item(["A"], program("B", 1)));
    expect(replaced).toMatchObject({ changes: ["PROCESSING_REPLACED"], question: { key: { choiceIds: ["a"] } } });
    expect((await item([], program("A", 1))).refused).toMatchObject([{ reason: "KEY_MISSING" }]);
    // Rules that give points to the declared answer alone, and say something about the other, are the standard ones.
    const same = await only(item(["A"], program("A", 3) + program("B", 0)));
    expect(same).toMatchObject({ changes: [], question: { points: 3 } });
  });

  it("that says what is right, but not how to answer, is left out", async () => {
    const { refused } = await read(declare("single", "string", ["x"]) + body("<p>Say <textentry/></p>") + matched);
    expect(refused).toMatchObject([{ reason: "INTERACTION_UNKNOWN" }]);
  });

  it("with several interactions becomes several questions that share its points", async () => {
    const { asked, changes } = await read(
      declare("single", "identifier", ["A"], "", "R1") +
        declare("single", "integer", ["7"], "", "R2") +
        '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>4</qti-value></qti-default-value></qti-outcome-declaration>' +
        body(
          `<p>First.</p><qti-choice-interaction response-identifier="R1">${choices("A", "B")}</qti-choice-interaction><div><p>How many? <qti-text-entry-interaction response-identifier="R2"/></p></div><p>The end.</p>`,
        ) +
        matched,
    );
    expect(asked).toMatchObject([
      { question: { kind: "SINGLE", prompt: "First.", points: 2 } },
      { question: { kind: "NUMERIC", prompt: "How many? \\_\\_\\_\\_\\_\n\nThe end.", points: 2 } },
    ]);
    expect(reasons(changes)).toContain("PROBLEM_SPLIT");
  });

  it.each([
    "associate",
    "gap-match",
    "graphic-associate",
    "graphic-gap-match",
    "graphic-order",
    "position-object",
    "hottext",
    "slider",
    "upload",
    "drawing",
    "media",
    "custom",
    "portable-custom",
  ])("with a %s interaction is left out with a reason of its own", async (name) => {
    const { asked, refused, kind } = await read(
      body(`<p>Do it.</p><qti-${name}-interaction response-identifier="RESPONSE"/>`) + matched,
    );
    expect(asked).toEqual([]);
    expect(kind).toBe(name);
    expect(refused).toMatchObject([{ reason: `INTERACTION_${name.replaceAll("-", "_").toUpperCase()}` }]);
  });

  it("shows a recording that stands beside what it asks", async () => {
    const { question, changes } = await only(
      read(
        declare("single", "identifier", ["A"]) +
          body(
            `<p>Watch.</p><qti-media-interaction response-identifier="V"><video><source src="v/a.webm" type="video/webm"/></video></qti-media-interaction>
             <qti-choice-interaction response-identifier="RESPONSE">${choices("A", "B")}</qti-choice-interaction>`,
          ) +
          matched,
      ),
    );
    expect(question.prompt).toBe("Watch.\n\n[v/a.webm](asset:v/a.webm)");
    expect(changes).toEqual(["MEDIA_SHOWN"]);
  });

  it("whose words a program makes is left out", async () => {
    const { asked, refused } = await read(
      declare("single", "integer", ["7"]) +
        body(
          '<p><qti-printed-variable identifier="X"/><qti-text-entry-interaction response-identifier="RESPONSE"/></p>',
        ) +
        matched,
    );
    expect(asked).toEqual([]);
    expect(refused).toMatchObject([{ reason: "QUESTION_COMPUTED" }]);
  });

  it("says what stands beside it and was dropped", async () => {
    const { text, changes } = await read(
      '<qti-stylesheet href="a.css" type="text/css"/>' +
        body('<p onclick="x()">Read<script>alert(1)</script><math><mo></mo></math>.</p>') +
        "<qti-companion-materials-info/><qti-catalog-info/><constructor/>",
      'adaptive="true"',
    );
    expect(text).toBe("Read.");
    expect(new Set(reasons(changes))).toEqual(
      new Set([
        "STYLE_DROPPED",
        "COMPANION_DROPPED",
        "CATALOG_DROPPED",
        "ADAPTIVE_DROPPED",
        "SCRIPT_DROPPED",
        "FORMULA_DROPPED",
      ]),
    );
  });

  it("shuffles its choices where it says so, but those that keep their places", async () => {
    const options = (name: string) =>
      `<${name} identifier="A">A</${name}><${name} identifier="none" fixed="true">none</${name}>`;
    const choice = (attributes: string) =>
      only(
        read(
          declare("single", "identifier", ["A"]) +
            body(
              `<qti-choice-interaction response-identifier="RESPONSE" ${attributes}>${options("qti-simple-choice")}</qti-choice-interaction>`,
            ) +
            matched,
        ),
      );
    const shuffled = await choice('shuffle="true"');
    expect(shuffled.changes).toEqual([]);
    expect(shuffled.question).toMatchObject({ kind: "SINGLE", shuffle: true });
    expect(shuffled.question.choices).toEqual([
      { id: "a", text: "A" },
      { id: "b", text: "none", fixed: true },
    ]);
    for (const plain of ["", 'shuffle="false"']) expect((await choice(plain)).question).not.toHaveProperty("shuffle");

    const gap = await only(
      read(
        declare("single", "identifier", ["A"]) +
          body(
            `<p>It is <qti-inline-choice-interaction response-identifier="RESPONSE" shuffle="true">${options("qti-inline-choice")}</qti-inline-choice-interaction>.</p>`,
          ) +
          matched,
      ),
    );
    expect(gap.question.gaps?.[0]?.choices.map(({ fixed }) => fixed)).toEqual([undefined, true]);

    const order = await only(
      read(
        declare("ordered", "identifier", ["A", "none"]) +
          body(
            `<qti-order-interaction response-identifier="RESPONSE" shuffle="true">${options("qti-simple-choice")}</qti-order-interaction>`,
          ) +
          matched,
      ),
    );
    expect(order.changes).toEqual(["FIXED_DROPPED"]);
    expect(order.question.choices.some(({ fixed }) => fixed)).toBe(false);
  });

  it("of QTI 2 is read by the same rules", async () => {
    const item = parseXml(
      `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="Old" adaptive="false" timeDependent="false">
        <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair"><correctResponse><value>A X</value></correctResponse>
        <mapping defaultValue="0"><mapEntry mapKey="A X" mappedValue="2"/></mapping></responseDeclaration>
        <itemBody><div><p>Old words</p></div><matchInteraction responseIdentifier="RESPONSE" shuffle="false" maxAssociations="1"><prompt>Match</prompt>
        <simpleMatchSet><simpleAssociableChoice identifier="A" matchMax="1">a</simpleAssociableChoice></simpleMatchSet>
        <simpleMatchSet><simpleAssociableChoice identifier="X" matchMax="1">x</simpleAssociableChoice></simpleMatchSet></matchInteraction></itemBody>
        <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/></assessmentItem>`,
      "old.xml",
    );
    const { asked, refused } = await readItem(asQti3(item), scope);
    expect(refused).toEqual([]);
    expect(asked).toMatchObject([
      { question: { kind: "MATCHING", prompt: "Old words\n\nMatch", points: 2, partialCredit: true } },
    ]);
  });

  it.each([
    ["fifty-one choices", choices(...Array.from({ length: 51 }, (_, at) => `C${at}`))],
    [
      "a choice that is too long",
      `${choices("A")}<qti-simple-choice identifier="B">${"x".repeat(10_001)}</qti-simple-choice>`,
    ],
    ["one choice", choices("A")],
  ])("with %s is left out", async (_what, inside) => {
    const { asked, refused } = await read(
      declare("single", "identifier", ["A"]) +
        body(`<qti-choice-interaction response-identifier="RESPONSE">${inside}</qti-choice-interaction>`) +
        matched,
    );
    expect(asked).toEqual([]);
    expect(refused).toMatchObject([{ reason: "QUESTION_INVALID" }]);
  });
});
