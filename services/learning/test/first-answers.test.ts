// First answers as this release keeps them itself: without the trigger that does it for the release before.
import { AccountErased } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homework, openSchool, type Person, type School, single, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
let sql: Sql;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
  sql = postgres(school.platform.databaseUrl("learning"), { max: 1, onnotice: () => undefined });
  await sql`drop trigger if exists keep_first_answers on attempts`;
});
afterAll(async () => {
  await sql?.end();
  await school?.stop();
});

async function openCourse() {
  const course = await writeCourse(mentor, {
    policy: { passScore: 1, requireAllBlocks: false, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] },
    lessons: [{ title: "Solve", blocks: [single("One?"), single("Other?")], grading: homework }],
  });
  const { courseId, lesson, blockIds } = course;
  const start = async (who: Person) => {
    const { attempt } = await who.learning.startAttempt({ courseId, lessonId: lesson(0) });
    return attempt?.id ?? "";
  };
  const submit = (who: Person, attemptId: string, choices: string[]) => {
    const answers = choices.map((choice, at) => ({ blockId: blockIds[0]?.[at] ?? "", choiceIds: [choice] }));
    return who.learning.submitAttempt({ attemptId, answers });
  };
  const judged = async () => {
    const { questions } = await mentor.analytics.listQuestionStatistics({ courseId });
    return questions.map(({ prompt, answerCount, rightShare }) => [prompt, answerCount, rightShare]);
  };
  return { ...course, start, submit, judged };
}

describe("the first answer to a question", () => {
  it("is kept once, whatever is sent again and tried later", async () => {
    const { courseId, start, submit, judged } = await openCourse();
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    expect(await judged()).toEqual([]);
    const first = await start(learner);
    expect(await judged()).toEqual([]);
    const once = [
      ["Other?", 1, 0],
      ["One?", 1, 1],
    ];
    await submit(learner, first, ["right", "wrong"]);
    expect(await judged()).toEqual(once);
    await submit(learner, first, ["wrong", "right"]);
    expect(await judged()).toEqual(once);
    await submit(learner, await start(learner), ["wrong", "right"]);
    expect(await judged()).toEqual(once);
  });

  it("is not kept of an attempt that was refused", async () => {
    const { courseId, start, submit, judged } = await openCourse();
    const learner = await school.person();
    await learner.learning.enrol({ courseId });
    const attemptId = await start(learner);
    await expect(submit(learner, attemptId, ["right", "no such choice"])).rejects.toMatchObject({
      reason: "REQUEST_INVALID",
    });
    expect(await judged()).toEqual([]);
  });

  it("stays when its question is taken out of the course, and goes with its person", async () => {
    const { courseId, lesson, revision, start, submit, judged } = await openCourse();
    const [stays, goes] = [await school.person(), await school.person()];
    for (const one of [stays, goes]) {
      await one.learning.enrol({ courseId });
      await submit(one, await start(one), ["right", one === goes ? "right" : "wrong"]);
    }
    expect(await judged()).toEqual([
      ["Other?", 2, 0.5],
      ["One?", 2, 1],
    ]);
    await mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), revision, blocks: [single("New?")] });
    await mentor.authoring.publishCourse({ courseId });
    await school.platform.announce(AccountErased, { accountId: goes.id });
    await school.platform.settled();
    expect(await judged()).toEqual([
      ["Other?", 1, 0],
      ["One?", 1, 1],
    ]);
    expect(await sql`select 1 from first_answers where account_id = ${goes.id}`).toHaveLength(0);
  });
});
