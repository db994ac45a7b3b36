import { setTimeout as sleep } from "node:timers/promises";
import { DeadlineApproached } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { defineService, on, uuid7 } from "@platform/kit";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { package12 } from "./packages.ts";
import { assignment, homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

const heard: DeadlineApproached[] = [];
const listener = defineService({
  name: "listener",
  consumers: [
    on(DeadlineApproached, async (event) => {
      heard.push(event);
    }),
  ],
});

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool({ tasksEverySecond: true, beside: [listener] });
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const hour = 3600_000;
const policy = { passScore: 1, requireAllBlocks: false, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] };

/** What a learner heard, once the tasks have run over what is there now. */
async function heardBy({ id }: { id: string }, atLeast: number) {
  const own = () => heard.filter(({ accountId }) => accountId === id);
  for (let tries = 0; tries < 100 && own().length < atLeast; tries++) await sleep(50);
  return own();
}

describe("a deadline", () => {
  it("is announced a day before, once, to those who have not submitted", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      title: "Chemistry",
      policy,
      lessons: [
        { title: "Soon", blocks: [single()], grading: { ...homework, dueDays: 2 } },
        { title: "Text", blocks: [text("No question, no deadline.")], grading: { ...homework, dueDays: 2 } },
        { title: "Later", blocks: [single()], grading: { ...homework, dueDays: 30 } },
      ],
    });
    const [late, early, gone] = [await school.person(), await school.person(), await school.person()];
    for (const one of [late, early, gone]) await one.learning.enrol({ courseId });
    const { attempt } = await early.learning.startAttempt({ courseId, lessonId: lesson(0) });
    const answers = [{ blockId: blockIds[0]?.[0], choiceIds: ["right"] }];
    await early.learning.submitAttempt({ attemptId: attempt?.id, answers });
    await gone.learning.leaveCourse({ courseId });
    const { enrolment } = await late.catalogue.getCourse({ courseId });

    school.platform.advance(23 * hour);
    await sleep(1500);
    expect(heard).toEqual([]);
    school.platform.advance(2 * hour);
    expect(await heardBy(late, 1)).toEqual([
      {
        accountId: late.id,
        courseId,
        courseTitle: "Chemistry",
        lessonId: lesson(0),
        lessonTitle: "Soon",
        dueTime: new Date(Number(enrolment?.createTime) + 48 * hour),
      },
    ]);
    await sleep(1500);
    expect(heard).toHaveLength(1);
  });
});

describe("the deadline of an assignment", () => {
  it("is announced as well, to those who have not handed in", async () => {
    mentor = await school.mentor();
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      lessons: [{ title: "Essays", blocks: [assignment({ dueDays: 3 }), assignment({ title: "Talk" })] }],
    });
    const [idle, busy] = [await school.person(), await school.person()];
    for (const one of [idle, busy]) await one.learning.enrol({ courseId });
    const place = { courseId, lessonId: lesson(0), blockId: blockIds[0]?.[0] ?? "" };
    await busy.assignments.saveSubmissionText({ ...place, text: "Done" });
    await busy.assignments.handInSubmission(place);
    // Not before both did what they did, or the task would be quicker than they are.
    school.platform.advance(49 * hour);
    expect(await heardBy(idle, 1)).toMatchObject([{ lessonId: lesson(0), lessonTitle: "Essay" }]);
    await sleep(1500);
    expect(await heardBy(idle, 1)).toHaveLength(1);
    expect(await heardBy(busy, 0)).toEqual([]);
  });
});

