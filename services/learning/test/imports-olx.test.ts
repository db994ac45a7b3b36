import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openFolder, withUpload } from "@platform/kit/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Block, Question } from "../src/content.ts";
import type { Imported } from "../src/imports/imported.ts";
import { readSource } from "../src/imports/read.ts";
import { questionViolations } from "../src/question-rules.ts";

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "imports-olx-"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const quiet = { count: () => undefined, step: async () => undefined };
let folders = 0;

async function read(files: Record<string, string>): Promise<Imported> {
  const folder = join(place, String(folders++));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return readSource(await openFolder(folder), "course.tar.gz", quiet);
}

/** A course of one unit that holds what is given, all in one file. */
const unit = (inside: string, files: Record<string, string> = {}, sequential = "") =>
  read({
    "course.xml": `<course url_name="run" display_name="C"><chapter display_name="M"><sequential display_name="S" ${sequential}><vertical display_name="U">${inside}</vertical></sequential></chapter></course>`,
    ...files,
  });

const blocksOf = ({ content }: Imported): Block[] =>
  content.modules.flatMap(({ lessons }) => lessons.flatMap(({ blocks }) => blocks));
const questionsOf = (imported: Imported): Question[] =>
  blocksOf(imported).flatMap((block) => (block.kind === "question" ? [block.question] : []));
const textsOf = (imported: Imported): string[] =>
  blocksOf(imported).flatMap((block) => (block.kind === "text" ? [block.markdown] : []));
const lineOf = ({ report }: Imported, kind: string) => report.find((line) => line.kind === kind);

const filler = "<html><p>Filler.</p></html>";
const problem = (inside: string, attributes = "") => unit(`<problem ${attributes}>${inside}</problem>${filler}`);

