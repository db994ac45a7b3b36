import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PathCompleted } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { PathState, PathStepState } from "@platform/grpc/platform/learning/v1/path.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool, type Person, type School, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
let courses: string[];
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor("Maria");
  courses = [];
  for (const title of ["Letters", "Words", "Sentences"]) {
    const { courseId } = await writeCourse(mentor, {
      title,
      policy: { passScore: 0, requireAllBlocks: true },
      lessons: [{ title: "Only", blocks: [text("Read.")] }],
    });
    courses.push(courseId);
  }
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });
type Steps = Parameters<Person["paths"]["updatePath"]>[0]["steps"];

/** A path of the three courses, each after the one before. */
async function writePath(title: string, steps?: Steps, publish = true) {
  const { path } = await mentor.paths.createPath({ title, language: Language.EN });
  const pathId = path?.id ?? "";
  const each = steps ?? courses.map((courseId, at) => ({ courseId, afterIds: courses.slice(at - 1, at) }));
  await mentor.paths.updatePath({
    pathId,
    revision: 1,
    title,
    summary: "To write.",
    language: Language.EN,
    steps: each,
  });
  if (publish) await mentor.paths.publishPath({ pathId });
  return pathId;
}

/** Passes a course that the learner is enrolled in. */
async function pass(learner: Person, courseId: string) {
  const { modules } = await learner.catalogue.getCourse({ courseId });
  const lessonId = modules[0]?.lessons[0]?.id ?? "";
  const { blocks } = await learner.learning.getLesson({ courseId, lessonId });
  const { progress } = await learner.learning.completeBlocks({
    courseId,
    lessonId,
    blockIds: blocks.map(({ id }) => id),
  });
  expect(progress?.passed).toBe(true);
}

const states = async (who: Pick<Person, "paths">, pathId: string) =>
  (await who.paths.getPath({ pathId })).steps.map(({ state }) => PathStepState[state]);

describe("a path", () => {
  it("is its author's alone until it is shown, and again once it is hidden", async () => {
    const pathId = await writePath("Hidden", undefined, false);
    const other = await school.mentor();
    await expect(other.paths.getPath({ pathId })).rejects.toMatchObject(refusal("PATH_NOT_FOUND"));
    await expect(school.anonymous.paths.getPath({ pathId })).rejects.toMatchObject(refusal("PATH_NOT_FOUND"));
    await expect(other.paths.publishPath({ pathId })).rejects.toMatchObject(refusal("PATH_NOT_FOUND"));
    const { paths: authored } = await mentor.paths.listAuthoredPaths({});
    expect(authored[0]).toMatchObject({ id: pathId, state: PathState.DRAFT, courseCount: 3 });
    expect((await other.paths.listAuthoredPaths({})).paths).toEqual([]);

    const { path } = await mentor.paths.publishPath({ pathId });
    expect(path).toMatchObject({ title: "Hidden", summary: "To write.", authorName: "Maria", courseCount: 3 });
    const listed = await school.anonymous.paths.listPaths({ language: Language.EN });
    expect(listed.paths.map(({ id }) => id)).toContain(pathId);
    expect((await school.anonymous.paths.listPaths({ language: Language.RU })).paths).toEqual([]);
    const learner = await school.person();
    await learner.paths.joinPath({ pathId });
    await mentor.paths.publishPath({ pathId, hide: true });
    await expect(other.paths.getPath({ pathId })).rejects.toMatchObject(refusal("PATH_NOT_FOUND"));
    expect((await learner.paths.getPath({ pathId })).path?.id).toBe(pathId);
    await mentor.paths.deletePath({ pathId });
    await mentor.paths.deletePath({ pathId });
    expect((await learner.paths.listOwnPaths({})).paths).toEqual([]);
  });

  it("is listed page by page", async () => {
    const ids = [await writePath("One"), await writePath("Two"), await writePath("Three")].reverse();
    const first = await school.anonymous.paths.listPaths({ pageSize: 2 });
    const second = await school.anonymous.paths.listPaths({ pageSize: 2, pageToken: first.nextPageToken });
    expect([...first.paths, ...second.paths].slice(0, 3).map(({ id }) => id)).toEqual(ids);
  });

  it("is not overwritten by who read an older one, and holds what can be taken", async () => {
    const pathId = await writePath("Written");
    const said = { pathId, title: "Again", language: Language.EN };
    await expect(mentor.paths.updatePath({ ...said, revision: 1, steps: [] })).rejects.toMatchObject(
      refusal("PATH_CHANGED"),
    );
    await expect(mentor.paths.updatePath({ ...said, revision: 2, steps: [] })).rejects.toMatchObject(
      refusal("PATH_EMPTY"),
    );
    const draft = (await writeCourse(mentor, { publish: false })).courseId;
    const [one, two] = courses as [string, string];
    const steps = [{ courseId: one, afterIds: [two] }, { courseId: one }, { courseId: draft }];
    await expect(mentor.paths.updatePath({ ...said, revision: 2, steps })).rejects.toMatchObject({
      fields: {
        "steps[0].after_ids[0]": expect.any(String),
        "steps[1].course_id": expect.any(String),
        "steps[2].course_id": expect.any(String),
      },
    });
    const empty = (await mentor.paths.createPath({ title: "Empty", language: Language.RU })).path?.id ?? "";
    await expect(mentor.paths.publishPath({ pathId: empty })).rejects.toMatchObject(refusal("PATH_EMPTY"));
  });
});

