import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const policy = {
  passScore: 0.5,
  requireAllBlocks: false,
  categories: [{ name: "Homework", weight: 1, dropLowest: 0 }],
};

describe("the learners of a course", () => {
  it("shows each learner lesson by lesson, the last active first, and all of them in three numbers", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      policy,
      lessons: [
        { title: "Read", blocks: [text("a"), text("b"), text("c")] },
        { title: "Solve", blocks: [single()], grading: homework },
      ],
    });
    const [idle, reader, passed, left] = await Promise.all(
      ["Олег", "Яна", "Пётр", "Ушедший"].map((name) => school.person({ name })),
    );
    if (!idle || !reader || !passed || !left) throw new Error("nobody came");
    for (const one of [idle, reader, passed, left]) await one.learning.enrol({ courseId });
    const read = { courseId, lessonId: lesson(0), blockIds: blockIds[0] };
    await left.learning.completeBlocks(read);
    await left.learning.leaveCourse({ courseId });
    await reader.learning.completeBlocks(read);
    const { attempt } = await passed.learning.startAttempt({ courseId, lessonId: lesson(1) });
    const answers = [{ blockId: blockIds[1]?.[0], choiceIds: ["right"] }];
    await passed.learning.submitAttempt({ attemptId: attempt?.id, answers });

    const first = await mentor.authoring.listLearners({ courseId, pageSize: 2 });
    expect(first.learners.map(({ name, accountId }) => [name, accountId])).toEqual([
      ["Пётр", passed.id],
      ["Яна", reader.id],
    ]);
    expect(first).toMatchObject({ learnerCount: 3, passedCount: 1 });
    expect(first.meanDone).toBeCloseTo((0 + 0.75 + 0.25) / 3);
    expect(first.learners[0]?.enrolment).toMatchObject({
      progress: { passed: true, grade: 1, lessons: [{ doneBlocks: 0 }, { score: 1, attempts: 1 }] },
    });
    expect(first.learners[0]?.enrolment?.certificateId).not.toBe("");
    const second = await mentor.authoring.listLearners({ courseId, pageSize: 2, pageToken: first.nextPageToken });
    expect(second.learners.map(({ name }) => name)).toEqual(["Олег"]);
    expect(second.nextPageToken).toBe("");
  });

  it("of a course without learners is empty", async () => {
    const { courseId } = await writeCourse(mentor);
    expect(await mentor.authoring.listLearners({ courseId })).toEqual({
      learners: [],
      nextPageToken: "",
      learnerCount: 0,
      passedCount: 0,
      meanDone: 0,
    });
  });
});
