import { describe, expect, it } from "vitest";
import { assignmentViolations } from "../src/assignments/rules.ts";
import type { Assignment } from "../src/content.ts";
import type { Imported } from "../src/imports/imported.ts";
import { blocksOf, filler, lineOf, olxCourses, questionsOf, textsOf } from "./olx-courses.ts";

const { unit } = olxCourses();

const worksOf = (imported: Imported): Assignment[] =>
  blocksOf(imported).flatMap((block) => (block.kind === "assignment" ? [block.assignment] : []));

describe("an open response", () => {
  const criterion = (title: string, ...points: number[]) =>
    `<criterion><name>n</name><label>${title}</label><prompt>Is it?</prompt>${points
      .map(
        (each) => `<option points="${each}"><name>o</name><label>L${each}</label><explanation>E</explanation></option>`,
      )
      .join("")}</criterion>`;
  const response = (attributes: string, inside: string) =>
    unit(`<openassessment ${attributes}><title>Essay</title>${inside}</openassessment>`);
  const prompts = (...texts: string[]) =>
    `<prompts>${texts.map((text) => `<prompt><description>${text}</description></prompt>`).join("")}</prompts>`;

  it("is work with its prompts, its rubric and reviews by peers", async () => {
    const imported = await response(
      'prompts_type="html" text_response="required" submission_due="2031-05-01T12:00:00+03:00"',
      `<assessments><assessment name="peer-assessment" must_grade="3" must_be_graded_by="3"/><assessment name="staff-assessment" required="False"/></assessments>
       ${prompts("&lt;p&gt;Write &lt;b&gt;much&lt;/b&gt;.&lt;/p&gt;", "&lt;p&gt;And well.&lt;/p&gt;")}
       <rubric>${criterion("Ideas", 0, 3, 5)}${criterion("Style", 0, 1)}</rubric>`,
    );
    const [work] = worksOf(imported);
    expect(work).toMatchObject({
      title: "Essay",
      instructions: "Write **much**.\n\nAnd well.",
      points: 6,
      dueTime: "2031-05-01T09:00:00.000Z",
      textAnswer: true,
      maxFiles: 0,
      peerReviews: 3,
      rubric: [
        {
          title: "Ideas",
          description: "Is it?",
          levels: [
            { title: "L0", description: "E", points: 0 },
            { title: "L3", points: 3 },
            { title: "L5", points: 5 },
          ],
        },
        { title: "Style" },
      ],
    });
    expect(assignmentViolations(work as Assignment, "a")).toEqual({});
    expect(lineOf(imported, "openassessment")).toMatchObject({ outcome: "TAKEN", reason: "" });
  });

  it("says what may be handed in, and takes a text as it is written", async () => {
    const imported = await response(
      'prompts_type="text" text_response="" file_upload_response="required" file_upload_type="custom" white_listed_file_types="PDF, .docx,tar.gz" allow_multiple_files="False"',
      prompts("Send a *file*."),
    );
    expect(worksOf(imported)).toMatchObject([
      { instructions: "Send a \\*file\\*.", textAnswer: false, maxFiles: 1, fileTypes: ["pdf", "docx"], points: 1 },
    ]);
    const old = await unit(
      '<openassessment allow_file_upload="True"><title>Old</title><rubric><prompt>Draw it.</prompt></rubric></openassessment>',
    );
    expect(worksOf(old)).toMatchObject([{ instructions: "Draw it.", textAnswer: true, maxFiles: 20 }]);
  });

  it("tells what cannot be kept of it", async () => {
    const imported = await response(
      'teams_enabled="True" leaderboard_show="3" submission_start="2030-01-01T00:00:00Z" submission_due="2029-01-01T00:00:00+00:00"',
      `<assessments><assessment name="student-training"/><assessment name="peer-assessment" must_grade="20" must_be_graded_by="5"/><assessment name="self-assessment"/></assessments>
       <rubric>${criterion("Words alone")}${criterion("Free", 1, 0)}${criterion("Nothing", 0, 0)}<feedbackprompt>Say.</feedbackprompt></rubric>`,
    );
    expect(worksOf(imported)).toMatchObject([
      { instructions: "The lesson says what to hand in.", dueTime: null, peerReviews: 10, rubric: [{ title: "Free" }] },
    ]);
    const { outcome, message } = lineOf(imported, "openassessment") ?? {};
    expect(outcome).toBe("CHANGED");
    for (const told of [
      "It does not say itself what to hand in.",
      'The criterion "Words alone" gives no marks',
      'The criterion "Nothing" gives no marks',
      "What graders were asked to say in words was dropped",
      "Learners do not practise on examples",
      "as often as its learner reviews others: 10.",
      "Learners do not grade their own work here",
      "Its start date was dropped",
      "Teams were to hand in one work",
      "The best works were to be shown to all",
    ]) {
      expect(message).toContain(told);
    }
  });

  it("has no peers where nothing says how they mark", async () => {
    const imported = await response(
      "",
      `<assessments><assessment name="peer-assessment" must_grade="2"/></assessments>${prompts("Do it.")}`,
    );
    expect(worksOf(imported)).toMatchObject([{ peerReviews: 0, rubric: [] }]);
    expect(lineOf(imported, "openassessment")).toMatchObject({ reason: "ASSESSMENT_STEP_DROPPED" });
  });
});

