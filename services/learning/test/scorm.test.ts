import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { PackageVersion } from "@platform/grpc/platform/learning/v1/course.ts";
import { PackageState } from "@platform/grpc/platform/learning/v1/scorm_service.ts";
import { createPlays, playFileKey } from "@platform/kit";
import { zip } from "@platform/kit/testing/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifest12, package12, package2004, page, sco12 } from "./packages.ts";
import { type Blocks, homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

const day = 24 * 3600_000;

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.stop());

async function add(author: Person, courseId: string, bytes: Buffer, fileName = "safety.zip") {
  const uploadKey = await school.upload(author, bytes, "application/zip");
  const { package: added } = await author.scorm.addPackage({ courseId, uploadKey, fileName });
  if (!added) throw new Error("No package was answered");
  return added;
}

const part = (packageId: string, entry: string, points = 0): Blocks[number] => ({
  content: { $case: "package", value: { title: "Part", packageId, entry, points } },
});

/** A published course whose one lesson plays a package, and somebody who learns in it. */
async function play(bytes: Buffer, { points = 0, entry = 0, grading = {}, policy = {} } = {}) {
  const author = await school.mentor();
  const { courseId, lesson, revision } = await writeCourse(author, { publish: false });
  const scorm = await add(author, courseId, bytes);
  const lessonId = lesson(0);
  await author.authoring.updateCourse({
    courseId,
    updateMask: ["grading"],
    grading: { requireAllBlocks: true, ...policy },
  });
  const { blocks } = await author.authoring.updateLesson({
    courseId,
    lessonId,
    revision,
    blocks: [part(scorm.id, scorm.entries[entry]?.href ?? "", points)],
    grading,
  });
  await author.authoring.publishCourse({ courseId });
  const learner = await school.person({ name: "Анна Петрова" });
  await learner.learning.enrol({ courseId });
  return { author, learner, scorm, place: { courseId, lessonId, blockId: blocks[0]?.id ?? "" } };
}

/** What an address of a launch opens. */
function opened(url: string) {
  const token = /^http:\/\/play\.localhost:8080\/p\/([A-Za-z0-9_-]{43})\/$/.exec(url)?.[1] ?? "";
  return createPlays(school.platform.host.parts.kv).read(token);
}

