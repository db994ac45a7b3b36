import { type Database, refuse, type Tx } from "@platform/kit";
import { and, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { courses, enrolments } from "./schema.ts";

/** Refuses prerequisites that nobody could complete: unknown ones, the course itself, and circles. */
export async function checkPrerequisites(tx: Tx, courseId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Two courses that come to require one another at the same moment would each see no circle.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('prerequisites'))`);
  const known = await tx
    .select({ id: courses.id })
    .from(courses)
    .where(and(inArray(courses.id, [...ids]), gt(courses.publishedVersion, 0)));
  const published = new Set(known.map(({ id }) => id));
  const circle = await coursesThatLeadTo(tx, courseId);
  const violations: Record<string, string> = {};
  for (const [index, id] of ids.entries()) {
    if (id === courseId) violations[`prerequisite_ids[${index}]`] = "is the course itself";
    else if (!published.has(id)) violations[`prerequisite_ids[${index}]`] = "names no published course";
    else if (circle.has(id)) violations[`prerequisite_ids[${index}]`] = "needs this course to be completed before";
  }
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
}

/** All courses that ask for a course, by others in between or not, in their drafts or in what is published. */
async function coursesThatLeadTo(tx: Tx, courseId: string): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive needing as (
      select ${courseId}::uuid as id
      union
      select ${courses.id} from ${courses} join needing
        on needing.id = any (${courses.prerequisiteIds} || ${courses.publishedPrerequisiteIds})
    ) select id from needing`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * The prerequisites that somebody has not completed; all of them for a stranger. Those that are out of the catalogue
 * are not asked for, since nobody new could complete them.
 */
export async function missingPrerequisites(
  db: Database,
  ids: readonly string[],
  accountId: string | undefined,
): Promise<{ id: string; title: string }[]> {
  if (ids.length === 0) return [];
  const asked = await askedFor(db, ids);
  const open = accountId === undefined ? [] : await completed(db, ids, accountId);
  return asked
    .filter(({ id }) => !open.includes(id))
    .map(({ id, settings }) => ({ id, title: settings?.title ?? "" }))
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** Of several people those who have not completed all prerequisites. */
export async function whoLacksPrerequisites(
  db: Database,
  ids: readonly string[],
  accountIds: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0 || accountIds.length === 0) return new Set();
  const asked = (await askedFor(db, ids)).map(({ id }) => id);
  if (asked.length === 0) return new Set();
  const rows = await db
    .select({ accountId: enrolments.accountId, count: sql<number>`count(*)::int` })
    .from(enrolments)
    .where(
      and(
        inArray(enrolments.accountId, [...accountIds]),
        inArray(enrolments.courseId, asked),
        isNotNull(enrolments.completeTime),
      ),
    )
    .groupBy(enrolments.accountId);
  const done = new Set(rows.filter(({ count }) => count === asked.length).map(({ accountId }) => accountId));
  return new Set(accountIds.filter((id) => !done.has(id)));
}

/** Those of the prerequisites that somebody new could complete. */
function askedFor(db: Database, ids: readonly string[]) {
  return db
    .select({ id: courses.id, settings: courses.publishedSettings })
    .from(courses)
    .where(and(inArray(courses.id, [...ids]), eq(courses.state, "PUBLISHED")));
}

async function completed(db: Database, ids: readonly string[], accountId: string): Promise<string[]> {
  const rows = await db
    .select({ id: enrolments.courseId, completeTime: enrolments.completeTime })
    .from(enrolments)
    .where(and(eq(enrolments.accountId, accountId), inArray(enrolments.courseId, [...ids])));
  return rows.filter(({ completeTime }) => completeTime !== null).map(({ id }) => id);
}