describe("work that staff grade", () => {
  it("is a file to hand in, due and counted as its subsection says", async () => {
    const imported = await unit(
      '<edx_sga display_name="Lab report" weight="4.0"/>',
      {
        "policies/run/grading_policy.json": JSON.stringify({ GRADER: [{ type: "Lab", weight: 1 }], GRADE_CUTOFFS: {} }),
      },
      'graded="true" format="Lab" due="2031-05-01T00:00:00Z"',
    );
    expect(worksOf(imported)).toMatchObject([
      { title: "Lab report", points: 4, textAnswer: false, maxFiles: 1, dueTime: "2031-05-01T00:00:00.000Z" },
    ]);
    expect(imported.content.modules[0]?.lessons[0]?.grading.category).toBe("Lab");
    expect(imported.content.settings.grading.categories).toMatchObject([{ name: "Lab" }]);
    expect(lineOf(imported, "edx_sga")).toMatchObject({ outcome: "CHANGED", reason: "INSTRUCTIONS_ELSEWHERE" });
  });
});

describe("a library", () => {
  const ask = (n: number, before = "") =>
    `<problem display_name="P${n}">${before}<numericalresponse answer="${n}"><label>Q${n}</label></numericalresponse></problem>`;

  it("becomes a bank from which as many questions are drawn", async () => {
    const imported = await unit(
      `<library_content display_name="Sums" max_count="2">${ask(1)}${ask(2)}<html><p>Read me.</p></html>${ask(3)}</library_content>${filler}`,
    );
    const [bank] = imported.content.banks;
    expect(bank).toMatchObject({ title: "Sums", questions: [{ title: "P1" }, { title: "P2" }, { title: "P3" }] });
    expect(bank?.questions.map(({ question }) => question.prompt)).toEqual(["Q1", "Q2", "Q3"]);
    expect(blocksOf(imported)).toMatchObject([
      { kind: "text", markdown: "Read me." },
      { kind: "draw", bankId: bank?.id, count: 2, points: 0 },
      { kind: "text", markdown: "Filler." },
    ]);
    expect(lineOf(imported, "library_content")).toMatchObject({
      outcome: "CHANGED",
      reason: "LIBRARY_WHOLE",
      message: expect.stringContaining("those that ask nothing are shown to all"),
    });
    expect(imported.report.findIndex(({ kind }) => kind === "library_content")).toBeLessThan(
      imported.report.findIndex(({ kind }) => kind === "problem"),
    );
  });

  it("asks all where it holds no more than it gives, or says so, and one of a randomize", async () => {
    const whole = await unit(`<library_content max_count="-1">${ask(1)}${ask(2)}</library_content>`);
    expect(questionsOf(whole).map(({ prompt }) => prompt)).toEqual(["Q1", "Q2"]);
    expect(whole.content.banks).toEqual([]);
    expect(lineOf(whole, "library_content")).toMatchObject({ outcome: "TAKEN" });
    const few = await unit(`<itembank max_count="1">${ask(1)}<html><p>Text.</p></html></itembank>`);
    expect(questionsOf(few)).toHaveLength(1);
    expect(textsOf(few)).toEqual(["Text."]);
    const one = await unit(`<randomize>${ask(1)}${ask(2)}</randomize>`);
    expect(blocksOf(one)).toMatchObject([{ kind: "draw", count: 1 }]);
  });

  it("keeps what is to be read before a question with it", async () => {
    const story =
      '<problem><p>A story.</p><numericalresponse answer="1"><label>How many?</label></numericalresponse>' +
      '<p>Another.</p><numericalresponse answer="2"><label>And now?</label></numericalresponse><p>The end.</p></problem>';
    const imported = await unit(`<library_content max_count="1">${story}${ask(2)}</library_content>`);
    const [bank] = imported.content.banks;
    expect(bank?.questions.map(({ question }) => question.prompt)).toEqual([
      "A story.\n\nHow many?",
      "Another.\n\nAnd now?\n\nThe end.",
      "Q2",
    ]);
  });
});