describe("a course", () => {
  it("is found wherever it lies, with pointers resolved, policy and grading", async () => {
    const imported = await read({
      "archive/course/course.xml": '<course url_name="2030" org="O" course="C1"/>',
      "archive/course/course/2030.xml":
        '<course display_name="Old name" course_image="cover.png"><chapter url_name="c1"/><chapter url_name="empty"/><wiki slug="w"/></course>',
      "archive/course/chapter/c1.xml":
        '<chapter display_name="Первая глава"><sequential url_name="s1"/><sequential url_name="s2"/></chapter>',
      "archive/course/chapter/empty.xml": '<chapter display_name="Empty"/>',
      "archive/course/sequential/s1.xml":
        '<sequential display_name="Reading"><vertical url_name="v1"/><vertical url_name="gone"/></sequential>',
      "archive/course/sequential/s2.xml":
        '<sequential display_name="Tests" format="Homework" graded="true" due="&quot;2030-05-01T12:00:00+03:00&quot;"><vertical url_name="v2"/></sequential>',
      "archive/course/vertical/v1.xml":
        '<vertical display_name="Unit"><html url_name="h1"/><video url_name="yt" youtube_id_1_0="AOUEsgFrYeg"/></vertical>',
      "archive/course/vertical/v2.xml": '<vertical display_name="Quiz"><problem url_name="p1"/></vertical>',
      "archive/course/html/h1.xml": '<html filename="h1file" display_name="Text"/>',
      "archive/course/html/h1file.html": '<p>Hello <img src="/static/My%20pic.png" alt="pic"></p>',
      "archive/course/problem/p1.xml":
        '<problem max_attempts="3" showanswer="never" weight="2"><p>2+2?</p><numericalresponse answer="4"/></problem>',
      "archive/course/policies/2030/policy.json": JSON.stringify({
        "course/2030": {
          display_name: "Курс",
          language: "ru",
          lti_passports: ["a:key-of-a:secret-of-a"],
          tabs: [{ name: "x" }],
          start: "2030-01-01",
        },
        "sequential/s1": { display_name: "Чтение" },
      }),
      "archive/course/policies/2030/grading_policy.json": JSON.stringify({
        GRADER: [
          { type: "Homework", weight: 0.4, drop_count: 1, min_count: 2 },
          { type: "Exam", weight: 0.6, drop_count: 0 },
        ],
        GRADE_CUTOFFS: { A: 0.9, B: 0.65 },
      }),
      "archive/course/about/overview.html": "<section><h2>О курсе</h2><script>x</script></section>",
      "archive/course/about/short_description.html": "Коротко <b>о</b> курсе",
      "archive/course/static/My pic.png": "png",
      "archive/course/static/cover.png": "png",
      "archive/course/static/unused.png": "png",
    });
    const { content, assets, report } = imported;
    expect(content.settings).toMatchObject({
      title: "Курс",
      language: "RU",
      summary: "Коротко о курсе",
      description: "## О курсе",
      cover: "cover.png",
      grading: {
        passScore: 0.65,
        requireAllBlocks: false,
        categories: [{ name: "Homework", weight: 0.4, dropLowest: 1 }],
      },
    });
    expect(content.modules).toMatchObject([
      {
        title: "Первая глава",
        lessons: [
          { title: "Unit", section: "Чтение", grading: { category: "", maxAttempts: 0 } },
          {
            title: "Quiz",
            section: "Tests",
            grading: {
              category: "Homework",
              maxAttempts: 3,
              showAnswers: "NEVER",
              dueTime: "2030-05-01T09:00:00.000Z",
            },
          },
        ],
      },
    ]);
    expect(blocksOf(imported)).toMatchObject([
      { kind: "text", markdown: "Hello ![pic](asset:My_pic.png)" },
      { kind: "video", source: "youtube:AOUEsgFrYeg" },
      { kind: "question", question: { prompt: "2+2?", points: 2 } },
    ]);
    expect([...assets]).toEqual([
      ["cover.png", "archive/course/static/cover.png"],
      ["My_pic.png", "archive/course/static/My pic.png"],
    ]);
    const said = report.map(({ kind, outcome, reason }) => `${kind} ${outcome} ${reason}`.trim());
    for (const line of [
      "chapter TAKEN",
      "chapter LEFT_OUT MODULE_EMPTY",
      "sequential TAKEN",
      "vertical TAKEN",
      "vertical LEFT_OUT FILE_MISSING",
      "html TAKEN",
      "video TAKEN",
      "problem TAKEN",
      "wiki LEFT_OUT BLOCK_KIND_UNSUPPORTED",
      "grader CHANGED DROP_BY_LESSON",
      "grader LEFT_OUT CATEGORY_EMPTY",
      "grade_cutoffs CHANGED MARKS_DROPPED",
      "policy LEFT_OUT SECRET_LEFT_OUT",
      "about CHANGED SCRIPT_DROPPED",
      "files LEFT_OUT FILES_UNUSED",
    ]) {
      expect(said).toContain(line);
    }
    expect(JSON.stringify([content, report])).not.toMatch(/key-of-a|secret-of-a/);
  });

  it("is refused where it is none, empty, circular, or hostile", async () => {
    await expect(read({ "course.xml": "<library/>" })).rejects.toMatchObject({ reason: "OLX_INVALID" });
    await expect(read({ "course.xml": "<course><chapter>" })).rejects.toMatchObject({ reason: "XML_INVALID" });
    await expect(read({ "course.xml": '<course display_name="x"/>' })).rejects.toMatchObject({
      reason: "COURSE_EMPTY",
    });
    await expect(read({ "course.xml": '<course url_name="gone"/>' })).rejects.toMatchObject({ reason: "FILE_MISSING" });
    await expect(
      read({
        "course.xml":
          '<course display_name="x"><chapter display_name="c"><sequential url_name="s"/></chapter></course>',
        "sequential/s.xml": '<sequential display_name="s"><vertical url_name="v"/></sequential>',
        "vertical/v.xml": '<vertical display_name="v"><vertical url_name="v"/></vertical>',
      }),
    ).rejects.toMatchObject({ reason: "COURSE_EMPTY" });
    const laughs = '<!DOCTYPE problem [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><problem>&b;</problem>';
    await expect(unit('<problem url_name="p"/>', { "problem/p.xml": laughs })).rejects.toMatchObject({
      reason: "XML_HOSTILE",
      message: expect.stringContaining("problem/p.xml, line 1"),
    });
  });

  it("leaves out one block that cannot be read, and says where the mistake is", async () => {
    const imported = await unit(`<problem url_name="p"/><problem url_name="../../etc/passwd"/>${filler}`, {
      "problem/p.xml": "<problem>\n<p>x</problem>",
    });
    expect(textsOf(imported)).toEqual(["Filler."]);
    expect(imported.report.filter(({ kind }) => kind === "problem")).toMatchObject([
      { outcome: "LEFT_OUT", reason: "XML_INVALID", message: expect.stringContaining("problem/p.xml, line 2") },
      { outcome: "LEFT_OUT", reason: "FILE_MISSING" },
    ]);
  });

  it("never shows learners what was for staff alone, and says where groups no longer hold", async () => {
    const imported = await unit(
      '<html visible_to_staff_only="true"><p>Answers</p></html><html group_access="{&quot;1&quot;: [2]}"><p>Group</p></html>',
    );
    expect(textsOf(imported)).toEqual(["Group"]);
    expect(imported.report.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(["STAFF_ONLY", "GROUPS_DROPPED"]),
    );
  });

  it("keeps one line for each block that has no like here", async () => {
    const kinds =
      "lti discussion drag-and-drop-v2 edx_sga openassessment poll survey done staffgradedxblock scorm split_test never_heard_of".split(
        " ",
      );
    const imported = await unit(
      kinds.map((kind) => `<${kind} display_name="x" launch_url="https://secret.example"/>`).join("") + filler,
    );
    const left = imported.report.filter(({ outcome }) => outcome === "LEFT_OUT");
    expect(left.map(({ kind }) => kind)).toEqual(kinds);
    for (const { reason, message } of left) {
      expect(reason).toBe("BLOCK_KIND_UNSUPPORTED");
      expect(message).not.toBe("");
    }
    expect(JSON.stringify(imported.content)).not.toContain("secret.example");
  });

  it("asks all questions of a library, and lists remarks below their text", async () => {
    const ask = (n: number) => `<problem><label>Q${n}</label><numericalresponse answer="${n}"/></problem>`;
    const imported = await unit(
      `<library_content max_count="1">${ask(1)}${ask(2)}</library_content><annotatable><p>A <annotation title="T" body="B &lt; C">word</annotation></p></annotatable>`,
    );
    expect(questionsOf(imported).map(({ prompt }) => prompt)).toEqual(["Q1", "Q2"]);
    expect(textsOf(imported)).toEqual(["A **word**\n\n- **T**: B < C"]);
    expect(lineOf(imported, "library_content")).toMatchObject({ outcome: "CHANGED", reason: "LIBRARY_WHOLE" });
    expect(imported.report.findIndex(({ kind }) => kind === "library_content")).toBeLessThan(
      imported.report.findIndex(({ kind }) => kind === "problem"),
    );
  });
});

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

