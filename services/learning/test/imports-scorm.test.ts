import { buffer } from "node:stream/consumers";
import { AccountErased, PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PackageVersion } from "@platform/grpc/platform/learning/v1/course.ts";
import {
  ImportOutcome,
  ImportServiceDefinition,
  ImportState,
} from "@platform/grpc/platform/learning/v1/import_service.ts";
import { PackageState } from "@platform/grpc/platform/learning/v1/scorm_service.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { playFileKey, uuid7 } from "@platform/kit";
import { zip } from "@platform/kit/testing/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifest12, package12, package2004, page, sco12 } from "./packages.ts";
import { openSchool, type Person, type School } from "./school.ts";

let school: School;
beforeAll(async () => {
  school = await openSchool({ tasksEverySecond: true });
});
afterAll(() => school?.stop());

async function importCourse(author: Person, bytes: Buffer, fileName: string) {
  const jobs = school.platform.client(ImportServiceDefinition, author);
  const uploadKey = await school.upload(author, bytes, "application/zip");
  const { import: started } = await jobs.startImport({ uploadKey, fileName });
  const importId = started?.id ?? "";
  for await (const { import: step } of jobs.watchImport({ importId })) if (step?.endTime) break;
  const { import: end, report } = await jobs.getImport({ importId });
  if (!end) throw new Error("The import is gone");
  return { end, report, courseId: end.courseId };
}

/** What the lessons of a draft hold. */
async function lessonsOf(author: Person, courseId: string) {
  const { modules } = await author.authoring.getDraft({ courseId });
  const lessons = [];
  for (const { id: lessonId, title, section } of modules.flatMap((module) => module.lessons)) {
    const { blocks } = await author.authoring.getDraftLesson({ courseId, lessonId });
    lessons.push({ lessonId, title, section, content: blocks.map(({ content }) => content?.value) });
  }
  return { modules, lessons };
}

const nested = `
  <item identifier="loose" identifierref="r1"><title>Welcome</title></item>
  <item identifier="part"><title>Basics</title>
    <item identifier="one" identifierref="r1" parameters="?page=1"><title>First</title>
      <adlcp:prerequisites type="aicc_script">loose</adlcp:prerequisites>
      <adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed></item>
    <item identifier="deeper"><title>Deeper</title>
      <item identifier="two" identifierref="r2" isvisible="false"><title>Second</title></item>
      <item identifier="gone" identifierref="r3"><title>Gone</title></item>
      <item identifier="web" identifierref="r4"><title>Elsewhere</title></item>
    </item>
    <item identifier="empty"><title>Nothing</title></item>
  </item>`;

const manifest = manifest12(
  nested,
  `${sco12("r1", "a/index.html")}${sco12("r3", "gone.html")}
  <resource identifier="r2" type="webcontent" adlcp:scormtype="asset" href="b.html"><file href="b.html"/></resource>
  <resource identifier="r4" type="webcontent" adlcp:scormtype="asset" href="https://example.org/"/>`,
)
  .replace("</organizations>", '<organization identifier="p"><title>Another way</title></organization></organizations>')
  .replace(
    "</metadata>",
    "<lom><general><title><langstring>Safety at work</langstring></title></general></lom></metadata>",
  );

