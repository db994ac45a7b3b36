import { AccountErased, EmailConfirmed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ImportOutcome } from "@platform/grpc/platform/learning/v1/import_service.ts";
import { LearnerEnrolled } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { defineService, on, uuid7 } from "@platform/kit";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignment, homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

const enrolled: LearnerEnrolled[] = [];
const listener = defineService({
  name: "listener",
  consumers: [
    on(LearnerEnrolled, async (event) => {
      enrolled.push(event);
    }),
  ],
});

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool({ beside: [listener] });
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });
const day = 24 * 3600_000;
const policy = { passScore: 1, requireAllBlocks: false, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] };

async function cohortOf(courseId: string, title: string) {
  const { cohort } = await mentor.cohorts.createCohort({ courseId, title });
  return { courseId, cohortId: cohort?.id ?? "", title };
}

async function named(name: string) {
  const person = await school.person({ name });
  const email = `${name}@example.org`.toLowerCase();
  await school.platform.announce(EmailConfirmed, { accountId: person.id, email, name, language: Language.EN });
  return { ...person, email };
}

describe("a cohort", () => {
  it("is made, given dates and a code, and removed, while its learners stay in the course", async () => {
    const { courseId, lesson } = await writeCourse(mentor, {
      policy,
      lessons: [{ title: "Solve", blocks: [single()], grading: { ...homework, dueDays: 5 } }],
    });
    const place = await cohortOf(courseId, " Autumn ");
    const twin = mentor.cohorts.createCohort({ courseId, title: "autumn" });
    await expect(twin).rejects.toMatchObject(refusal("COHORT_EXISTS"));
    const start = new Date(Date.now() + 10 * day);
    const before = { ...place, startTime: start, endTime: new Date(start.getTime() - 1) };
    await expect(mentor.cohorts.updateCohort(before)).rejects.toMatchObject({
      fields: { end_time: expect.any(String) },
    });
    const { cohort } = await mentor.cohorts.updateCohort({ ...place, title: "Winter", startTime: start, byCode: true });
    expect(cohort).toMatchObject({ title: "Winter", startTime: start, learnerCount: 0 });
    expect(cohort?.code).toMatch(/^[A-Z2-9]{8}$/);

    const learner = await school.person();
    const wrong = learner.learning.enrol({ courseId, code: "WRONGONE" });
    await expect(wrong).rejects.toMatchObject(refusal("CODE_UNKNOWN"));
    const { enrolment } = await learner.learning.enrol({ courseId, code: ` ${cohort?.code.toLowerCase()} ` });
    expect(enrolment).toMatchObject({ cohortTitle: "Winter", cohortId: place.cohortId });
    const due = enrolment?.progress?.lessons[0]?.dueTime;
    expect(due).toEqual(new Date(start.getTime() + 5 * day));

    const { cohorts, items } = await mentor.cohorts.listCohorts({ courseId });
    expect(cohorts).toMatchObject([{ title: "Winter", learnerCount: 1 }]);
    expect(items).toMatchObject([{ itemId: lesson(0), title: "Solve", dueDays: 5 }]);
    await mentor.cohorts.updateCohort({ ...place, title: "Winter" });
    const closed = (await school.person()).learning.enrol({ courseId, code: cohort?.code });
    await expect(closed).rejects.toMatchObject(refusal("CODE_UNKNOWN"));
    await mentor.cohorts.deleteCohort(place);
    await mentor.cohorts.deleteCohort(place);
    const after = await learner.learning.enrol({ courseId });
    expect(after.enrolment).toMatchObject({ cohortId: "", cohortTitle: "" });
  });

  it("has deadlines of its own for lessons and assignments, and an end of all", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      policy,
      lessons: [
        { title: "Solve", blocks: [single()], grading: { ...homework, dueTime: new Date(Date.now() - day) } },
        { title: "Write", blocks: [assignment({ dueDays: 1 })] },
      ],
    });
    const blockId = blockIds[1]?.[0] ?? "";
    const place = await cohortOf(courseId, "Late");
    const [ofLesson, ofEssay] = [new Date(Date.now() + 3 * day), new Date(Date.now() + 4 * day)];
    const end = new Date(Date.now() + 8 * day);
    await mentor.cohorts.updateCohort({
      ...place,
      endTime: end,
      dates: [
        { itemId: lesson(0), dueTime: ofLesson },
        { itemId: blockId, dueTime: ofEssay },
      ],
    });
    const [inside, outside] = [await school.person(), await school.person()];
    for (const one of [inside, outside]) await one.learning.enrol({ courseId });
    const start = { courseId, lessonId: lesson(0) };
    await expect(inside.learning.startAttempt(start)).rejects.toMatchObject(refusal("ATTEMPT_CLOSED"));
    const moved = await mentor.cohorts.moveLearners({ ...place, accountIds: [inside.id, uuid7()] });
    expect(moved).toEqual({ movedCount: 1 });
    expect((await inside.learning.startAttempt(start)).attempt?.dueTime).toEqual(ofLesson);
    await expect(outside.learning.startAttempt(start)).rejects.toMatchObject(refusal("ATTEMPT_CLOSED"));
    const essay = { courseId, lessonId: lesson(1), blockId };
    expect((await inside.assignments.getSubmission(essay)).submission?.dueTime).toEqual(ofEssay);
    await mentor.cohorts.updateCohort({ ...place, endTime: end });
    const { enrolment } = await inside.catalogue.getCourse({ courseId });
    expect(enrolment?.progress?.lessons.map(({ dueTime }) => dueTime)).toEqual([expect.any(Date), end]);
    await mentor.cohorts.moveLearners({ courseId, accountIds: [inside.id], cohortId: "" });
    await expect(inside.learning.startAttempt(start)).resolves.toBeDefined();
  });

  it("narrows the learners of a course and what they handed in", async () => {
    const { courseId, lesson, blockIds } = await writeCourse(mentor, {
      lessons: [{ title: "Write", blocks: [text("a"), assignment()] }],
    });
    const place = { courseId, lessonId: lesson(0), blockId: blockIds[0]?.[1] ?? "" };
    const cohort = await cohortOf(courseId, "One");
    for (const name of ["Inna", "Otto"]) {
      const person = await school.person({ name });
      await person.learning.enrol({ courseId });
      await person.assignments.saveSubmissionText({ ...place, text: name });
      await person.assignments.handInSubmission(place);
      if (name === "Inna") await mentor.cohorts.moveLearners({ ...cohort, accountIds: [person.id] });
    }
    const all = await mentor.authoring.listLearners({ courseId });
    expect([all.learners.length, all.learnerCount, all.meanDone]).toEqual([2, 2, 0.5]);
    const some = await mentor.authoring.listLearners(cohort);
    expect(some).toMatchObject({ learnerCount: 1, learners: [{ name: "Inna", enrolment: { cohortTitle: "One" } }] });
    expect(some.learners).toHaveLength(1);
    const queue = await mentor.grading.listHandedIn(cohort);
    expect(queue.submissions.map(({ name }) => name)).toEqual(["Inna"]);
    expect(queue.waitingCount).toBe(1);
    expect((await mentor.grading.listHandedIn({ courseId })).waitingCount).toBe(2);
  });

  it("is not there for other mentors, and not for learners", async () => {
    const { courseId } = await writeCourse(mentor);
    const place = await cohortOf(courseId, "One");
    const [other, learner] = [await school.mentor(), await school.person()];
    const calls = [
      (who: Person) => who.cohorts.listCohorts(place),
      (who: Person) => who.cohorts.createCohort({ ...place, title: "x" }),
      (who: Person) => who.cohorts.updateCohort(place),
      (who: Person) => who.cohorts.deleteCohort(place),
      (who: Person) => who.cohorts.moveLearners({ ...place, accountIds: [who.id] }),
      (who: Person) => who.cohorts.enrolLearners({ courseId, list: { $case: "text", value: "a@b" } }),
    ];
    for (const call of calls) {
      await expect(call(other)).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));
      await expect(call(learner)).rejects.toMatchObject(refusal("ACCESS_DENIED"));
    }
    const elsewhere = await writeCourse(mentor);
    const across = mentor.cohorts.updateCohort({ ...place, courseId: elsewhere.courseId });
    await expect(across).rejects.toMatchObject(refusal("COHORT_NOT_FOUND"));
  });
});

