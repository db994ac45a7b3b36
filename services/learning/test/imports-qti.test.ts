import { QuestionKind, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import {
  ImportOutcome,
  ImportServiceDefinition,
  ImportState,
} from "@platform/grpc/platform/learning/v1/import_service.ts";
import { zip } from "@platform/kit/testing/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { items, others, qtiPackage, resources } from "./qti-package.ts";
import { openSchool, type Person, type School } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

/** Imports an archive to its end; answers with the job and its report. */
async function bring(bytes: Buffer, fileName = "package.zip", who: { id: string } = mentor) {
  const jobs = school.platform.client(ImportServiceDefinition, mentor);
  const uploadKey = await school.upload(who, bytes, "application/zip");
  const started = await jobs.startImport({ uploadKey, fileName });
  const importId = started.import?.id ?? "";
  for await (const step of jobs.watchImport({ importId })) void step;
  const { import: job, report } = await jobs.getImport({ importId });
  if (!job) throw new Error("the import is gone");
  return { job, report };
}

const outcomes = (report: { source: string; outcome: ImportOutcome; reason: string }[], source: string) =>
  report.filter((line) => line.source === source).map(({ outcome, reason }) => [ImportOutcome[outcome], reason]);

describe("a package of QTI 3", () => {
  let courseId: string;
  let lessonId: string;
  let report: Awaited<ReturnType<typeof bring>>["report"];
  beforeAll(async () => {
    const imported = await bring(qtiPackage, "world.zip");
    expect(imported.job).toMatchObject({ state: ImportState.DONE, title: "World and towns", failureReason: "" });
    courseId = imported.job.courseId;
    report = imported.report;
    const { modules } = await mentor.authoring.getDraft({ courseId });
    expect(modules).toMatchObject([{ title: "World and towns", lessons: [{ title: "Geography" }] }]);
    lessonId = modules[0]?.lessons[0]?.id ?? "";
  });

  it("becomes a lesson for its test, counted as that was, with its image", async () => {
    const { modules, course } = await mentor.authoring.getDraft({ courseId });
    expect(course?.grading).toMatchObject({
      // Eight and a half of seventeen points.
      passScore: 0.5,
      categories: [{ name: "Tests" }],
      requireAllBlocks: false,
    });
    const { blocks, assets } = await mentor.authoring.getDraftLesson({ courseId, lessonId });
    expect(modules[0]?.lessons[0]?.grading).toMatchObject({
      category: "Tests",
      maxAttempts: 2,
      minutes: 30,
      showAnswers: ShowAnswers.AFTER_ATTEMPT,
    });
    expect(assets.map(({ name }) => name)).toEqual(["map.png"]);
    const said = blocks.map(({ content }) => {
      if (content?.$case === "question") return [QuestionKind[content.value.kind], content.value.points];
      if (content?.$case === "text") return content.value.markdown;
      if (content?.$case === "draw") return ["draw", content.value.count];
      return content?.$case === "assignment" && [content.value.title, content.value.points];
    });
    expect(said).toEqual([
      "## All kinds\n\nAnswer **all** of them.",
      ["SINGLE", 2],
      ["NUMERIC", 1],
      ["CLOZE", 2],
      ["ORDERING", 1],
      ["MATCHING", 2],
      ["Travel", 5],
      ["HOTSPOT", 2],
      "## By chance",
      ["draw", 2],
    ]);
  });

  it("becomes a bank for what it draws from, and one for what no test asks, with the text before it", async () => {
    const { banks } = await mentor.banks.listBanks({ courseId });
    expect(banks.map(({ title, questionCount }) => [title, questionCount])).toEqual([
      ["Geography: By chance", 3],
      ["World and towns", 1],
    ]);
    const { questions } = await mentor.banks.listBankQuestions({ courseId, bankId: banks[1]?.id ?? "" });
    expect(questions).toMatchObject([
      {
        title: "Alone",
        question: {
          prompt: "Read _this_ first.\n\nAlone?",
          kind: QuestionKind.SINGLE,
          shuffle: true,
          choices: [{ fixed: false }, { fixed: false }, { text: "none", fixed: true }],
        },
      },
    ]);
  });

  it("has a line for every resource of its manifest, every item and every section", () => {
    expect(outcomes(report, "items/choice.xml")).toEqual([["CHANGED", "FEEDBACK_MOVED"]]);
    for (const id of ["entry", "gaps", "order", "match", "hotspot"]) {
      expect(outcomes(report, `items/${id}.xml`), id).toEqual([["TAKEN", ""]]);
    }
    expect(outcomes(report, "items/essay.xml")).toEqual([["CHANGED", "ESSAY_ASSIGNED"]]);
    expect(outcomes(report, "items/slider.xml")).toEqual([["LEFT_OUT", "INTERACTION_SLIDER"]]);
    expect(outcomes(report, "items/broken.xml")).toEqual([["LEFT_OUT", "XML_INVALID"]]);
    expect(outcomes(report, "items/absent.xml")).toEqual([["LEFT_OUT", "FILE_MISSING"]]);
    expect(outcomes(report, "../../etc/passwd")).toEqual([["LEFT_OUT", "HREF_OUTSIDE"]]);
    expect(outcomes(report, "test.xml")).toEqual([
      ["TAKEN", ""],
      ["TAKEN", ""],
    ]);
    expect(outcomes(report, "sections/pool.xml")).toEqual([
      ["LEFT_OUT", "SECTION_CIRCULAR"],
      ["TAKEN", ""],
    ]);
    expect(outcomes(report, "stimuli/text.xml")).toEqual([["TAKEN", ""]]);
    expect(outcomes(report, "images/map.png")).toEqual([["TAKEN", ""]]);
    expect(outcomes(report, "style/own.css")).toEqual([["LEFT_OUT", "STYLE_DROPPED"]]);
    expect(outcomes(report, "notes.pdf")).toEqual([["LEFT_OUT", "FILE_UNUSED"]]);
    expect(outcomes(report, "left/")).toEqual([["LEFT_OUT", "FILES_UNUSED"]]);
    for (const { name } of [...items, ...others]) expect(outcomes(report, name), name).toHaveLength(1);
    expect(outcomes(report, "imsmanifest.xml")).toEqual([["TAKEN", ""]]);
    // The section in the test, the section that holds itself, what leads outside, what the manifest does not name, and
    // how the course is counted.
    expect(report).toHaveLength(resources + 5);
    // What is not as it was says why.
    for (const { outcome, reason, message } of report) {
      expect(Boolean(reason && message)).toBe(outcome !== ImportOutcome.TAKEN);
    }
  });

  it("comes back whole after an export", async () => {
    const { url } = await mentor.authoring.exportCourse({ courseId });
    const { job } = await bring((await school.download(url)).bytes, "again.zip");
    expect(job).toMatchObject({ state: ImportState.DONE, changed: 0, leftOut: 0 });
    const [before, after] = await Promise.all(
      [courseId, job.courseId].map((id) => mentor.authoring.getDraftLesson({ courseId: id, lessonId })),
    );
    expect(after?.blocks).toEqual(before?.blocks);
    const questionsOf = async (id: string) => {
      const { banks } = await mentor.banks.listBanks({ courseId: id });
      const lists = banks.map(({ id: bankId }) => mentor.banks.listBankQuestions({ courseId: id, bankId }));
      return (await Promise.all(lists)).map(({ questions }) => questions);
    };
    expect(await questionsOf(job.courseId)).toEqual(await questionsOf(courseId));
  });

  it("is answered by a learner, rightly and by half", async () => {
    await mentor.authoring.publishCourse({ courseId });
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    const place = { courseId, lessonId };
    const answer = async (right: boolean) => {
      const { attempt } = await learner.learning.startAttempt(place);
      const answers = (attempt?.questions ?? []).flatMap(({ id, content }) => {
        if (content?.$case !== "question") return [];
        const { kind, choices, targets, gaps, image } = content.value;
        const named = (text: string) => choices.find((each) => each.text === text)?.id ?? "";
        const target = (text: string) => targets.find((each) => each.text === text)?.id ?? "";
        switch (kind) {
          case QuestionKind.SINGLE:
            return { blockId: id, choiceIds: [named("Paris") || named("yes")] };
          case QuestionKind.NUMERIC:
            return { blockId: id, text: "4" };
          case QuestionKind.CLOZE: {
            const [typed, chosen] = gaps;
            const sea = chosen?.choices.find(({ text }) => text === (right ? "sea" : "lake"));
            return {
              blockId: id,
              gaps: [
                { gapId: typed?.id, text: "seine" },
                { gapId: chosen?.id, choiceId: sea?.id },
              ],
            };
          }
          case QuestionKind.ORDERING:
            return { blockId: id, choiceIds: ["Lyon", "Paris", "London"].map(named) };
          case QuestionKind.MATCHING:
            return {
              blockId: id,
              pairs: [
                { choiceId: named("Paris"), targetId: target("France") },
                { choiceId: named("Rome"), targetId: target(right ? "Italy" : "Spain") },
              ],
            };
          case QuestionKind.HOTSPOT:
            expect(image).toMatch(/^\/media\//);
            return { blockId: id, choiceIds: [named("Upper left"), ...(right ? [named("Upper right")] : [])] };
          default:
            throw new Error(`a question of the kind ${kind}`);
        }
      });
      return (await learner.learning.submitAttempt({ attemptId: attempt?.id, answers })).attempt;
    };
    const half = await answer(false);
    expect(half?.answers.map(({ points, maxPoints }) => [points, maxPoints])).toEqual([
      [2, 2],
      [1, 1],
      [1, 2],
      [1, 1],
      [1, 2],
      [1, 2],
      [1, 1],
      [1, 1],
    ]);
    const whole = await answer(true);
    expect(whole?.score).toBe(1);
    // The essay, which nobody graded yet, is five of its seventeen points.
    const [enrolled] = (await learner.learning.listEnrolments({})).courses;
    expect(enrolled?.enrolment?.progress).toMatchObject({ grade: expect.closeTo(12 / 17), passed: true });
    expect(whole?.answers.every(({ right }) => right)).toBe(true);
  });
});

const wrap = (inside: string) => `<manifest identifier="m"><organizations/><resources>${inside}</resources></manifest>`;
const pointer = (href: string) =>
  `<resource identifier="r" type="imsqti_item_xmlv3p0" href="${href}"><file href="${href}"/></resource>`;

describe("a hostile package of QTI", () => {
  it.each([
    [
      "entities in an item",
      "<!DOCTYPE a [<!ENTITY b 'c'>]><qti-assessment-item>&b;</qti-assessment-item>",
      "XML_HOSTILE",
    ],
    ["nesting without end", `${"<a>".repeat(5000)}`, "XML_HOSTILE"],
    ["a file of the machine", undefined, "COURSE_EMPTY"],
  ])("with %s fails with a reason", async (_what, body, failureReason) => {
    const entries = body === undefined ? [] : [{ name: "item.xml", body }];
    const href = body === undefined ? "../../../etc/passwd" : "item.xml";
    const { job } = await bring(zip({ name: "imsmanifest.xml", body: wrap(pointer(href)) }, ...entries));
    expect(job).toMatchObject({ state: ImportState.FAILED, failureReason, courseId: "" });
  });

  it("with a hundred thousand resources, or with an entity in its manifest, is refused", async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => `<resource identifier="${at}"/>`).join("");
    for (const [body, failureReason] of [
      [wrap(many), "COURSE_TOO_LARGE"],
      [`<!DOCTYPE m [<!ENTITY a "b">]>${wrap("")}`, "XML_HOSTILE"],
    ] as const) {
      const { job } = await bring(zip({ name: "imsmanifest.xml", body, deflate: true }));
      expect(job).toMatchObject({ state: ImportState.FAILED, failureReason });
    }
  });

  it("with names of any length is told of in lines that a page can show", async () => {
    const long = "x".repeat(1_000_000);
    const item = `<qti-assessment-item identifier="${long}" title="${long}"><qti-assessment-stimulus-ref href="${long}"/><qti-item-body><p>Read.</p><qti-${long}-interaction/></qti-item-body></qti-assessment-item>`;
    const body = wrap(`${pointer("item.xml")}<resource identifier="y" type="${long}" href="${long}"/>`);
    const good = others[3]?.body as string;
    const { job, report } = await bring(
      zip(
        { name: "imsmanifest.xml", body: body.replace("</resources>", `${pointer("good.xml")}</resources>`) },
        { name: "item.xml", body: item },
        { name: "good.xml", body: good },
      ),
    );
    expect(job).toMatchObject({ state: ImportState.DONE });
    expect(report).toHaveLength(3);
    expect(JSON.stringify(report).length).toBeLessThan(10_000);
  });

  it("whose test asks one item twenty-five thousand times ends, in a lesson that can be edited", async () => {
    const item = others[3]?.body as string;
    const refs = '<qti-assessment-item-ref href="item.xml"/>'.repeat(25_000);
    const test = `<qti-assessment-test title="T"><qti-test-part><qti-assessment-section title="S">${refs}</qti-assessment-section></qti-test-part></qti-assessment-test>`;
    const resources = `${pointer("item.xml")}<resource identifier="t" type="imsqti_test_xmlv3p0" href="test.xml"><file href="test.xml"/></resource>`;
    const start = performance.now();
    const { job, report } = await bring(
      zip(
        { name: "imsmanifest.xml", body: wrap(resources) },
        { name: "test.xml", body: test, deflate: true },
        { name: "item.xml", body: item },
      ),
    );
    expect(performance.now() - start).toBeLessThan(60_000);
    expect(job).toMatchObject({ state: ImportState.DONE });
    expect(report.filter(({ reason }) => reason === "TEST_TOO_LARGE")).toHaveLength(1);
  }, 90_000);
});
