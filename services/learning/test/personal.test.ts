import {
  AccountErased,
  AccountRegistered,
  PersonalDataRequested,
} from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignment, homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor("Вера");
});
afterAll(() => school?.stop());

const policy = { passScore: 0, requireAllBlocks: true, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] };

async function graduate(name: string) {
  const { courseId, lesson, blockIds } = await writeCourse(mentor, {
    title: "Ботаника",
    policy,
    lessons: [
      { title: "Read", blocks: [text("a")] },
      { title: "Solve", blocks: [single()], grading: homework },
      { title: "Write", blocks: [assignment()] },
    ],
  });
  const learner = await school.person({ name });
  await learner.learning.enrol({ courseId });
  await learner.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: blockIds[0] });
  const essay = { courseId, lessonId: lesson(2), blockId: blockIds[2]?.[0] ?? "" };
  await learner.assignments.saveSubmissionText({ ...essay, text: `An essay of ${name}` });
  await learner.assignments.handInSubmission(essay);
  const { attempt } = await learner.learning.startAttempt({ courseId, lessonId: lesson(1) });
  const answers = [{ blockId: blockIds[1]?.[0], choiceIds: ["right"] }];
  const { certificateId } = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
  return { learner, courseId, certificateId, place: { courseId, lessonId: lesson(1) } };
}

async function collected(accountId: string) {
  const exportId = "0199f3c2-7c1e-7e66-8ab1-0242ac120002";
  await school.platform.announce(PersonalDataRequested, { accountId, exportId });
  const part = await school.platform.announced(PersonalDataCollected, accountId);
  expect(part).toMatchObject({ exportId, service: "learning" });
  return JSON.parse(part.document);
}

describe("a person's name", () => {
  it("is what was heard last, also where the newer word comes first", async () => {
    const { id } = await school.person();
    await school.platform.announce(ProfileChanged, {
      accountId: id,
      name: "Новое имя",
      handle: "",
      language: Language.RU,
    });
    await school.platform.announce(AccountRegistered, { accountId: id, name: "Старое имя", language: Language.EN });
    expect(await collected(id)).toMatchObject({ name: "Новое имя" });
  });

  it("stands on the courses that the person wrote, as it is now", async () => {
    const author = await school.mentor("Прежнее имя");
    const { courseId } = await writeCourse(author);
    const read = async () => (await school.anonymous.catalogue.getCourse({ courseId })).course?.authorName;
    expect(await read()).toBe("Прежнее имя");
    const change = { accountId: author.id, name: "Нынешнее имя", handle: "", language: Language.RU };
    await school.platform.announce(ProfileChanged, change);
    expect(await read()).toBe("Нынешнее имя");
    await school.platform.announce(AccountErased, { accountId: author.id });
    expect(await read()).toBe("");
  });
});

describe("what is held of a person", () => {
  it("is given to them whole", async () => {
    const { learner, courseId, certificateId } = await graduate("Зоя");
    expect(await collected(learner.id)).toMatchObject({
      name: "Зоя",
      enrolments: [{ courseId, courseTitle: "Ботаника" }],
      doneBlocks: [{ courseId }, { courseId }, { courseId }],
      submissions: [{ courseId, work: { text: "An essay of Зоя" } }],
      reviewsGiven: [],
      attempts: [{ courseId, score: 1, answers: [{ choiceIds: ["right"] }] }],
      certificates: [{ id: certificateId, name: "Зоя" }],
      imports: [],
      authoredCourses: [],
    });
    expect((await collected(mentor.id)).authoredCourses).toContainEqual(expect.objectContaining({ id: courseId }));
  });

  it("is gone when the account is, while the certificate holds without the name", async () => {
    const { learner, courseId, certificateId, place } = await graduate("Яков");
    const neighbour = await school.person();
    await neighbour.learning.enrol({ courseId });
    await school.platform.announce(AccountErased, { accountId: learner.id });
    expect(await collected(learner.id)).toMatchObject({
      name: "",
      enrolments: [],
      doneBlocks: [],
      attempts: [],
      submissions: [],
      certificates: [{ name: "" }],
    });
    const { certificate } = await school.anonymous.certificates.getCertificate({ certificateId });
    expect(certificate).toMatchObject({ name: "", courseTitle: "Ботаника", grade: 1 });
    const { jwt } = await school.anonymous.certificates.getCredential({ certificateId });
    expect(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()).not.toContain("Яков");
    await expect(learner.learning.listAttempts(place)).rejects.toMatchObject({ reason: "NOT_ENROLLED" });
    const { learners } = await mentor.authoring.listLearners({ courseId });
    expect(learners.map(({ accountId }) => accountId)).toEqual([neighbour.id]);
  });
});