describe("a package of a course", () => {
  it("is added with the parts that its manifest names, and its files are kept under their names", async () => {
    const author = await school.mentor();
    const { courseId } = await writeCourse(author);
    const added = await add(author, courseId, package12());
    expect(added).toMatchObject({
      title: "Safety",
      version: PackageVersion.SCORM_1_2,
      fileName: "safety.zip",
      fileCount: 3,
      entries: [{ href: "sco/index.html", title: "Part one", reports: true }],
    });
    const { packages } = await author.scorm.batchGetPackages({ courseId, packageIds: [added.id, courseId] });
    expect(packages).toEqual([added]);
    const folder = `courses/${courseId}/packages/${added.id}`;
    const picture = await school.platform.host.parts.blobs.get(playFileKey(folder, "sco/картинка 1.svg"));
    expect(picture?.contentType).toBe("image/svg+xml");
    expect(picture && (await buffer(picture.body)).toString()).toContain("<svg");
  });

  it("of SCORM 2004 has its parameters and tells pages from what reports", async () => {
    const author = await school.mentor();
    const { courseId } = await writeCourse(author);
    const { version, entries } = await add(author, courseId, package2004());
    expect(version).toBe(PackageVersion.SCORM_2004);
    expect(entries).toEqual([
      { href: "talk.html?lang=en&q=a%20b", title: "Talks", reports: true },
      { href: "pages.html", title: "Pages", reports: false },
    ]);
  });

  it.each([
    ["no archive", Buffer.from("MZ, a program"), "ARCHIVE_UNREADABLE"],
    ["an archive that leads out of itself", zip({ name: "../evil.html", body: "x" }), "ARCHIVE_HOSTILE"],
    ["an archive without a manifest", zip({ name: "index.html", body: "x" }), "PACKAGE_INVALID"],
    ["a manifest without pages", zip({ name: "imsmanifest.xml", body: manifest12("", "") }), "PACKAGE_INVALID"],
    [
      "a manifest whose page is missing or elsewhere",
      zip({
        name: "imsmanifest.xml",
        body: manifest12(
          '<item identifierref="r"/><item identifierref="s"/>',
          sco12("r", "gone.html") + sco12("s", "https://evil.example/"),
        ),
      }),
      "PACKAGE_INVALID",
    ],
    [
      "a manifest with entities",
      zip({ name: "imsmanifest.xml", body: '<!DOCTYPE m [<!ENTITY a "aaaa">]><manifest>&a;</manifest>' }),
      "XML_HOSTILE",
    ],
  ])("is refused where it is %s, and nothing of it stays", async (_what, bytes, reason) => {
    const author = await school.mentor();
    const { courseId } = await writeCourse(author);
    await expect(add(author, courseId, bytes)).rejects.toMatchObject({ reason });
    const left: string[] = [];
    for await (const { key } of school.platform.host.parts.blobs.list(`courses/${courseId}/packages/`)) left.push(key);
    expect(left).toEqual([]);
  });

  it("is for authors of the course alone", async () => {
    const { author, scorm, place } = await play(package12());
    const other = await school.mentor();
    const { courseId } = place;
    await expect(add(other, courseId, package12())).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    await expect(other.scorm.batchGetPackages({ courseId, packageIds: [scorm.id] })).rejects.toMatchObject({
      reason: "COURSE_NOT_FOUND",
    });
    const uploadKey = await school.upload(other, package12(), "application/zip");
    await expect(author.scorm.addPackage({ courseId, uploadKey, fileName: "a.zip" })).rejects.toMatchObject({
      reason: "UPLOAD_NOT_FOUND",
    });
  });

  it("is named by blocks of its course alone, by one of its entries", async () => {
    const { author, scorm } = await play(package12());
    const { courseId, lesson, revision } = await writeCourse(author, { publish: false });
    const own = await add(author, courseId, package12());
    const write = (block: Blocks[number]) =>
      author.authoring.updateLesson({ courseId, lessonId: lesson(0), revision, blocks: [block] });
    await expect(write(part(scorm.id, "sco/index.html"))).rejects.toMatchObject({
      fields: { "blocks[0].package.package_id": expect.any(String) },
    });
    await expect(write(part(own.id, "../../etc/passwd"))).rejects.toMatchObject({
      fields: { "blocks[0].package.entry": expect.any(String) },
    });
    const { blocks } = await write(part(own.id, "sco/index.html", 5));
    expect(blocks[0]?.content).toMatchObject({ value: { version: PackageVersion.SCORM_1_2, points: 5 } });
  });
});