describe("who is on a path", () => {
  it("opens one course by completing another, and completes the path with the last", async () => {
    const pathId = await writePath("Writing");
    const [letters, words, sentences] = courses as [string, string, string];
    const learner = await school.person();
    expect(await states(school.anonymous, pathId)).toEqual(["OPEN", "LOCKED", "LOCKED"]);
    await expect(learner.paths.startStep({ pathId, courseId: words })).rejects.toMatchObject({
      reason: "PREREQUISITE_MISSING",
      metadata: { titles: "Letters" },
    });
    expect((await learner.paths.listOwnPaths({})).paths).toEqual([]);

    await learner.paths.startStep({ pathId, courseId: letters });
    expect(await states(learner, pathId)).toEqual(["STARTED", "LOCKED", "LOCKED"]);
    const { path, steps } = await learner.paths.getPath({ pathId });
    expect(path).toMatchObject({ learnerCount: 1, progress: { completed: 0, required: 3 } });
    expect(steps[1]?.missing).toEqual(["Letters"]);
    await pass(learner, letters);
    expect(await states(learner, pathId)).toEqual(["COMPLETED", "OPEN", "LOCKED"]);
    await learner.paths.startStep({ pathId, courseId: words });
    await pass(learner, words);
    await learner.paths.startStep({ pathId, courseId: sentences });
    await pass(learner, sentences);
    const [own] = (await learner.paths.listOwnPaths({})).paths;
    expect(own).toMatchObject({ id: pathId, progress: { completed: 3, required: 3 } });
    expect(own?.progress?.completeTime).toBeInstanceOf(Date);
    expect(await school.platform.announced(PathCompleted, learner.id)).toEqual({
      accountId: learner.id,
      pathId,
      pathTitle: "Writing",
    });
  });

  it("has what they completed before, needs no optional course, and may leave", async () => {
    const [letters, words] = courses as [string, string];
    const learner = await school.person();
    await learner.learning.enrol({ courseId: letters });
    await pass(learner, letters);
    const pathId = await writePath("Short", [{ courseId: letters }, { courseId: words, optional: true }]);
    const { path } = await learner.paths.joinPath({ pathId });
    expect(path?.progress).toMatchObject({ completed: 1, required: 1, completeTime: expect.any(Date) });
    await expect(learner.paths.startStep({ pathId, courseId: courses[2] })).rejects.toMatchObject(
      refusal("COURSE_NOT_FOUND"),
    );
    await learner.paths.leavePath({ pathId });
    expect((await learner.paths.getPath({ pathId })).path?.progress).toBeUndefined();
  });

  it("completes it when its author asks for less", async () => {
    const [letters, words] = courses as [string, string];
    const pathId = await writePath("Long", [{ courseId: letters }, { courseId: words }]);
    const learner = await school.person();
    await learner.paths.startStep({ pathId, courseId: letters });
    await pass(learner, letters);
    await mentor.paths.updatePath({
      pathId,
      revision: 2,
      title: "Long",
      language: Language.EN,
      steps: [{ courseId: letters }],
    });
    expect((await learner.paths.getPath({ pathId })).path?.progress?.completeTime).toBeInstanceOf(Date);
  });

  it("is not held up by a course that left the catalogue", async () => {
    const { courseId } = await writeCourse(mentor, { title: "Old" });
    const [letters] = courses as [string];
    const pathId = await writePath("Gone", [{ courseId }, { courseId: letters, afterIds: [courseId] }]);
    const learner = await school.person();
    await learner.paths.joinPath({ pathId });
    expect(await states(learner, pathId)).toEqual(["OPEN", "LOCKED"]);
    await mentor.authoring.archiveCourse({ courseId });
    expect(await states(learner, pathId)).toEqual(["GONE", "OPEN"]);
    await expect(learner.paths.startStep({ pathId, courseId })).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));
    await learner.paths.startStep({ pathId, courseId: letters });
  });
});