describe("a drag and drop", () => {
  const dragging = (data: object, files: Record<string, string> = {}) =>
    unit(
      `<drag-and-drop-v2 weight="3" data="${JSON.stringify(data).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"/>${filler}`,
      files,
    );
  const zones = [
    { uid: "z1", title: "Top" },
    { uid: "z2", title: "Bottom" },
  ];

  it("is pieces that are matched with places by name, below its image", async () => {
    const imported = await dragging(
      {
        question_text: "Put them <b>right</b>.",
        targetImg: "/static/Map of all.png",
        targetImgDescription: 'A "map"',
        feedback: { start: "Drag.", finish: "Well done." },
        zones,
        items: [
          { displayName: "Sky", zones: ["z1"] },
          { displayName: "Sea & <i>sand</i>", zone: "z2" },
          { displayName: "", imageURL: "/static/fish.png", imageDescription: "Fish", zones: ["z2", "z1"] },
          { displayName: "Decoy", zones: [] },
          { displayName: "Decoy of old", zone: "none" },
        ],
      },
      { "static/Map of all.png": "png", "static/fish.png": "png" },
    );
    expect(questionsOf(imported)).toMatchObject([
      {
        kind: "MATCHING",
        prompt: 'Put them **right**.\n\n![A "map"](asset:Map_of_all.png)',
        points: 3,
        partialCredit: true,
        choices: [{ text: "Sky" }, { text: "Sea & \\<i\\>sand\\</i\\>" }, { text: "![Fish](asset:fish.png)" }],
        targets: [
          { id: "a", text: "Top" },
          { id: "b", text: "Bottom" },
        ],
        key: {
          pairs: [
            { choiceId: "a", targetId: "a" },
            { choiceId: "b", targetId: "b" },
            { choiceId: "c", targetId: "a" },
          ],
        },
      },
    ]);
    const line = lineOf(imported, "drag-and-drop-v2");
    expect(line).toMatchObject({ outcome: "CHANGED", reason: "DRAGGING_MATCHED" });
    expect(line?.message).toContain("Pieces that belong nowhere");
    expect(line?.message).toContain("What was said of pieces and at the end was dropped.");
    expect(line?.message).toContain("A piece that fits several places is wanted at the first.");
  });

  it("is left out where it places nothing, or cannot be read", async () => {
    for (const data of [
      {},
      { zones, items: Array(51).fill({ displayName: "x", zones: ["z1"] }) },
      { zones, items: "x" },
      { zones: 5, items: [null] },
      [1],
    ]) {
      const imported = await dragging(data);
      expect(questionsOf(imported)).toEqual([]);
      expect(lineOf(imported, "drag-and-drop-v2")).toMatchObject({ outcome: "LEFT_OUT", reason: "QUESTION_INVALID" });
    }
    const broken = await unit(`<drag-and-drop-v2 data="{"/>${filler}`);
    expect(lineOf(broken, "drag-and-drop-v2")).toMatchObject({ outcome: "LEFT_OUT" });
  });
});
