import { QuestionKind, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import {
  ImportOutcome,
  ImportServiceDefinition,
  ImportState,
} from "@platform/grpc/platform/learning/v1/import_service.ts";
import { zip } from "@platform/kit/testing/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool, type Person, type School } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

async function bring(bytes: Buffer, fileName = "course.imscc") {
  const jobs = school.platform.client(ImportServiceDefinition, mentor);
  const uploadKey = await school.upload(mentor, bytes, "application/zip");
  const started = await jobs.startImport({ uploadKey, fileName });
  const importId = started.import?.id ?? "";
  for await (const step of jobs.watchImport({ importId })) void step;
  const { import: job, report } = await jobs.getImport({ importId });
  if (!job) throw new Error("the import is gone");
  return { job, report };
}

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
const material = (html: string) => `<material><mattext texttype="text/html"><![CDATA[${html}]]></mattext></material>`;
const label = (ident: string) => `<response_label ident="${ident}">${material(`<p>${ident}</p>`)}</response_label>`;
const gives = (condition: string, score = 100, more = "") =>
  `<respcondition continue="No"><conditionvar>${condition}</conditionvar><setvar action="Set" varname="SCORE">${score}</setvar>${more}</respcondition>`;
const equal = (value: string, more = "") => `<varequal respident="R" ${more}>${value}</varequal>`;

const item12 = (ident: string, profile: string, asked: string, response: string, processing: string, more = "") =>
  `<item ident="${ident}" title="${ident}"><itemmetadata><qtimetadata>${field("cc_profile", `cc.${profile}.v0p1`)}${field("cc_weighting", "2")}</qtimetadata></itemmetadata>
   <presentation>${material(asked)}${response}</presentation>
   <resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${processing}</resprocessing>${more}</item>`;
const lid = (cardinality: string, ...labels: string[]) =>
  `<response_lid ident="R" rcardinality="${cardinality}"><render_choice>${labels.map(label).join("")}</render_choice></response_lid>`;
const str = '<response_str ident="R" rcardinality="Single"><render_fib/></response_str>';
const assessment = (title: string, fields: string, ...all: string[]) =>
  `<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="${title}">
   <qtimetadata>${field("cc_profile", "cc.exam.v0p1")}${fields}</qtimetadata><section ident="root_section">${all.join("")}</section></assessment></questestinterop>`;

const fib = (ident: string, processing: string, profile = "fib") =>
  item12(ident, profile, `<p>${ident}?</p>`, str, processing);

const quiz = assessment(
  "Cats, checked",
  field("cc_maxattempts", "3") + field("qmd_timelimit", "20") + field("qmd_solutionspermitted", "No"),
  item12(
    "one",
    "multiple_choice",
    '<p>Which eats mice? <img src="$IMS-CC-FILEBASE$/cat.png" alt="cat"></p>',
    lid("Single", "Cat", "Cow"),
    gives(equal("Cat"), 100, '<displayfeedback feedbacktype="Response" linkrefid="fb1"/>'),
    `<itemfeedback ident="fb1"><flow_mat>${material("<p>Indeed.</p>")}</flow_mat></itemfeedback><itemfeedback ident="h"><hint><hintmaterial>${material("It purrs.")}</hintmaterial></hint></itemfeedback>`,
  ),
  item12(
    "many",
    "multiple_response",
    "<p>Which have tails?</p>",
    lid("Multiple", "Cat", "Cow", "Snail"),
    gives(`<and>${equal("Cat")}${equal("Cow")}<not>${equal("Snail")}</not></and>`),
  ),
  item12("truth", "true_false", "<p>Cats purr.</p>", lid("Single", "True", "False"), gives(equal("True"))),
  fib("word", gives(`<or>${equal("meow", 'case="No"')}${equal("miaow", 'case="No"')}</or>`)),
  fib("lives", gives(equal("9"))),
  fib("between", gives('<and><vargte respident="R">2</vargte><varlte respident="R">4</varlte></and>')),
  fib("pattern", gives('<varsubstring respident="R">cat</varsubstring>'), "pattern_match"),
  item12("essay", "essay", "<p>Tell of your cat.</p>", str, ""),
  item12("unkeyed", "multiple_choice", "<p>Which?</p>", lid("Single", "Cat", "Cow"), ""),
);

const bank = `<questestinterop><objectbank ident="b">${item12("banked", "multiple_choice", "Who barks?", lid("Single", "Dog", "Cat"), gives(equal("Dog")))}${item12("story", "essay", "Tell.", str, "")}</objectbank></questestinterop>`;

const resource = (id: string, type: string, href: string, more = "") =>
  `<resource identifier="${id}" type="${type}" ${href && `href="${href}"`}><file href="${href}"/>${more}</resource>`;
const forTeachers =
  "<metadata><lom><educational><intendedEndUserRole><source>IMSGLC_CC_Rolesv1p1</source><value>Instructor</value></intendedEndUserRole></educational></lom></metadata>";

const shownItems: [id: string, title: string][] = [
  ["link", "The breed"],
  ["video", "A film"],
  ["topic", "Talk"],
  ["lti", "Tool"],
  ["quiz", "Quiz"],
  ["work", "Work"],
  ["sheet", "Sheet"],
  ["key", "Answer key"],
  ["nowhere", "Nowhere"],
  ["far", "Far away"],
  ["film", "A far film"],
  ["far-base", "Beside it"],
  ["far-evil", "A program"],
];

const manifest = `<?xml version="1.0"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest">
  <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>
    <lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string language="en">All about cats</lomimscc:string></lomimscc:title><lomimscc:language>en</lomimscc:language>
    <lomimscc:description><lomimscc:string>Purring &amp;amp; more.</lomimscc:string></lomimscc:description></lomimscc:general></lomimscc:lom></metadata>
  <organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
    <item identifier="m1"><title>The cat</title>
      <item identifier="i1" identifierref="page"><title>What a cat is</title></item>
      <item identifier="s1"><title>Deeper</title><item identifier="i2" identifierref="script"><title>Program</title></item></item>
      ${shownItems.map(([id, title]) => `<item identifier="i-${id}" identifierref="${id}"><title>${title}</title></item>`).join("")}
    </item>
    <item identifier="i9" identifierref="page2"><title>Loose</title></item>
  </item></organization></organizations>
  <resources>
    ${resource("page", "webcontent", "pages/cat.html", '<dependency identifierref="image"/>')}
    ${resource("page2", "webcontent", "pages/more.html")}
    ${resource("script", "webcontent", "pages/script.html")}
    ${resource("image", "webcontent", "web_resources/cat.png")}
    ${resource("sheet", "webcontent", "web_resources/sheet.pdf")}
    ${resource("key", "webcontent", "web_resources/key.pdf", forTeachers)}
    ${resource("link", "imswl_xmlv1p3", "link.xml")}
    ${resource("video", "imswl_xmlv1p3", "video.xml")}
    ${resource("topic", "imsdt_xmlv1p3", "topic.xml")}
    ${resource("lti", "imsbasiclti_xmlv1p3", "lti.xml")}
    ${resource("quiz", "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", "quiz.xml")}
    ${resource("bank", "imsqti_xmlv1p2/imscc_xmlv1p3/question-bank", "bank.xml")}
    ${resource("work", "assignment_xmlv1p0", "work.xml")}
    ${resource("hidden", "imswl_xmlv1p3", "evil.xml")}
    ${resource("books", "associatedcontent/imscc_xmlv1p3/learning-application-resource", "course_settings/settings.xml")}
    ${resource("outside", "webcontent", "../../etc/passwd")}
    ${resource("far", "webcontent", "http://example.org/cats (all).html?a=1#tail")}
    ${resource("film", "webcontent", "//youtu.be/abcdefghijk")}
    ${resource("far-base", "webcontent", "tail.html").replace("<resource", '<resource xml:base="https://example.org/cats/"')}
    ${resource("far-evil", "webcontent", "javascript:steal()")}
    ${resource("far-loose", "webcontent", "https://example.org/loose.pdf")}
  </resources>
</manifest>`;

const wrapped = (inside: string) =>
  `<manifest identifier="m"><metadata><schema>IMS Common Cartridge</schema></metadata><organizations/><resources>${inside}</resources></manifest>`;

const cartridge = zip(
  { name: "imsmanifest.xml", body: manifest },
  {
    name: "pages/cat.html",
    body: '<html><head><title>Cats</title><script>steal()</script></head><body><h2 onclick="steal()">The cat</h2><p>It is <b>small</b>: <img src="%24IMS-CC-FILEBASE%24/cat.png" alt="cat">, see <a href="more.html">here</a> and <a href="javascript:steal()">this</a>.</p></body></html>',
  },
  { name: "pages/more.html", body: "<p>More.</p>" },
  { name: "pages/script.html", body: "<script>steal()</script>" },
  { name: "web_resources/cat.png", body: "png" },
  { name: "web_resources/sheet.pdf", body: "pdf" },
  { name: "web_resources/key.pdf", body: "pdf" },
  {
    name: "link.xml",
    body: '<webLink xmlns="x"><title>The breed</title><url href="https://example.org/a(b)?c=1"/></webLink>',
  },
  {
    name: "video.xml",
    body: '<webLink><title>A film</title><url href="https://www.youtube.com/watch?v=abcdefghijk"/></webLink>',
  },
  { name: "evil.xml", body: '<webLink><title>Evil</title><url href="javascript:steal()"/></webLink>' },
  {
    name: "topic.xml",
    body: '<topic><title>Talk</title><text texttype="text/html">&lt;p&gt;Is your cat &lt;i&gt;kind&lt;/i&gt;?&lt;/p&gt;</text><attachments><attachment href="web_resources/sheet.pdf"/><attachment href="../../secret"/></attachments></topic>',
  },
  {
    name: "lti.xml",
    body: "<cartridge_basiclti_link><secure_launch_url>https://x</secure_launch_url></cartridge_basiclti_link>",
  },
  { name: "quiz.xml", body: quiz },
  { name: "bank.xml", body: bank },
  {
    name: "work.xml",
    body: '<assignment><title>Work</title><text texttype="text/html">&lt;p&gt;Draw a cat.&lt;/p&gt;</text><gradable points_possible="10">true</gradable><submission_formats><format type="file"/></submission_formats></assignment>',
  },
  { name: "course_settings/settings.xml", body: "<x/>" },
);

const outcomes = (report: { source: string; outcome: ImportOutcome; reason: string }[], source: string) =>
  report.filter((line) => line.source === source).map(({ outcome, reason }) => [ImportOutcome[outcome], reason]);

describe("a Common Cartridge", () => {
  let courseId: string;
  let report: Awaited<ReturnType<typeof bring>>["report"];
  let lessons: { id: string; title: string; section: string; grading?: unknown }[];
  beforeAll(async () => {
    const imported = await bring(cartridge);
    expect(imported.job).toMatchObject({ state: ImportState.DONE, title: "All about cats", failureReason: "" });
    courseId = imported.job.courseId;
    report = imported.report;
    const { modules, course } = await mentor.authoring.getDraft({ courseId });
    expect(course).toMatchObject({ title: "All about cats", summary: "Purring & more." });
    expect(modules.map(({ title, lessons }) => [title, lessons.map((lesson) => lesson.title)])).toEqual([
      [
        "The cat",
        [
          ...["What a cat is", "The breed", "A film", "Talk", "Quiz", "Work", "Sheet"],
          ...["Far away", "A far film", "Beside it"],
        ],
      ],
      ["All about cats", ["Loose"]],
      ["Not in the outline", ["loose.pdf"]],
    ]);
    lessons = modules.flatMap((module) => module.lessons);
  });
  const blocksOf = async (title: string) => {
    const lessonId = lessons.find((lesson) => lesson.title === title)?.id ?? "";
    const { blocks } = await mentor.authoring.getDraftLesson({ courseId, lessonId });
    return blocks.map(({ content }) => content);
  };
  const textsOf = async (title: string) =>
    (await blocksOf(title)).map((content) => (content?.$case === "text" ? content.value.markdown : content?.$case));

  it("becomes lessons of its pages, links, discussions and work, cleaned", async () => {
    expect(await textsOf("What a cat is")).toEqual([
      "## The cat\n\nIt is **small**: ![cat](asset:cat.png), see here (Loose) and this.",
    ]);
    expect(await textsOf("The breed")).toEqual(["[The breed](https://example.org/a%28b%29?c=1)"]);
    expect(await blocksOf("A film")).toMatchObject([{ $case: "video", value: { source: "youtube:abcdefghijk" } }]);
    expect(await textsOf("Talk")).toEqual(["Is your cat _kind_?", "file"]);
    expect(await blocksOf("Sheet")).toMatchObject([
      { $case: "file", value: { name: "sheet.pdf", source: "asset:sheet.pdf" } },
    ]);
    expect(await blocksOf("Work")).toMatchObject([
      { $case: "assignment", value: { instructions: "Draw a cat.", points: 10, textAnswer: false, maxFiles: 5 } },
    ]);
  });

  it("links to what lies on another server", async () => {
    expect(await textsOf("Far away")).toEqual(["[Far away](http://example.org/cats%20%28all%29.html?a=1#tail)"]);
    expect(await blocksOf("A far film")).toMatchObject([{ $case: "video", value: { source: "youtube:abcdefghijk" } }]);
    expect(await textsOf("Beside it")).toEqual(["[Beside it](https://example.org/cats/tail.html)"]);
    expect((await textsOf("loose.pdf"))[0]).toContain("](https://example.org/loose.pdf)");
  });

  it("becomes a lesson of its assessment, counted as that was", async () => {
    const { course } = await mentor.authoring.getDraft({ courseId });
    expect(course?.grading).toMatchObject({ passScore: 0, categories: [{ name: "Tests" }], requireAllBlocks: true });
    expect(lessons.find(({ title }) => title === "Quiz")?.grading).toMatchObject({
      category: "Tests",
      maxAttempts: 3,
      minutes: 20,
      showAnswers: ShowAnswers.NEVER,
    });
    const blocks = await blocksOf("Quiz");
    const questions = blocks.flatMap((content) => (content?.$case === "question" ? [content.value] : []));
    expect(questions.map(({ kind, points }) => [QuestionKind[kind], points])).toEqual([
      ["SINGLE", 2],
      ["MULTIPLE", 2],
      ["TRUE_FALSE", 2],
      ["TEXT", 2],
      ["NUMERIC", 2],
      ["NUMERIC", 2],
    ]);
    expect(questions.map(({ key }) => [key?.choiceIds, key?.texts, key?.number, key?.tolerance])).toEqual([
      [["a"], [], 0, 0],
      [["a", "b"], [], 0, 0],
      [["true"], [], 0, 0],
      [[], ["meow", "miaow"], 0, 0],
      [[], [], 9, 0],
      [[], [], 3, 1],
    ]);
    expect(questions[0]).toMatchObject({
      prompt: "Which eats mice? ![cat](asset:cat.png)",
      hints: ["It purrs."],
      key: { explanation: "- Cat: Indeed." },
    });
    expect(blocks.at(-1)).toMatchObject({ $case: "assignment", value: { title: "essay", points: 2 } });
  });

  it("becomes a bank of its question bank", async () => {
    const { banks } = await mentor.banks.listBanks({ courseId });
    expect(banks).toMatchObject([{ title: "Questions", questionCount: 1 }]);
  });

  it("has a line for every resource of its manifest and every item", () => {
    const expected: Record<string, [string, string][]> = {
      "pages/cat.html": [["CHANGED", "SCRIPT_DROPPED"]],
      "pages/more.html": [["TAKEN", ""]],
      "pages/script.html": [["LEFT_OUT", "NOTHING_TO_READ"]],
      "web_resources/cat.png": [["TAKEN", ""]],
      "web_resources/sheet.pdf": [["TAKEN", ""]],
      "web_resources/key.pdf": [["LEFT_OUT", "STAFF_ONLY"]],
      "link.xml": [["TAKEN", ""]],
      "video.xml": [["TAKEN", ""]],
      "evil.xml": [["LEFT_OUT", "LINK_INVALID"]],
      "topic.xml": [["CHANGED", "TOPIC_READ"]],
      "lti.xml": [["LEFT_OUT", "LTI_LEFT_OUT"]],
      "quiz.xml": [["TAKEN", ""]],
      "quiz.xml#one": [["CHANGED", "FEEDBACK_MOVED"]],
      "quiz.xml#many": [["TAKEN", ""]],
      "quiz.xml#truth": [["TAKEN", ""]],
      "quiz.xml#word": [["TAKEN", ""]],
      "quiz.xml#lives": [["TAKEN", ""]],
      "quiz.xml#between": [["TAKEN", ""]],
      "quiz.xml#pattern": [["LEFT_OUT", "QUESTION_REGEXP"]],
      "quiz.xml#essay": [["CHANGED", "ESSAY_ASSIGNED"]],
      "quiz.xml#unkeyed": [["LEFT_OUT", "KEY_MISSING"]],
      "bank.xml": [["TAKEN", ""]],
      "bank.xml#banked": [["TAKEN", ""]],
      "bank.xml#story": [["LEFT_OUT", "ESSAY_UNSUPPORTED"]],
      "work.xml": [["TAKEN", ""]],
      "course_settings/settings.xml": [["LEFT_OUT", "RESOURCE_UNSUPPORTED"]],
      "../../etc/passwd": [["LEFT_OUT", "HREF_OUTSIDE"]],
      "i-nowhere": [["LEFT_OUT", "RESOURCE_MISSING"]],
      "http://example.org/cats (all).html?a=1#tail": [["CHANGED", "FILE_LINKED"]],
      "//youtu.be/abcdefghijk": [["CHANGED", "FILE_LINKED"]],
      "https://example.org/cats/tail.html": [["CHANGED", "FILE_LINKED"]],
      "far-evil": [["LEFT_OUT", "FILE_MISSING"]],
      "https://example.org/loose.pdf": [["CHANGED", "FILE_LINKED"]],
    };
    for (const [source, lines] of Object.entries(expected)) expect(outcomes(report, source), source).toEqual(lines);
    // Beside them the modules, the second of loose ones outside the outline, and how the course is counted.
    const others = report.filter(({ source }) => !(source in expected));
    expect(others.map(({ kind, title, reason }) => [kind, title, reason])).toEqual([
      ["module", "The cat", ""],
      ["module", "Not in the outline", ""],
      ["grading", "Tests", ""],
    ]);
  });

  it("is answered by a learner, rightly and by half", async () => {
    await mentor.authoring.publishCourse({ courseId });
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    const place = { courseId, lessonId: lessons.find(({ title }) => title === "Quiz")?.id ?? "" };
    const answer = async (typed: string[], many: string[]) => {
      const { attempt } = await learner.learning.startAttempt(place);
      const [one, more, truth, ...fields] = (attempt?.questions ?? []).map(({ id }) => id);
      const answers = [
        { blockId: one, choiceIds: ["a"] },
        { blockId: more, choiceIds: many },
        { blockId: truth, choiceIds: ["true"] },
        ...fields.map((blockId, at) => ({ blockId, text: typed[at] })),
      ];
      return (await learner.learning.submitAttempt({ attemptId: attempt?.id, answers })).attempt;
    };
    expect((await answer(["purr", "8", "3.5"], ["a"]))?.score).toBe(0.5);
    expect((await answer(["Miaow", "9", "2"], ["a", "b"]))?.score).toBe(1);
  });

  it("in Russian names what stands outside its outline in Russian", async () => {
    const outline =
      '<organization identifier="o"><item identifier="root"><item identifier="i" identifierref="page2"><title>Ещё</title></item></item></organization>';
    const body = manifest
      .replace(/<organizations>[\s\S]*<\/organizations>/, `<organizations>${outline}</organizations>`)
      .replace("<lomimscc:language>en", "<lomimscc:language>ru");
    const { job } = await bring(
      zip(
        { name: "imsmanifest.xml", body },
        { name: "pages/more.html", body: "<p>Ещё.</p>" },
        { name: "link.xml", body: '<webLink><title>Порода</title><url href="https://example.org"/></webLink>' },
      ),
    );
    const { modules } = await mentor.authoring.getDraft({ courseId: job.courseId });
    expect(modules.map(({ title, lessons }) => [title, lessons.map((lesson) => lesson.title)])).toEqual([
      ["All about cats", ["Ещё"]],
      ["Вне плана", ["Порода", "cats (all).html?a=1#tail", "abcdefghijk", "tail.html", "loose.pdf"]],
    ]);
  });

  it("draws from what its assessment chooses by chance", async () => {
    const group = (pick: number) =>
      `<section title="By chance"><selection_ordering><selection><selection_number>${pick}</selection_number><selection_extension><points_per_item>3</points_per_item></selection_extension></selection></selection_ordering>${["a", "b", "c"].map((ident) => fib(ident, gives(equal(ident)))).join("")}</section>`;
    const body = wrapped(resource("quiz", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "quiz.xml"));
    const file = assessment(
      "Chance",
      "",
      ...["x", "y", "z"].map((id) => fib(id, gives(equal(id)))),
      group(2),
      group(9),
    );
    const { job, report } = await bring(
      zip({ name: "imsmanifest.xml", body }, { name: "quiz.xml", body: file }),
      "chance.zip",
    );
    const { courseId } = job;
    const { modules, course } = await mentor.authoring.getDraft({ courseId });
    expect(course?.title).toBe("chance");
    expect(modules).toMatchObject([{ title: "chance", lessons: [{ title: "Chance", questionCount: 7 }] }]);
    const { banks } = await mentor.banks.listBanks({ courseId });
    expect(banks).toMatchObject([{ title: "Chance: By chance", questionCount: 3, lessonCount: 1 }]);
    const lessonId = modules[0]?.lessons[0]?.id ?? "";
    const { blocks } = await mentor.authoring.getDraftLesson({ courseId, lessonId });
    const draws = blocks.flatMap(({ content }) => (content?.$case === "draw" ? [content.value] : []));
    expect(draws).toMatchObject([{ bankId: banks[0]?.id, count: 2, points: 3 }]);
    expect(report.filter(({ source }) => source.startsWith("quiz.xml#"))).toHaveLength(9);
    // The titles of sections stand where those began, in their order.
    const shape = blocks.map(({ content }) => (content?.$case === "text" ? content.value.markdown : content?.$case));
    const asked = ["question", "question", "question"];
    expect(shape).toEqual([...asked, "## By chance", "draw", "## By chance", ...asked]);
  });

  it("passes its course from the result that its outcomes name", async () => {
    const outcomes = (rules: string) =>
      `<outcomes_processing scoremodel="SumOfScores"><outcomes><decvar varname="SCORE" minvalue="0" maxvalue="50" cutvalue="30"/></outcomes>${rules}</outcomes_processing>`;
    const body = wrapped(resource("quiz", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", "quiz.xml"));
    for (const [rules, reason] of [
      ["", ""],
      ["<map_output/>", "OUTCOME_DROPPED"],
    ] as const) {
      const file = assessment("Exam", "", fib("x", gives(equal("x")))).replace(
        "<section",
        `${outcomes(rules)}<section`,
      );
      const { job, report } = await bring(
        zip({ name: "imsmanifest.xml", body }, { name: "quiz.xml", body: file }),
        "exam.zip",
      );
      const { course } = await mentor.authoring.getDraft({ courseId: job.courseId });
      expect(course?.grading).toMatchObject({ passScore: 0.6, requireAllBlocks: false });
      expect(report.find(({ kind }) => kind === "assessment")?.reason).toBe(reason);
    }
  });
});

describe("a course of Canvas", () => {
  const quizOf = (kind: string, more: string, group = "g1") =>
    `<quiz xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>Quiz</title><quiz_type>${kind}</quiz_type>${more}<assignment><assignment_group_identifierref>${group}</assignment_group_identifierref></assignment></quiz>`;
  const meta = {
    one: quizOf(
      "assignment",
      "<description>&lt;p&gt;Read &lt;b&gt;first&lt;/b&gt;.&lt;/p&gt;</description><allowed_attempts>2</allowed_attempts><time_limit>45</time_limit><due_at>2031-05-24T05:59:59</due_at><show_correct_answers>false</show_correct_answers><shuffle_answers>true</shuffle_answers><scoring_policy>keep_average</scoring_policy><access_code>open</access_code>",
    ),
    two: quizOf("practice_quiz", "<allowed_attempts>-1</allowed_attempts>"),
    three: quizOf("assignment", "", "unknown"),
    four: quizOf("survey", ""),
    six: quizOf("assignment", "").replace(
      "<assignment>",
      "<assignment><omit_from_final_grade>true</omit_from_final_grade>",
    ),
    five: "<quiz><title>",
  };
  const names = Object.keys(meta) as (keyof typeof meta)[];
  const group = (id: string, title: string, weight: number, rules = "") =>
    `<assignmentGroup identifier="${id}"><title>${title}</title><group_weight>${weight}</group_weight>${rules}</assignmentGroup>`;
  const groups = (weight: number) =>
    `<assignmentGroups xmlns="http://canvas.instructure.com/xsd/cccv1p0">${group("g1", "Quizzes", weight, "<rules><rule><drop_type>drop_lowest</drop_type><drop_count>1</drop_count></rule></rules>")}${group("g2", "Labs", weight)}</assignmentGroups>`;
  const course = (weight: number) =>
    zip(
      {
        name: "imsmanifest.xml",
        body: wrapped(
          names
            .map((name) => resource(name, "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", `${name}/assessment_qti.xml`))
            .join(""),
        ),
      },
      ...names.flatMap((name) => [
        {
          name: `${name}/assessment_qti.xml`,
          body: assessment(
            `Quiz ${name}`,
            field("cc_maxattempts", "9"),
            item12("x", "multiple_choice", "Which?", lid("Single", "Cat", "Cow"), gives(equal("Cat"))),
          ),
        },
        { name: `${name}/assessment_meta.xml`, body: meta[name] },
      ]),
      { name: "course_settings/assignment_groups.xml", body: groups(weight) },
    );
  const read = async (weight: number) => {
    const { job, report } = await bring(course(weight), "canvas.imscc");
    const { modules, course: made } = await mentor.authoring.getDraft({ courseId: job.courseId });
    const lessons = modules.flatMap((module) => module.lessons);
    const grading = (name: string) => lessons.find(({ title }) => title === `Quiz ${name}`)?.grading;
    return { job, report, lessons, grading, policy: made?.grading };
  };

  it("counts its quizzes as it says beside them, in groups with their weights", async () => {
    const { job, report, lessons, grading, policy } = await read(40);
    expect(policy?.categories).toMatchObject([
      { name: "Quizzes", weight: 40, dropLowest: 1 },
      { name: "Tests", weight: 1, dropLowest: 0 },
    ]);
    expect(grading("one")).toMatchObject({
      category: "Quizzes",
      maxAttempts: 2,
      minutes: 45,
      dueTime: new Date("2031-05-24T05:59:59Z"),
      showAnswers: ShowAnswers.NEVER,
    });
    expect(grading("two")).toMatchObject({ category: "", maxAttempts: 0 });
    expect(grading("three")).toMatchObject({ category: "Tests", maxAttempts: 9 });
    expect(grading("four")).toMatchObject({ category: "" });
    expect(grading("six")).toMatchObject({ category: "" });
    expect(grading("five")).toMatchObject({ category: "Tests", maxAttempts: 9 });
    const told = (name: string) => report.find(({ source }) => source === `${name}/assessment_qti.xml`);
    expect(told("one")?.message).toBe(
      "Of several attempts the best counts here. It was opened by a code, which was dropped.",
    );
    expect(told("two")?.outcome).toBe(ImportOutcome.TAKEN);
    expect(told("four")?.reason).toBe("SURVEY_PRACTICE");
    expect(told("five")?.reason).toBe("XML_INVALID");
    const lessonId = lessons.find(({ title }) => title === "Quiz one")?.id ?? "";
    const { blocks } = await mentor.authoring.getDraftLesson({ courseId: job.courseId, lessonId });
    expect(blocks.map(({ content }) => content)).toMatchObject([
      { $case: "text", value: { markdown: "Read **first**." } },
      { $case: "question", value: { shuffle: true } },
    ]);
  });

  it("whose groups have no weights has one kind of tests", async () => {
    const { policy, grading } = await read(0);
    expect(policy?.categories).toMatchObject([{ name: "Tests", weight: 1 }]);
    expect(grading("one")?.category).toBe("Tests");
  });
});
