import { describe, expect, it } from "vitest";
import { blocksOf, filler, lineOf, olxCourses, textsOf } from "./olx-courses.ts";

const { read, unit } = olxCourses();

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
    const kinds = "lti poll survey word_cloud staffgradedxblock scorm split_test never_heard_of".split(" ");
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

  it("says of what every block has here that it need not be brought", async () => {
    const imported = await unit(`<discussion display_name="Talk"/><done/>${filler}`);
    expect(lineOf(imported, "discussion")).toMatchObject({ outcome: "LEFT_OUT", reason: "DISCUSSION_BUILT_IN" });
    expect(lineOf(imported, "done")).toMatchObject({ outcome: "LEFT_OUT", reason: "COMPLETION_BUILT_IN" });
  });

  it("lists remarks below their text", async () => {
    const imported = await unit(
      '<annotatable><p>A <annotation title="T" body="B &lt; C">word</annotation></p></annotatable>',
    );
    expect(textsOf(imported)).toEqual(["A **word**\n\n- **T**: B < C"]);
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