describe("a package that is opened", () => {
  it("has an address of its own, and the values with which a part begins", async () => {
    const { learner, place, scorm } = await play(package12());
    const before = await learner.scorm.getPackageResult(place);
    expect(before.result).toMatchObject({ state: PackageState.NOT_STARTED, done: false, score: undefined });
    const launch = await learner.scorm.launchPackage(place);
    expect(launch).toMatchObject({ version: PackageVersion.SCORM_1_2, reports: true });
    expect(launch.values).toMatchObject({
      "cmi.core.student_name": "Анна Петрова",
      "cmi.core.entry": "ab-initio",
      "cmi.student_data.mastery_score": "70",
    });
    expect(await opened(launch.url)).toEqual({
      folder: `courses/${place.courseId}/packages/${scorm.id}`,
      entry: "sco/index.html",
    });
    expect(launch.expireTime?.getTime()).toBeGreaterThan(Date.now() + 11 * 3600_000);
    const { result } = await learner.scorm.getPackageResult(place);
    expect(result).toMatchObject({ state: PackageState.INCOMPLETE, launchTime: expect.any(Date) });
  });

  it("keeps what it says, and goes on there", async () => {
    const { learner, place } = await play(package12());
    const first = await learner.scorm.launchPackage(place);
    const values = {
      "cmi.suspend_data": "страница=3\0",
      "cmi.core.lesson_location": "3",
      "cmi.core.lesson_status": "incomplete",
      "cmi.core.session_time": "0000:05:30",
      "cmi.core.exit": "suspend",
      "cmi.core.student_name": "Mallory",
    };
    const saved = await learner.scorm.savePackageState({ ...place, launchId: first.launchId, sequence: 1, values });
    expect(saved.result).toMatchObject({ state: PackageState.INCOMPLETE, done: false, seconds: 330 });
    const second = await learner.scorm.launchPackage(place);
    expect(second.values).toMatchObject({
      "cmi.suspend_data": "страница=3\ufffd",
      "cmi.core.lesson_location": "3",
      "cmi.core.entry": "resume",
      "cmi.core.total_time": "0000:05:30",
      "cmi.core.student_name": "Анна Петрова",
    });
    expect(second.values).not.toHaveProperty(["cmi.core.exit"]);
    // The time of the second opening is added to that of the first, however often it is told.
    for (const sequence of [1, 2]) {
      const more = { "cmi.core.session_time": "0000:00:30" };
      await learner.scorm.savePackageState({ ...place, launchId: second.launchId, sequence, values: more });
    }
    expect((await learner.scorm.getPackageResult(place)).result?.seconds).toBe(360);
  });

  it("never loses what is newer to what is older, and answers the same to a repetition", async () => {
    const { learner, place } = await play(package12());
    const { launchId } = await learner.scorm.launchPackage(place);
    const save = (sequence: number, data: string) =>
      learner.scorm.savePackageState({ ...place, launchId, sequence, values: { "cmi.suspend_data": data } });
    await save(2, "newer");
    await save(1, "older");
    await save(2, "repeated with something else");
    expect((await learner.scorm.launchPackage(place)).values["cmi.suspend_data"]).toBe("newer");
  });

  it("is open in one place: the one before is told, and its address leads nowhere", async () => {
    const { learner, place } = await play(package12());
    const [first, second] = [await learner.scorm.launchPackage(place), await learner.scorm.launchPackage(place)];
    expect(await opened(first.url)).toBeUndefined();
    expect(await opened(second.url)).toBeDefined();
    const save = (launchId: string) =>
      learner.scorm.savePackageState({ ...place, launchId, sequence: 1, values: { "cmi.suspend_data": "x" } });
    await expect(save(first.launchId)).rejects.toMatchObject({ reason: "PACKAGE_LAUNCHED_ELSEWHERE" });
    await save(second.launchId);
  });

  it("is nobody else's: what another person saves by its name is refused", async () => {
    const { learner, place } = await play(package12());
    const { launchId } = await learner.scorm.launchPackage(place);
    const other = await school.person();
    const values = { "cmi.core.lesson_status": "passed" };
    const save = () => other.scorm.savePackageState({ ...place, launchId, sequence: 1, values });
    await expect(save()).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
    for (const call of [other.scorm.launchPackage, other.scorm.getPackageResult]) {
      await expect(call(place)).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
    }
    await other.learning.enrol({ courseId: place.courseId });
    await expect(save()).rejects.toMatchObject({ reason: "PACKAGE_LAUNCHED_ELSEWHERE" });
    await other.scorm.launchPackage(place);
    await expect(save()).rejects.toMatchObject({ reason: "PACKAGE_LAUNCHED_ELSEWHERE" });
    expect((await learner.scorm.getPackageResult(place)).result?.done).toBe(false);
  });

  it("may not say more than there is room for", async () => {
    const { learner, place } = await play(package12());
    const { launchId } = await learner.scorm.launchPackage(place);
    const values = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`cmi.comments_${n}`, "x".repeat(100_000)]));
    await expect(learner.scorm.savePackageState({ ...place, launchId, sequence: 1, values })).rejects.toMatchObject({
      reason: "PACKAGE_STATE_TOO_LARGE",
    });
  });

  it("by its author is played, and nothing is kept", async () => {
    const { author, place } = await play(package12());
    const launch = await author.scorm.launchPackage(place);
    expect(await opened(launch.url)).toBeDefined();
    expect(launch).toMatchObject({ result: undefined, progress: undefined });
    const values = { "cmi.core.lesson_status": "passed" };
    await expect(
      author.scorm.savePackageState({ ...place, launchId: launch.launchId, sequence: 1, values }),
    ).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
  });

  it("must be one: other blocks and lessons are refused", async () => {
    const { learner, place } = await play(package12());
    const lessonId = place.blockId;
    await expect(learner.scorm.launchPackage({ ...place, blockId: place.courseId })).rejects.toMatchObject({
      reason: "PACKAGE_NOT_FOUND",
    });
    await expect(learner.scorm.launchPackage({ ...place, lessonId })).rejects.toMatchObject({
      reason: "LESSON_NOT_FOUND",
    });
  });
});

