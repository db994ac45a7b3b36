import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignment, openSchool, type School, writeCourse } from "./school.ts";

let school: School;
beforeAll(async () => {
  school = await openSchool({ tasksEverySecond: true });
});
afterAll(() => school?.stop());

const day = 24 * 3600_000;

describe("a file of a submission", () => {
  it("that no draft and no work holds is gone after a day", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(await school.mentor(), {
      lessons: [{ title: "Essay", blocks: [assignment()] }],
    });
    const place = { courseId, lessonId: lesson(0), blockId: blockIds[0]?.[0] ?? "" };
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    const send = async (name: string) =>
      learner.assignments.addSubmissionFile({
        ...place,
        name,
        uploadKey: await school.upload(learner, name, "text/plain"),
      });
    await send("kept.txt");
    const { submission } = await send("removed.txt");
    const [kept, removed] = submission?.draft?.files ?? [];
    await learner.assignments.removeSubmissionFile({ ...place, fileId: removed?.id });
    const download = (url = "") => school.download(url).then(({ bytes }) => bytes.toString());
    expect(await download(removed?.url)).toBe("removed.txt");

    school.platform.advance(2 * day);
    const isGone = () =>
      download(removed?.url).then(
        () => false,
        () => true,
      );
    for (let tries = 0; tries < 100 && !(await isGone()); tries++) await sleep(50);
    expect(await isGone()).toBe(true);
    expect(await download(kept?.url)).toBe("kept.txt");
  });
});