describe("HTML", () => {
  const html = (inside: string, files: Record<string, string> = {}) =>
    unit('<html filename="h" url_name="h"/>', {
      "html/h.html": inside,
      "html/h.xml": '<html filename="h"/>',
      ...files,
    });

  it.each([
    [
      "formulas",
      "<p>\\(a_1\\) and [mathjaxinline]b[/mathjaxinline] cost $5</p><p>x \\[ c \\] y</p>",
      "$a_1$ and $b$ cost \\$5\n\nx\n\n$$\nc\n$$\n\ny",
    ],
    [
      "tables and lists",
      "<table><tr><th>A</th><th>B</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td><td>z|w</td></tr></table>",
      "| A | B |\n| - | - |\n| • x • y | z\\|w |",
    ],
    ["raised and lowered signs", "<p>x<sup>2</sup> H<sub>2</sub>O e<sup>ax</sup></p>", "x² H₂O e^(ax)"],
    ["code, with what looks like formulas in it", "<pre><code>a \\(b\\)</code></pre>", "```\na \\(b\\)\n```"],
    ["emphasis with spaces inside", "<p>a<strong> b </strong>c</p>", "a **b** c"],
  ])("keeps %s", async (_what, inside, markdown) => {
    expect(textsOf(await html(inside))).toEqual([markdown]);
  });

  it("drops what would run, and says so", async () => {
    const hostile = `<p onclick="steal()">Text <a href="javascript:steal()">a</a> <img src="x" onerror="steal()" alt="i">
      <a href=" JaVaScRiPt:steal()">b</a> <img src="data:text/html,steal()"> <math><mtext onclick="steal()"></mtext></math></p>
      <script>steal()</script><style>@import url(steal)</style><form action="steal"><input value="steal"></form>
      <iframe src="/static/steal.html"></iframe><svg onload="steal()"><script>steal()</script></svg><object data="steal.swf"></object>
      <p>&lt;script&gt;plain words&lt;/script&gt;</p>`;
    const imported = await html(hostile, { "static/steal.html": "<script>steal()</script>" });
    const [text] = textsOf(imported);
    expect(text).not.toContain("steal");
    expect(text).toContain("\\<script>plain words\\</script>");
    expect(imported.assets.size).toBe(0);
    const line = lineOf(imported, "html");
    expect(line).toMatchObject({ outcome: "CHANGED" });
    for (const word of ["script", "Styles", "Form", "embedded page", "drawing", "formula"])
      expect(line?.message).toContain(word);
  });

  it("gives videos blocks of their own, in their place, and reduces links inside the course to words", async () => {
    const imported = await html(
      '<div><p>Before <a href="/jump_to_id/h">here</a></p><div><iframe src="https://www.youtube.com/embed/AOUEsgFrYeg?rel=0" title="T"></iframe></div><p>After</p></div>',
    );
    expect(blocksOf(imported)).toMatchObject([
      { kind: "text", markdown: "Before here (U)" },
      { kind: "video", source: "youtube:AOUEsgFrYeg", title: "T" },
      { kind: "text", markdown: "After" },
    ]);
    expect(lineOf(imported, "html")).toMatchObject({ outcome: "CHANGED", reason: "LINK_REDUCED" });
  });

  it("survives what is nested without end or enormous, before the test runs out of time", async () => {
    for (const inside of [
      "<div>".repeat(100_000),
      "<b><p>".repeat(50_000),
      "\\(".repeat(200_000),
      "x".repeat(2_000_000),
      "<".repeat(300_000),
    ]) {
      const imported = await unit(`<html url_name="h"/>${filler}`, {
        "html/h.xml": '<html filename="h"/>',
        "html/h.html": inside,
      });
      expect(textsOf(imported).at(-1)).toBe("Filler.");
    }
  });
});