describe("what a package says counts", () => {
  it("completes the block, and with it the course", async () => {
    const { learner, place } = await play(package12());
    const { launchId } = await learner.scorm.launchPackage(place);
    const say = (sequence: number, status: string, raw: string) =>
      learner.scorm.savePackageState({
        ...place,
        launchId,
        sequence,
        values: { "cmi.core.lesson_status": status, "cmi.core.score.raw": raw },
      });
    // Below the mastery score, whatever the package thinks of it.
    const failed = await say(1, "completed", "69");
    expect(failed.result).toMatchObject({ state: PackageState.FAILED, done: false, score: 0.69 });
    expect(failed.progress?.passed).toBe(false);
    const passed = await say(2, "completed", "90");
    expect(passed.result).toMatchObject({ state: PackageState.PASSED, done: true, score: 0.9 });
    expect(passed.progress).toMatchObject({ done: 1, passed: true });
    expect(passed.certificateId).not.toBe("");
    // What was reached stays, and nothing more is told of it.
    const again = await say(3, "incomplete", "10");
    expect(again).toMatchObject({
      result: { state: PackageState.INCOMPLETE, done: true, score: 0.9 },
      progress: undefined,
    });
  });

  it("cannot be marked as read", async () => {
    const { learner, place } = await play(package12());
    const { progress } = await learner.learning.completeBlocks({ ...place, blockIds: [place.blockId] });
    expect(progress?.done).toBe(0);
  });

  it("is done once opened where it is mere pages, and earns all of its points", async () => {
    const { learner, place } = await play(package2004(), { entry: 1, points: 5 });
    const launch = await learner.scorm.launchPackage(place);
    expect(launch).toMatchObject({
      reports: false,
      result: { state: PackageState.COMPLETED, done: true, score: undefined },
    });
    expect(launch.progress).toMatchObject({ done: 1, lessons: [{ score: 1 }] });
  });

  it("in points beside questions, and on the leaderboard", async () => {
    const author = await school.mentor();
    const policy = { passScore: 0.5, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] };
    const { courseId, lesson, revision } = await writeCourse(author, { publish: false, policy });
    const scorm = await add(author, courseId, package2004());
    const lessonId = lesson(0);
    const { blocks } = await author.authoring.updateLesson({
      courseId,
      lessonId,
      revision,
      grading: homework,
      blocks: [single(), part(scorm.id, scorm.entries[0]?.href ?? "", 3), part(scorm.id, "pages.html"), text("Read.")],
    });
    await author.authoring.publishCourse({ courseId });
    await author.leaderboard.updateLeaderboard({ courseId, enabled: true });
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    const place = { courseId, lessonId, blockId: blocks[1]?.id ?? "" };
    const { launchId, values } = await learner.scorm.launchPackage(place);
    expect(values).toMatchObject({ "cmi.launch_data": "begin here", "cmi.scaled_passing_score": "0.6" });
    const saved = await learner.scorm.savePackageState({
      ...place,
      launchId,
      sequence: 1,
      values: { "cmi.score.scaled": "0.8", "cmi.completion_status": "completed" },
    });
    // Three of four points are the package's, of which it earned 0.8.
    expect(saved.progress?.grade).toBeCloseTo(0.6);
    const { standings } = await learner.leaderboard.getLeaderboard({ courseId });
    expect(standings).toMatchObject([{ accountId: learner.id, points: expect.closeTo(2.4) }]);
  });

  it("no more once the lesson is over", async () => {
    const { learner, place } = await play(package12(), { points: 1, grading: { dueDays: 1 } });
    const { launchId } = await learner.scorm.launchPackage(place);
    school.platform.advance(2 * day);
    const later = await school.again(learner);
    const { result } = await later.scorm.savePackageState({
      ...place,
      launchId,
      sequence: 1,
      values: { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "100" },
    });
    expect(result).toMatchObject({ state: PackageState.PASSED, done: true, score: undefined });
    const { enrolment } = await later.catalogue.getCourse({ courseId: place.courseId });
    expect(enrolment?.progress?.lessons[0]?.score).toBe(0);
  });
});

