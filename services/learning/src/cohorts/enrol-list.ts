import { buffer } from "node:stream/consumers";
import { type Ctx, type Database, openUpload, refuse, type Tx } from "@platform/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { type Course, lockAuthored } from "../courses.ts";
import { enter } from "../enrolments.ts";
import { findPeople } from "../learners.ts";
import { whoLacksPrerequisites } from "../prerequisites.ts";
import { enrolments } from "../schema.ts";
import { findCohort, listCohorts, moveLearners } from "./cohorts.ts";
import { type ListLine, type PeopleList, readList } from "./list.ts";

/** What became of a line. */
export interface EnrolLine {
  line: number;
  person: string;
  cohort: string;
  outcome: "TAKEN" | "CHANGED" | "LEFT_OUT";
  /** UPPER_SNAKE; empty where it was not left out. */
  reason: string;
}

interface Wanted {
  courseId: string;
  /** Of those whose line names none; empty for none. */
  cohortId: string;
  dryRun: boolean;
}

const largestFile = 1024 * 1024;

/** The bytes of a list that the caller sent. */
export async function readSentList(ctx: Ctx, uploadKey: string): Promise<Uint8Array> {
  const { size, body } = await openUpload(ctx, uploadKey);
  if (size > largestFile) {
    body.destroy();
    throw refuse.state("FILE_TOO_LARGE", "The file is larger than 1 MiB.");
  }
  return buffer(body);
}

/** Enrols the people of a list; a dry run finds out the same and changes nothing. */
export async function enrolList(
  ctx: Ctx,
  bytes: Uint8Array,
  wanted: Wanted,
): Promise<{ list: PeopleList; lines: EnrolLine[] }> {
  const list = readList(bytes);
  const lines = await ctx.tx(async (tx) => {
    const course = await lockAuthored(tx, ctx.person, wanted.courseId);
    if (course.state !== "PUBLISHED") {
      throw refuse.state("COURSE_NOT_PUBLISHED", "Nobody can be enrolled before the course is published.");
    }
    const plans = await plan(tx, course, list.lines, wanted.cohortId);
    if (!wanted.dryRun) await carryOut(tx, course, plans, ctx.now());
    return plans.map(({ accountId: _a, cohortId: _c, ...line }) => line);
  });
  return { list, lines };
}

type Plan = EnrolLine & { accountId: string; cohortId: string | null };

async function plan(db: Database, course: Course, lines: readonly ListLine[], standard: string): Promise<Plan[]> {
  const titles = new Map((await listCohorts(db, course.id)).map(({ cohort }) => [cohort.title.toLowerCase(), cohort]));
  const usual = standard === "" ? undefined : (await findCohort(db, course.id, standard)).cohort;
  const people = await findPeople(
    db,
    lines.map(({ person }) => person),
  );
  const accountIds = [...new Set(people.values())];
  const there = await readEnrolled(db, course.id, accountIds);
  const lacking = await whoLacksPrerequisites(db, course.publishedPrerequisiteIds, accountIds);
  const seen = new Set<string>();
  const plans: Plan[] = [];
  for (const { line, person, cohort: title } of lines) {
    const accountId = people.get(person);
    const cohort = title === "" ? usual : titles.get(title.toLowerCase());
    const said = { line, person, cohort: cohort?.title ?? title };
    const to = { accountId: accountId ?? "", cohortId: cohort?.id ?? null };
    const leaveOut = (reason: string) => plans.push({ ...said, ...to, outcome: "LEFT_OUT", reason });
    if (person === "") leaveOut("PERSON_MISSING");
    else if (accountId === undefined) leaveOut("PERSON_UNKNOWN");
    else if (seen.has(accountId)) leaveOut("PERSON_REPEATED");
    else if (title !== "" && !cohort) leaveOut("COHORT_UNKNOWN");
    else if (there.has(accountId)) {
      // A line that names no cohort leaves its person where they are.
      if (!cohort || there.get(accountId) === cohort.id) leaveOut("ALREADY_ENROLLED");
      else plans.push({ ...said, ...to, outcome: "CHANGED", reason: "" });
    } else if (lacking.has(accountId)) leaveOut("PREREQUISITE_MISSING");
    else plans.push({ ...said, ...to, outcome: "TAKEN", reason: "" });
    if (accountId !== undefined) seen.add(accountId);
  }
  return plans;
}

async function readEnrolled(db: Database, courseId: string, accountIds: string[]): Promise<Map<string, string | null>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .select({ accountId: enrolments.accountId, cohortId: enrolments.cohortId })
    .from(enrolments)
    .where(
      and(eq(enrolments.courseId, courseId), inArray(enrolments.accountId, accountIds), isNull(enrolments.leaveTime)),
    );
  return new Map(rows.map(({ accountId, cohortId }) => [accountId, cohortId]));
}

async function carryOut(tx: Tx, course: Course, plans: readonly Plan[], now: Date): Promise<void> {
  for (const { outcome, accountId, cohortId } of plans) {
    if (outcome === "TAKEN") await enter(tx, course, accountId, cohortId, now);
    if (outcome === "CHANGED") await moveLearners(tx, course.id, [accountId], cohortId);
  }
}
