import { buffer } from "node:stream/consumers";
import { type Ctx, type Database, openUpload, refuse, type Tx } from "@platform/kit";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { type Course, lockAuthored } from "../courses.ts";
import { enter } from "../enrolments.ts";
import { findPeople } from "../learners.ts";
import { whoLacksPrerequisites } from "../prerequisites.ts";
import { cohorts, enrolments } from "../schema.ts";
import { findCohort, moveLearners } from "./cohorts.ts";
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
const atOnce = 200;

/** The bytes of a list that the caller sent. */
export async function readSentList(ctx: Ctx, uploadKey: string): Promise<Uint8Array> {
  const { size, body } = await openUpload(ctx, uploadKey);
  if (size > largestFile) {
    body.destroy();
    throw refuse.state("FILE_TOO_LARGE", "The file is larger than 1 MiB.");
  }
  return buffer(body);
}

/**
 * Enrols the people of a list; a dry run finds out the same and changes nothing. They come slice by slice: learners wait
 * while their course is held, and what was done stays where a later slice fails.
 */
export async function enrolList(
  ctx: Ctx,
  bytes: Uint8Array,
  wanted: Wanted,
): Promise<{ list: PeopleList; lines: EnrolLine[] }> {
  const list = readList(bytes);
  const lines: EnrolLine[] = [];
  const named = new Set<string>();
  const size = wanted.dryRun ? list.lines.length : atOnce;
  for (let from = 0; from < list.lines.length; from += size) {
    const slice = list.lines.slice(from, from + size);
    const plans = await ctx.tx(async (tx) => {
      const course = await lockAuthored(tx, ctx.person, wanted.courseId);
      if (course.state !== "PUBLISHED") {
        throw refuse.state("COURSE_NOT_PUBLISHED", "Nobody can be enrolled before the course is published.");
      }
      const plans = await plan(tx, course, slice, wanted.cohortId, named);
      if (!wanted.dryRun) await carryOut(tx, course, plans, ctx.now());
      return plans;
    });
    for (const { accountId, cohortId: _, ...line } of plans) {
      lines.push(line);
      if (accountId !== "") named.add(accountId);
    }
  }
  return { list, lines };
}

type Plan = EnrolLine & { accountId: string; cohortId: string | null };

/** What is to become of some lines; `named` are those whom earlier ones named. */
async function plan(
  db: Database,
  course: Course,
  lines: readonly ListLine[],
  standard: string,
  named: ReadonlySet<string>,
): Promise<Plan[]> {
  const all = await db.select().from(cohorts).where(eq(cohorts.courseId, course.id));
  const titles = new Map(all.map((cohort) => [cohort.title.toLowerCase(), cohort]));
  const usual = standard === "" ? undefined : (await findCohort(db, course.id, standard)).cohort;
  const people = await findPeople(
    db,
    lines.map(({ person }) => person),
  );
  const accountIds = [...new Set(people.values())];
  const there = await readEnrolled(db, course.id, accountIds);
  const lacking = await whoLacksPrerequisites(db, course.publishedPrerequisiteIds, accountIds);
  const seen = new Set(named);
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
  const taken = plans.filter(({ outcome }) => outcome === "TAKEN");
  const entrants = taken.map(({ accountId, cohortId }) => ({ accountId, cohortId }));
  await enter(tx, course, entrants, now);
  const changed = plans.filter(({ outcome }) => outcome === "CHANGED");
  for (const cohortId of new Set(changed.map((plan) => plan.cohortId))) {
    const moved = changed.filter((plan) => plan.cohortId === cohortId);
    const accountIds = moved.map(({ accountId }) => accountId);
    await moveLearners(tx, course.id, accountIds, cohortId);
  }
}