describe("videos", () => {
  it("keep their transcript in the course's language as text, and the files beside them", async () => {
    const imported = await unit(
      `<video display_name="V" html5_sources='["http://example.org/a.mp4"]' transcripts='{"en": "a-en.srt", "es": "a-es.srt"}' handout="/static/slides.pdf"/>`,
      {
        "static/a-en.srt":
          "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> &amp; hi\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n42\r\n",
        "static/a-es.srt": "x",
        "static/slides.pdf": "pdf",
      },
    );
    expect(blocksOf(imported)).toMatchObject([
      { kind: "video", title: "V", source: "https://example.org/a.mp4", transcript: "Hello & hi\n42" },
      { kind: "file", name: "slides.pdf", source: "asset:slides.pdf" },
    ]);
    expect(lineOf(imported, "video")).toMatchObject({ outcome: "CHANGED" });
  });

  it("are left out where nothing says what to play", async () => {
    const imported = await unit(`<video edx_video_id="x"/>${filler}`);
    expect(lineOf(imported, "video")).toMatchObject({ outcome: "LEFT_OUT", reason: "VIDEO_SOURCE_MISSING" });
  });
});

const demo = join(import.meta.dirname, "../../../../shared/data/openedx-demo-course.tar.gz");

describe.skipIf(!existsSync(demo))(
  "the Open edX demo course (skipped where openedx-demo-course.tar.gz is not there)",
  () => {
    let imported: Imported;
    beforeAll(async () => {
      const signal = new AbortController().signal;
      imported = await withUpload(createReadStream(demo), { signal }, (source) =>
        readSource(source, "demo.tar.gz", quiet),
      );
    });

    it("is taken in its whole outline", () => {
      const { settings, modules } = imported.content;
      expect(settings).toMatchObject({ title: "Open edX Demo Course", language: "EN", cover: "DemoX-Course-Card.png" });
      expect(settings.grading.passScore).toBe(0.5);
      expect(modules).toHaveLength(6);
      const lessons = modules.flatMap((module) => module.lessons);
      expect(lessons).toHaveLength(58);
      expect(new Set(lessons.map(({ section }) => section)).size).toBe(17);
      expect(questionsOf(imported).length).toBeGreaterThanOrEqual(26);
      expect(blocksOf(imported).filter(({ kind }) => kind === "video")).toHaveLength(11);
    });

    it("has a line of the report for every block", () => {
      const count = (kind: string) => imported.report.filter((line) => line.kind === kind).length;
      expect(["chapter", "sequential", "vertical", "html", "problem", "video"].map(count)).toEqual([
        6, 17, 58, 266, 29, 11,
      ]);
      for (const kind of "annotatable library_content lti drag-and-drop-v2 edx_sga openassessment poll survey done staffgradedxblock discussion wiki".split(
        " ",
      )) {
        expect(count(kind), kind).toBeGreaterThan(0);
      }
      for (const line of imported.report) {
        if (line.outcome === "TAKEN") expect(line).toMatchObject({ reason: "", message: "" });
        else
          expect(line).toMatchObject({
            reason: expect.stringMatching(/^[A-Z_]+$/),
            message: expect.stringMatching(/\.$/),
          });
      }
    });

    it("gives away none of its secrets", () => {
      const all = JSON.stringify([imported.content, imported.report, [...imported.assets]]);
      const secrets =
        "codeboard_key_1 codeboard_secret_1234 811a447706c152588c436ee13addeeb889e7f256033679408737bd5bc4118225 869e9639af7de74929b13ae17ad22e4efb60d9d112143e287589289102e1de00".split(
          " ",
        );
      for (const secret of secrets) expect(all).not.toContain(secret);
      for (const path of imported.assets.values()) expect(path).toMatch(/^course\/static\//);
    });

    it("holds only what an author may save", () => {
      for (const question of questionsOf(imported)) expect(questionViolations(question, "q")).toEqual({});
      for (const block of blocksOf(imported)) {
        if (block.kind === "text") expect(Buffer.byteLength(block.markdown)).toBeLessThan(200_000);
        for (const [, name] of JSON.stringify(block).matchAll(/asset:([^)"\s]+)/g)) {
          expect([...imported.assets.keys()]).toContain(decodeURIComponent(name as string));
        }
      }
    });
  },
);