describe("the deadline of a cohort", () => {
  it("is announced in place of the course's", async () => {
    mentor = await school.mentor();
    const { courseId, lesson } = await writeCourse(mentor, {
      lessons: [
        { title: "First", blocks: [single()], grading: { dueDays: 1 } },
        { title: "Second", blocks: [single()] },
      ],
    });
    const { cohort } = await mentor.cohorts.createCohort({ courseId, title: "Later" });
    const now = Number((await mentor.authoring.getDraft({ courseId })).course?.publishTime);
    const soon = new Date(now + 20 * hour);
    const changed = await mentor.cohorts.updateCohort({
      courseId,
      cohortId: cohort?.id,
      title: "Later",
      startTime: new Date(now + 240 * hour),
      dates: [{ itemId: lesson(1), dueTime: soon }],
      byCode: true,
    });
    const learner = await school.person();
    await learner.learning.enrol({ courseId, code: changed.cohort?.code });
    expect(await heardBy(learner, 1)).toMatchObject([{ lessonTitle: "Second", dueTime: soon }]);
    await sleep(1500);
    expect(await heardBy(learner, 1)).toHaveLength(1);
  });

  it("of a package that counts is announced to those who have not done it", async () => {
    mentor = await school.mentor();
    const { courseId, lesson, revision } = await writeCourse(mentor, { publish: false });
    const lessonId = lesson(0);
    const uploadKey = await school.upload(mentor, package12(), "application/zip");
    const { package: scorm } = await mentor.scorm.addPackage({ courseId, uploadKey, fileName: "a.zip" });
    const value = { title: "Play", packageId: scorm?.id, entry: "sco/index.html", points: 1 };
    const { blocks } = await mentor.authoring.updateLesson({
      courseId,
      lessonId,
      revision,
      grading: { dueDays: 2 },
      blocks: [{ content: { $case: "package", value } }],
    });
    await mentor.authoring.publishCourse({ courseId });
    const [late, early] = [await school.person(), await school.person()];
    for (const one of [late, early]) await one.learning.enrol({ courseId });
    const place = { courseId, lessonId, blockId: blocks[0]?.id ?? "" };
    const { launchId } = await early.scorm.launchPackage(place);
    const values = { "cmi.core.lesson_status": "passed" };
    await early.scorm.savePackageState({ ...place, launchId, sequence: 1, values });
    expect(await heardBy(late, 0)).toEqual([]);
    school.platform.advance(25 * hour);
    expect(await heardBy(late, 1)).toMatchObject([{ courseId, lessonId }]);
    expect(await heardBy(early, 0)).toEqual([]);
  });
});

describe("many who have the same deadline", () => {
  let sql: Sql;
  beforeAll(async () => {
    sql = postgres(school.platform.databaseUrl("learning"), { max: 2, onnotice: () => undefined });
    mentor = await school.mentor();
  });
  afterAll(() => sql?.end());

  async function openCourse(learners: number) {
    const lessons = [{ title: "Soon", blocks: [single()], grading: { dueDays: 2 } }];
    const { courseId, lesson } = await writeCourse(mentor, { lessons });
    const now = Number((await mentor.authoring.getDraft({ courseId })).course?.publishTime);
    const ids = Array.from({ length: learners }, () => uuid7());
    const enrol = () => sql`
      insert into enrolments (account_id, course_id, create_time, last_active_time)
      select id, ${courseId}, ${new Date(now - 30 * hour)}, now() from unnest(${ids}::uuid[]) id`;
    const told = () => heard.filter((event) => event.courseId === courseId).map(({ accountId }) => accountId);
    const wait = async (count: number) => {
      for (let tries = 0; tries < 100 && told().length < count; tries++) await sleep(50);
      // The task comes each second, and would tell them again.
      await sleep(1500);
      return told();
    };
    return { courseId, lesson, ids, enrol, wait };
  }

  it("are told once each, also where the task fails on its way and begins again", async () => {
    const { courseId, ids, enrol, wait } = await openCourse(800);
    await sql.unsafe(`
      create function fail_later() returns trigger language plpgsql as $$ begin
        if (select count(*) > 700 from deadline_notices where course_id = '${courseId}') then raise 'out of order'; end if;
        return null;
      end $$;
      create trigger fail_later after insert on deadline_notices execute function fail_later()`);
    await enrol();
    const some = await wait(1);
    expect(some).toHaveLength(500);
    await sql.unsafe("drop trigger fail_later on deadline_notices; drop function fail_later");
    expect((await wait(800)).toSorted()).toEqual(ids.toSorted());
  });

  it("are not told by two processes that came at the same time", async () => {
    const { courseId, lesson, ids, enrol, wait } = await openCourse(3);
    const [first = ""] = ids;
    // What the other process has written and not committed yet.
    await sql.begin(async (other) => {
      await other`insert into deadline_notices values (${first}, ${courseId}, ${lesson(0)})`;
      await enrol();
      expect(await wait(0)).toEqual([]);
    });
    expect((await wait(2)).toSorted()).toEqual(ids.slice(1).toSorted());
  });
});

describe("an attempt that ran out of time", () => {
  it("is ended without anybody coming back to it", async () => {
    mentor = await school.mentor();
    const grading = { ...homework, minutes: 5 };
    const { courseId, lesson } = await writeCourse(mentor, {
      policy,
      lessons: [{ title: "Quiz", blocks: [single()], grading }],
    });
    const person = await school.person();
    await person.learning.enrol({ courseId });
    const { attempt } = await person.learning.startAttempt({ courseId, lessonId: lesson(0) });
    school.platform.advance(6 * 60_000);
    const later = await school.again(person);
    const read = async () => (await later.learning.listAttempts({ courseId, lessonId: lesson(0) })).attempts[0];
    for (let tries = 0; tries < 100 && !(await read())?.submitTime; tries++) await sleep(50);
    expect(await read()).toMatchObject({ submitTime: attempt?.dueTime, score: 0 });
  });
});
