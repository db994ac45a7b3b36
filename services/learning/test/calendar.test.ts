import { AccountErased } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assignment, openSchool, type Person, type School, single, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const day = 24 * 3600_000;
const nowhere = { reason: "CALENDAR_NOT_FOUND" };
const tokenOf = (path: string) => new URLSearchParams(path.split("?")[1]).get("token") ?? "";
const read = async (token: string) => (await school.anonymous.calendar.readCalendar({ token })).document;
const stamp = (time: number) => `${new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
const startsOf = (document: string) => [...document.matchAll(/DTSTART:(\S+)/g)].map(([, start]) => start);
const uidsOf = (document: string) => [...document.matchAll(/UID:(\S+)/g)].map(([, uid]) => uid);

async function dated(dueTime: Date) {
  const course = await writeCourse(mentor, {
    lessons: [{ title: "Solve", blocks: [single(), assignment({ dueTime })], grading: { category: "", dueTime } }],
  });
  const learner = await school.person({ name: "Рита" });
  await learner.learning.enrol({ courseId: course.courseId });
  return { ...course, learner };
}

it("a calendar is read by its secret address, which a new one replaces, and which can be taken back", async () => {
  const { learner } = await dated(new Date(Date.now() + 5 * day));
  expect((await learner.calendar.getCalendarAddress({})).createTime).toBeUndefined();
  const first = await learner.calendar.createCalendarAddress({});
  expect(first.path).toMatch(/^\/calendar\.ics\?token=[\w-]{43}$/);
  expect((await learner.calendar.getCalendarAddress({})).createTime).toEqual(first.createTime);
  expect(await read(tokenOf(first.path))).toContain("SUMMARY:Сдать: Solve");

  const second = await learner.calendar.createCalendarAddress({});
  await expect(read(tokenOf(first.path))).rejects.toMatchObject(nowhere);
  expect(startsOf(await read(tokenOf(second.path)))).toHaveLength(2);

  await learner.calendar.deleteCalendarAddress({});
  await learner.calendar.deleteCalendarAddress({});
  await expect(read(tokenOf(second.path))).rejects.toMatchObject(nowhere);
  await expect(read("")).rejects.toMatchObject(nowhere);
});

it("deadlines follow the cohort under the same UIDs, and end with the enrolment", async () => {
  const due = Math.floor(Date.now() / 1000) * 1000 + 5 * day;
  const { learner, courseId, lesson } = await dated(new Date(due));
  const token = tokenOf((await learner.calendar.createCalendarAddress({})).path);
  const before = await read(token);
  expect(startsOf(before)).toEqual([stamp(due), stamp(due)]);

  const { cohort } = await mentor.cohorts.createCohort({ courseId, title: "Late" });
  const cohortId = cohort?.id ?? "";
  const dates = [{ itemId: lesson(0), dueTime: new Date(due + day) }];
  await mentor.cohorts.updateCohort({ courseId, cohortId, title: "Late", dates });
  await mentor.cohorts.moveLearners({ courseId, cohortId, accountIds: [learner.id] });
  const after = await read(token);
  expect(startsOf(after)).toEqual([stamp(due), stamp(due + day)]);
  expect(new Set(uidsOf(after))).toEqual(new Set(uidsOf(before)));

  await learner.learning.leaveCourse({ courseId });
  expect(startsOf(await read(token))).toEqual([]);
});

it("an address leads nowhere once the account is gone, and what is long over is not told", async () => {
  const { learner } = await dated(new Date(Date.now() - 31 * day));
  const token = tokenOf((await learner.calendar.createCalendarAddress({})).path);
  expect(startsOf(await read(token))).toEqual([]);
  await school.platform.announce(AccountErased, { accountId: learner.id });
  await expect(read(token)).rejects.toMatchObject(nowhere);
});
