import { QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import { ImportOutcome } from "@platform/grpc/platform/learning/v1/import_service.ts";
import { zip } from "@platform/kit/testing/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { items, others, qtiPackage } from "./qti-package.ts";
import { openSchool, type Person, type School, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });

/** A course with an empty bank. */
async function withBank() {
  const { courseId } = await writeCourse(mentor, { publish: false });
  const { bank } = await mentor.banks.createBank({ courseId, title: "World" });
  return { courseId, place: { courseId, bankId: bank?.id ?? "" } };
}

describe("a bank from QTI", () => {
  const send = async (place: { courseId: string; bankId: string }, file: string | Uint8Array) =>
    mentor.banks.importBankQuestions({ ...place, uploadKey: await school.upload(mentor, file, "application/zip") });
  const lines = (report: { source: string; outcome: ImportOutcome; reason: string }[]) =>
    Object.fromEntries(report.map(({ source, outcome, reason }) => [source, [ImportOutcome[outcome], reason]]));

  it("takes the questions of a package with their images, and says what became of each resource", async () => {
    const { place, courseId } = await withBank();
    const uploadKey = await school.upload(mentor, "other", "image/png");
    await mentor.authoring.addAsset({ courseId, name: "map.png", uploadKey });
    const { bank, report } = await send(place, qtiPackage);
    expect(bank).toMatchObject({ questionCount: 10 });
    const told = lines(report);
    expect(told).toMatchObject({
      "test.xml": ["CHANGED", "TEST_UNFOLDED"],
      "items/choice.xml": ["CHANGED", "FEEDBACK_MOVED"],
      "items/hotspot.xml": ["TAKEN", ""],
      "items/essay.xml": ["LEFT_OUT", "ESSAY_UNSUPPORTED"],
      "items/slider.xml": ["LEFT_OUT", "INTERACTION_SLIDER"],
      "items/broken.xml": ["LEFT_OUT", "XML_INVALID"],
      "items/pool1.xml": ["TAKEN", ""],
      "images/map.png": ["TAKEN", ""],
      "notes.pdf": ["LEFT_OUT", "NOT_A_QUESTION"],
    });
    for (const { name } of [...items, ...others]) expect(told, name).toHaveProperty([name]);
    const { questions } = await mentor.banks.listBankQuestions(place);
    const [capital] = questions;
    // The picture that the course has under that name is another one.
    expect(capital).toMatchObject({
      title: "Capital",
      question: { prompt: "Look: ![Map](asset:map-2.png)\n\nWhich is a capital?", points: 1 },
    });
    const hotspot = questions.find(({ title }) => title === "North")?.question;
    expect(hotspot).toMatchObject({ kind: QuestionKind.HOTSPOT, image: "asset:map-2.png" });
    const { assets } = await mentor.authoring.listAssets({ courseId });
    expect(assets.map(({ name, size }) => [name, size > 10])).toEqual([
      ["map-2.png", true],
      ["map.png", false],
    ]);
  });

  it("takes a single file of QTI, and packed files without a manifest", async () => {
    const { place } = await withBank();
    const alone = others.at(-1)?.body as string;
    expect((await send(place, alone)).report).toMatchObject([
      { source: "questions.xml", title: "Alone", reason: "STIMULUS_MISSING" },
    ]);
    const packed = zip(
      { name: "a.xml", body: alone },
      { name: "b/c.xml", body: alone },
      { name: "d.xml", body: "<x/>" },
    );
    const { bank, report } = await send(place, packed);
    expect(bank).toMatchObject({ questionCount: 3 });
    expect(lines(report)).toMatchObject({ "": ["LEFT_OUT", "FILES_UNUSED"] });
  });

  it("leaves out a question that would be too long with the text before it", async () => {
    const { place } = await withBank();
    const text = (length: number) =>
      `<qti-assessment-stimulus identifier="s"><qti-stimulus-body><p>${"x".repeat(length)}</p></qti-stimulus-body></qti-assessment-stimulus>`;
    const packed = (length: number) =>
      zip({ name: "items/a.xml", body: others[0]?.body as string }, { name: "stimuli/text.xml", body: text(length) });
    expect((await send(place, packed(1000))).bank).toMatchObject({ questionCount: 1 });
    await expect(send(place, packed(60_000))).rejects.toMatchObject(refusal("QUESTIONS_NOT_FOUND"));
  });

  it("refuses what is hostile or holds no question, and keeps nothing of it", async () => {
    const { place, courseId } = await withBank();
    const bomb = zip({ name: "imsmanifest.xml", body: "x".repeat(70 << 20), deflate: true });
    await expect(send(place, bomb)).rejects.toMatchObject({ reason: expect.stringMatching(/^ARCHIVE_/) });
    const entity = `<!DOCTYPE a [<!ENTITY b "c">]><qti-assessment-item>&b;</qti-assessment-item>`;
    await expect(send(place, zip({ name: "a.xml", body: entity }))).rejects.toMatchObject(
      refusal("QUESTIONS_NOT_FOUND"),
    );
    await expect(send(place, zip({ name: "a.txt", body: "x" }))).rejects.toMatchObject(refusal("QUESTIONS_NOT_FOUND"));
    const path = zip({ name: "../a.xml", body: others[0]?.body as string });
    await expect(send(place, path)).rejects.toMatchObject(refusal("ARCHIVE_HOSTILE"));
    expect((await mentor.authoring.listAssets({ courseId })).assets).toEqual([]);
    const other = await school.mentor();
    const theirs = other.banks.importBankQuestions({
      ...place,
      uploadKey: await school.upload(other, qtiPackage, "application/zip"),
    });
    await expect(theirs).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));
  });
});