describe("a list of people to enrol", () => {
  it("is tried first, then carried out, and says what became of each line", async () => {
    const { courseId } = await writeCourse(mentor);
    const [spring, summer] = [await cohortOf(courseId, "Spring"), await cohortOf(courseId, "Summer")];
    const [vera, gleb, dina, egor] = await Promise.all(["Vera", "Gleb", "Dina", "Egor"].map(named));
    if (!vera || !gleb || !dina || !egor) throw new Error("nobody came");
    const profile = { accountId: gleb.id, name: "Gleb", handle: "Gleb7", language: Language.EN };
    await school.platform.announce(ProfileChanged, profile);
    await dina.learning.enrol({ courseId });
    await egor.learning.enrol({ courseId });
    await mentor.cohorts.moveLearners({ ...spring, accountIds: [egor.id] });
    const file = [
      "email;handle;cohort;phone",
      `${vera.email.toUpperCase()};;summer;1`,
      ";@gleb7;;2",
      `${dina.email};;Summer;3`,
      `${egor.email};;Spring;4`,
      "nobody@example.org;;;5",
      `${vera.email};;;6`,
      ";;Spring;7",
      `${dina.email.replace("dina", "DINA")};;Autumn;8`,
    ].join("\r\n");
    const list = async () => ({ $case: "uploadKey", value: await school.upload(mentor, file, "text/csv") }) as const;
    const wanted = { courseId, cohortId: spring.cohortId };
    const expected = [
      [2, "Summer", "TAKEN", ""],
      [3, "Spring", "TAKEN", ""],
      [4, "Summer", "CHANGED", ""],
      [5, "Spring", "LEFT_OUT", "ALREADY_ENROLLED"],
      [6, "Spring", "LEFT_OUT", "PERSON_UNKNOWN"],
      [7, "Spring", "LEFT_OUT", "PERSON_REPEATED"],
      [8, "Spring", "LEFT_OUT", "PERSON_MISSING"],
      [9, "Autumn", "LEFT_OUT", "PERSON_REPEATED"],
    ];
    const said = ({ lines }: Awaited<ReturnType<typeof mentor.cohorts.enrolLearners>>) =>
      lines.map(({ line, cohort, outcome, reason }) => [line, cohort, ImportOutcome[outcome], reason]);
    const dry = await mentor.cohorts.enrolLearners({ ...wanted, list: await list(), dryRun: true });
    expect(said(dry)).toEqual(expected);
    expect(dry).toMatchObject({ enrolledCount: 2, movedCount: 1, leftOutCount: 5, delimiter: ";", encoding: "utf-8" });
    expect(dry.unreadColumns).toEqual(["phone"]);
    expect((await mentor.authoring.listLearners({ courseId })).learnerCount).toBe(2);

    const done = await mentor.cohorts.enrolLearners({ ...wanted, list: await list() });
    expect(said(done)).toEqual(expected);
    expect((await mentor.authoring.listLearners({ courseId })).learnerCount).toBe(4);
    const { learners } = await mentor.authoring.listLearners(summer);
    expect(learners.map(({ name }) => name).sort()).toEqual(["Dina", "Vera"]);
    expect(await school.platform.announced(LearnerEnrolled, gleb.id)).toMatchObject({ courseId });
    const again = await mentor.cohorts.enrolLearners({ ...wanted, list: await list() });
    expect(again).toMatchObject({ enrolledCount: 0, movedCount: 0, leftOutCount: 8 });
  });

  it("leaves out those who lack what the course asks for first, and whom nobody knows any more", async () => {
    const first = await writeCourse(mentor, { title: "First" });
    const { courseId } = await writeCourse(mentor, { title: "Second", publish: false });
    await mentor.authoring.updateCourse({
      courseId,
      updateMask: ["prerequisite_ids"],
      prerequisiteIds: [first.courseId],
    });
    const [ready, unready, erased] = await Promise.all(["Ready", "Unready", "Erased"].map(named));
    if (!ready || !unready || !erased) throw new Error("nobody came");
    const value = [ready, unready, erased].map(({ email }) => email).join("\n");
    const list = { $case: "text", value } as const;
    const early = mentor.cohorts.enrolLearners({ courseId, list });
    await expect(early).rejects.toMatchObject(refusal("COURSE_NOT_PUBLISHED"));
    await mentor.authoring.publishCourse({ courseId });
    await ready.learning.enrol({ courseId: first.courseId });
    const blocks = { courseId: first.courseId, lessonId: first.lesson(0), blockIds: first.blockIds[0] };
    await ready.learning.completeBlocks(blocks);
    await school.platform.announce(AccountErased, { accountId: erased.id });
    const { lines } = await mentor.cohorts.enrolLearners({ courseId, list });
    expect(lines.map(({ reason }) => reason)).toEqual(["", "PREREQUISITE_MISSING", "PERSON_UNKNOWN"]);
  });

  it("stays done as far as it came where it fails on its way, and the same list does the rest", async () => {
    const author = await school.mentor();
    const { courseId } = await writeCourse(author);
    const { cohort } = await author.cohorts.createCohort({ courseId, title: "Autumn" });
    const place = { courseId, cohortId: cohort?.id };
    const sql = postgres(school.platform.databaseUrl("learning"), { max: 1, onnotice: () => undefined });
    try {
      // The cohort has 150 before; line 201 names somebody again whom the slice before enrolled.
      const people = Array.from({ length: 450 }, (_, at) => ({ id: uuid7(), email: `pupil${at}@example.org` }));
      const ids = people.map(({ id }) => id);
      await sql`
        insert into learner_addresses (account_id, email)
        select * from unnest(${ids}::uuid[], ${people.map(({ email }) => email)}::text[])`;
      await sql`
        insert into enrolments (account_id, course_id, create_time, last_active_time)
        select id, ${courseId}, now(), now() from unnest(${ids.slice(0, 150)}::uuid[]) id`;
      const value = people.map(({ email }) => email).toSpliced(200, 0, "pupil160@example.org");
      const wanted = { ...place, list: { $case: "text", value: value.join("\n") } } as const;
      const dry = await author.cohorts.enrolLearners({ ...wanted, dryRun: true });
      expect(dry).toMatchObject({ enrolledCount: 300, movedCount: 150, leftOutCount: 1 });
      expect(dry.lines[200]).toMatchObject({ line: 201, reason: "PERSON_REPEATED" });

      await sql`alter table enrolments add constraint not_this_one check (account_id <> ${sql.unsafe(`'${ids[420]}'`)})`;
      await expect(author.cohorts.enrolLearners(wanted)).rejects.toThrow();
      await sql`alter table enrolments drop constraint not_this_one`;
      expect((await author.authoring.listLearners({ courseId })).learnerCount).toBe(399);

      const rest = await author.cohorts.enrolLearners(wanted);
      expect(rest).toMatchObject({ enrolledCount: 51, movedCount: 0, leftOutCount: 400 });
      expect(rest.lines[200]).toMatchObject({ line: 201, reason: "PERSON_REPEATED" });
      expect(rest.lines.map(({ line }) => line)).toEqual(value.map((_, at) => at + 1));
      expect((await author.authoring.listLearners(place)).learnerCount).toBe(450);
      // Each is told of once, and those who were moved are not.
      await school.platform.settled();
      expect(
        enrolled
          .filter((event) => event.courseId === courseId)
          .map(({ accountId }) => accountId)
          .toSorted(),
      ).toEqual(ids.slice(150).toSorted());
    } finally {
      await sql.end();
    }
  });

  it("is refused where it is no list, or somebody else's", async () => {
    const { courseId } = await writeCourse(mentor);
    const send = async (who: Person, body: string | Uint8Array) =>
      mentor.cohorts.enrolLearners({
        courseId,
        list: { $case: "uploadKey", value: await school.upload(who, body, "text/csv") },
      });
    await expect(send(mentor, "one,two\n")).rejects.toMatchObject(refusal("LIST_INVALID"));
    await expect(send(mentor, "email\n")).rejects.toMatchObject(refusal("LIST_EMPTY"));
    await expect(send(mentor, new Uint8Array(1 << 21))).rejects.toMatchObject(refusal("FILE_TOO_LARGE"));
    await expect(send(await school.person(), "email\na@b")).rejects.toMatchObject(refusal("UPLOAD_NOT_FOUND"));
    const unknown = { courseId, cohortId: uuid7(), list: { $case: "text", value: "a@b" } } as const;
    await expect(mentor.cohorts.enrolLearners(unknown)).rejects.toMatchObject(refusal("COHORT_NOT_FOUND"));
  });
});