describe("a SCORM package that is imported", () => {
  it("is a course: headings are modules, what reports and what is mere pages are lessons of one block", async () => {
    const author = await school.mentor();
    const bytes = zip(
      { name: "imsmanifest.xml", body: manifest },
      { name: "a/index.html", body: page("a") },
      { name: "b.html", body: page("b") },
    );
    const { end, report, courseId } = await importCourse(author, bytes, "safety.zip");
    expect(end).toMatchObject({ state: ImportState.DONE, title: "Safety at work" });
    const { modules, lessons } = await lessonsOf(author, courseId);
    expect(modules.map(({ title, lessons }) => [title, lessons.length])).toEqual([
      ["Safety at work", 1],
      ["Basics", 2],
    ]);
    expect(lessons).toMatchObject([
      {
        title: "Welcome",
        section: "",
        content: [{ entry: "a/index.html", version: PackageVersion.SCORM_1_2, points: 0 }],
      },
      { title: "First", section: "", content: [{ entry: "a/index.html?page=1" }] },
      { title: "Second", section: "Deeper", content: [{ entry: "b.html" }] },
    ]);
    const line = (title: string) => report.find((each) => each.title === title);
    expect(line("Welcome")).toMatchObject({ outcome: ImportOutcome.TAKEN, lessonId: lessons[0]?.lessonId });
    expect(line("First")).toMatchObject({ outcome: ImportOutcome.CHANGED, reason: "PREREQUISITE_DROPPED" });
    expect(line("First")?.message).toContain("time limit");
    expect(line("Second")).toMatchObject({ outcome: ImportOutcome.CHANGED, reason: "HIDING_DROPPED" });
    expect(line("Gone")).toMatchObject({ outcome: ImportOutcome.LEFT_OUT, reason: "FILE_MISSING" });
    expect(line("Elsewhere")).toMatchObject({ outcome: ImportOutcome.LEFT_OUT, reason: "RESOURCE_OUTSIDE" });
    expect(line("Nothing")).toMatchObject({ outcome: ImportOutcome.LEFT_OUT, reason: "ITEM_EMPTY" });
    expect(line("Another way")).toMatchObject({ outcome: ImportOutcome.LEFT_OUT, reason: "ORGANIZATION_DROPPED" });
    expect(report.find(({ kind }) => kind === "metadata")).toMatchObject({ reason: "METADATA_DROPPED" });
    await author.authoring.publishCourse({ courseId });
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    const lessonId = lessons[0]?.lessonId ?? "";
    const { blocks } = await learner.learning.getLesson({ courseId, lessonId });
    const launch = await learner.scorm.launchPackage({ courseId, lessonId, blockId: blocks[0]?.id });
    expect(launch.values["cmi.core.entry"]).toBe("ab-initio");
  });

  it("of SCORM 2004 says that its rules of sequencing are not followed", async () => {
    const author = await school.mentor();
    const { end, report } = await importCourse(author, package2004(), "security.zip");
    expect(end).toMatchObject({ state: ImportState.DONE, title: "Security" });
    expect(report.find(({ title }) => title === "Pages")).toMatchObject({ reason: "SEQUENCING_DROPPED" });
    // What it takes to pass is kept.
    expect(report.find(({ title }) => title === "Talks")).toMatchObject({ outcome: ImportOutcome.TAKEN });
  });

  it("in Russian is a course in Russian", async () => {
    const author = await school.mentor();
    const bytes = zip(
      {
        name: "imsmanifest.xml",
        body: manifest12('<item identifierref="r"/>', sco12("r", "i.html")).replace("Safety", "Охрана труда"),
      },
      { name: "i.html", body: page("") },
    );
    const { courseId } = await importCourse(author, bytes, "ot.zip");
    const { course } = await author.authoring.getDraft({ courseId });
    expect(course).toMatchObject({ title: "Охрана труда", language: Language.RU });
  });

  it("without an organisation is gone through as its resources are named", async () => {
    const author = await school.mentor();
    const bytes = zip(
      { name: "imsmanifest.xml", body: manifest12("", sco12("r", "one.html") + sco12("s", "two.html")) },
      { name: "one.html", body: page("1") },
      { name: "two.html", body: page("2") },
    );
    const { courseId } = await importCourse(author, bytes, "resources.zip");
    const { lessons } = await lessonsOf(author, courseId);
    expect(lessons.map(({ title }) => title)).toEqual(["one.html", "two.html"]);
  });

  it("that is hostile makes nothing", async () => {
    const author = await school.mentor();
    const bytes = zip({ name: "imsmanifest.xml", body: manifest }, { name: "../out.html", body: "x" });
    const { end } = await importCourse(author, bytes, "evil.zip");
    expect(end).toMatchObject({ state: ImportState.FAILED, failureReason: "ARCHIVE_HOSTILE", courseId: "" });
  });
});

describe("a course with a package as Markdown", () => {
  it("has the package in a folder of its own, and is read back with it", async () => {
    const author = await school.mentor();
    const readme = [{ name: "README.md", body: "# No lesson" }];
    const { courseId } = await importCourse(author, package12(readme), "safety.zip");
    const { url } = await author.authoring.exportCourse({ courseId });
    const { bytes } = await school.download(url);
    const again = await importCourse(author, bytes, "export.zip");
    expect(again.end).toMatchObject({ state: ImportState.DONE, title: "Safety", leftOut: 0 });
    const [before, after] = [await lessonsOf(author, courseId), await lessonsOf(author, again.courseId)];
    expect(after.lessons.map(({ title, content }) => ({ title, content }))).toEqual(
      before.lessons.map(({ title, content }) => ({ title, content })),
    );
    const [part] = after.lessons.flatMap(({ content }) => content) as { packageId: string }[];
    const key = playFileKey(`courses/${again.courseId}/packages/${part?.packageId}`, "sco/index.html");
    const file = await school.platform.host.parts.blobs.get(key);
    expect(file && (await buffer(file.body)).toString()).toBe(page("Part one"));
  });

  it("without the package says what is missing", async () => {
    const author = await school.mentor();
    const lesson = `# Play\n\nBefore it.\n\n\`\`\`package\ntitle: Part\npackage: ${uuid7()}\nentry: index.html\nversion: SCORM 1.2\n\`\`\`\n`;
    const bytes = zip({ name: "course.md", body: "---\ntitle: C\n---\n" }, { name: "m/01.md", body: lesson });
    const { report } = await importCourse(author, bytes, "c.zip");
    expect(report.find(({ source }) => source === "m/01.md")).toMatchObject({ reason: "PACKAGE_MISSING" });
  });
});

it("what a package said of a person is in their export, and gone with their account", async () => {
  const author = await school.mentor();
  const { courseId } = await importCourse(author, package12(), "safety.zip");
  await author.authoring.publishCourse({ courseId });
  const learner = await school.person();
  await learner.learning.enrol({ courseId });
  const { lessons } = await lessonsOf(author, courseId);
  const lessonId = lessons[0]?.lessonId ?? "";
  const { blocks } = await learner.learning.getLesson({ courseId, lessonId });
  const place = { courseId, lessonId, blockId: blocks[0]?.id ?? "" };
  const { launchId } = await learner.scorm.launchPackage(place);
  const values = { "cmi.comments": "I work at home", "cmi.core.score.raw": "80" };
  await learner.scorm.savePackageState({ ...place, launchId, sequence: 1, values });
  const exportId = uuid7();
  await school.platform.announce(PersonalDataRequested, { accountId: learner.id, exportId });
  const { document } = await school.platform.announced(PersonalDataCollected, learner.id);
  expect(JSON.parse(document).packages).toMatchObject([{ courseId, lessonId, score: 0.8, values }]);
  await school.platform.announce(AccountErased, { accountId: learner.id });
  const back = await school.again(learner);
  await back.learning.enrol({ courseId });
  expect((await back.scorm.getPackageResult(place)).result?.state).toBe(PackageState.NOT_STARTED);
});