describe("a package that its author replaces", () => {
  it("begins anew, and what was reached stays", async () => {
    const { author, learner, place } = await play(package12());
    const { courseId, lessonId, blockId } = place;
    const { launchId } = await learner.scorm.launchPackage(place);
    const values = { "cmi.core.lesson_status": "passed", "cmi.suspend_data": "of the old one" };
    await learner.scorm.savePackageState({ ...place, launchId, sequence: 1, values });
    const other = await add(author, courseId, package2004());
    const { revision } = await author.authoring.getDraftLesson({ courseId, lessonId });
    const block = { ...part(other.id, other.entries[0]?.href ?? ""), id: blockId };
    await author.authoring.updateLesson({ courseId, lessonId, revision, blocks: [block] });
    // Learners go on with the version that is published.
    expect((await learner.scorm.launchPackage(place)).version).toBe(PackageVersion.SCORM_1_2);
    await author.authoring.publishCourse({ courseId });
    const launch = await learner.scorm.launchPackage(place);
    expect(launch.values).not.toHaveProperty(["cmi.suspend_data"]);
    expect(launch.values["cmi.entry"]).toBe("ab-initio");
    expect(launch.result).toMatchObject({ state: PackageState.INCOMPLETE, done: true });
  });
});

describe("a package that no lesson plays", () => {
  it("is gone a week after it was added, with its files; others stay", async () => {
    const elsewhere = await openSchool({ tasksEverySecond: true });
    try {
      const author = await elsewhere.mentor();
      const { courseId, lesson, revision } = await writeCourse(author, { publish: false });
      const send = async () => {
        const uploadKey = await elsewhere.upload(author, package12(), "application/zip");
        const { package: added } = await author.scorm.addPackage({ courseId, uploadKey, fileName: "a.zip" });
        return added?.id ?? "";
      };
      const [played, unused] = [await send(), await send()];
      const block = part(played, "sco/index.html");
      await author.authoring.updateLesson({ courseId, lessonId: lesson(0), revision, blocks: [block] });
      const files = async (id: string) => {
        const keys: string[] = [];
        for await (const { key } of elsewhere.platform.host.parts.blobs.list(`courses/${courseId}/packages/${id}/`))
          keys.push(key);
        return keys.length;
      };
      expect([await files(played), await files(unused)]).toEqual([3, 3]);
      elsewhere.platform.advance(6 * day);
      await sleep(2500);
      expect(await files(unused)).toBe(3);
      elsewhere.platform.advance(2 * day);
      for (let tries = 0; tries < 100 && (await files(unused)) > 0; tries++) await sleep(100);
      expect([await files(played), await files(unused)]).toEqual([3, 0]);
      const later = await elsewhere.person({ id: author.id, roles: ["USER", "MENTOR"] });
      const { packages } = await later.scorm.batchGetPackages({ courseId, packageIds: [played, unused] });
      expect(packages.map(({ id }) => id)).toEqual([played]);
    } finally {
      await elsewhere.stop();
    }
  });
});

it("a package with a page in a folder of its own is read from there", async () => {
  const author = await school.mentor();
  const { courseId } = await writeCourse(author);
  const items = '<item identifierref="r"><title>In</title></item>';
  const bytes = zip(
    { name: "course/imsmanifest.xml", body: manifest12(items, sco12("r", "a/b.html#start")) },
    { name: "course/a/b.html", body: page("b") },
    { name: "readme.txt", body: "beside it" },
  );
  const { entries, fileCount } = await add(author, courseId, bytes);
  expect(entries).toMatchObject([{ href: "a/b.html#start" }]);
  expect(fileCount).toBe(2);
});

it("where the operator named no origin for packages, it says so", async () => {
  const elsewhere = await openSchool({ playUrl: null });
  try {
    const author = await elsewhere.mentor();
    const { courseId, lesson, revision } = await writeCourse(author, { publish: false });
    const uploadKey = await elsewhere.upload(author, package12(), "application/zip");
    const { package: scorm } = await author.scorm.addPackage({ courseId, uploadKey, fileName: "a.zip" });
    const lessonId = lesson(0);
    const blocks = [part(scorm?.id ?? "", "sco/index.html")];
    const written = await author.authoring.updateLesson({ courseId, lessonId, revision, blocks });
    const place = { courseId, lessonId, blockId: written.blocks[0]?.id ?? "" };
    await expect(author.scorm.launchPackage(place)).rejects.toMatchObject({ reason: "PLAY_ORIGIN_MISSING" });
  } finally {
    await elsewhere.stop();
  }
});
