import { DeadlineApproached } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Ctx, type Database, emit } from "@platform/kit";
import { and, eq, isNotNull, isNull, notExists, or, sql } from "drizzle-orm";
import { lapseOverdue } from "./attempts.ts";
import type { Deadline } from "./due.ts";
import {
  type AssignmentHead,
  attempts,
  cohorts,
  courses,
  deadlineNotices,
  enrolments,
  lessons,
  packageStates,
  submissions,
} from "./schema.ts";

const dayMs = 24 * 3600_000;
const atOnce = 500;

/** Ends the attempts that ran out of time, and tells learners of the deadlines that are a day away. */
export async function watchDeadlines(ctx: Ctx): Promise<void> {
  await ctx.tx((tx) => lapseOverdue(tx, ctx.now()));
  while (await announceDeadlines(ctx)) ctx.signal.throwIfAborted();
}

/** Announces some deadlines, each once a learner; answers whether there may be more. */
async function announceDeadlines(ctx: Ctx): Promise<boolean> {
  const now = ctx.now();
  return ctx.tx(async (tx) => {
    const rows = await findApproaching(tx, now);
    for (const { accountId, courseId, itemId, lessonId, settings, title, dueTime } of rows) {
      await tx.insert(deadlineNotices).values({ accountId, courseId, lessonId: itemId });
      const names = { courseTitle: settings?.title ?? "", lessonTitle: title };
      await emit(tx, DeadlineApproached, { accountId, courseId, lessonId, dueTime, ...names });
    }
    return rows.length === atOnce;
  });
}

/** What falls due within the next day, with the learners who have not submitted and were not told. */
function findApproaching(db: Database, now: Date) {
  const soon = new Date(now.getTime() + dayMs);
  const items = selectItems(db).as("items");
  // As dueOf has it, but for ends of cohorts that no deadline comes before: they would be announced lesson by lesson.
  const own = sql`${cohorts.dates} ->> ${items.itemId}::text`;
  const said = sql`coalesce(${own}, ${items.deadline} ->> 'dueTime')`;
  // One bad time of an import must not hide the others.
  const set = sql`least(
    case when pg_input_is_valid(${said}, 'timestamptz') then (${said})::timestamptz end,
    case when ${own} is null and (${items.deadline} ->> 'dueDays')::int > 0
      then coalesce(${cohorts.startTime}, ${enrolments.createTime})
        + (${items.deadline} ->> 'dueDays')::int * interval '24 hours' end)`;
  const due = sql`case when ${set} is not null then least(${set}, ${cohorts.endTime}) end`;
  const of = { accountId: enrolments.accountId, courseId: enrolments.courseId };
  const one = { one: sql`1` };
  const submitted = db
    .select(one)
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, of.accountId),
        eq(attempts.courseId, of.courseId),
        eq(attempts.lessonId, items.itemId),
        isNotNull(attempts.submitTime),
      ),
    );
  const handedIn = db
    .select(one)
    .from(submissions)
    .where(
      and(
        eq(submissions.accountId, of.accountId),
        eq(submissions.courseId, of.courseId),
        eq(submissions.blockId, items.itemId),
        isNotNull(submissions.handInTime),
      ),
    );
  const played = db
    .select(one)
    .from(packageStates)
    .where(
      and(
        eq(packageStates.accountId, of.accountId),
        eq(packageStates.courseId, of.courseId),
        eq(packageStates.lessonId, items.itemId),
        packageStates.done,
      ),
    );
  const told = db
    .select(one)
    .from(deadlineNotices)
    .where(
      and(
        eq(deadlineNotices.accountId, of.accountId),
        eq(deadlineNotices.courseId, of.courseId),
        eq(deadlineNotices.lessonId, items.itemId),
      ),
    );
  return db
    .select({
      ...of,
      settings: items.settings,
      lessonId: items.lessonId,
      itemId: items.itemId,
      title: items.title,
      dueTime: sql<Date>`${due}`.mapWith(enrolments.createTime),
    })
    .from(enrolments)
    .innerJoin(items, eq(items.courseId, enrolments.courseId))
    .leftJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(
      and(
        isNull(enrolments.leaveTime),
        sql`${due} > ${now.toISOString()}::timestamptz and ${due} <= ${soon.toISOString()}::timestamptz`,
        notExists(submitted),
        notExists(handedIn),
        or(items.asks, notExists(played)),
        notExists(told),
      ),
    )
    .limit(atOnce);
}

/** All that may fall due in courses as learners see them: what counts of lessons, and assignments. */
function selectItems(db: Database) {
  const published = and(eq(lessons.courseId, courses.id), eq(lessons.version, courses.publishedVersion));
  const each = db
    .select({
      courseId: lessons.courseId,
      settings: courses.publishedSettings,
      lessonId: lessons.id,
      head: sql<AssignmentHead>`jsonb_array_elements(${lessons.assignments})`.as("head"),
    })
    .from(courses)
    .innerJoin(lessons, published)
    .as("each");
  const assignments = db
    .select({
      courseId: each.courseId,
      settings: each.settings,
      lessonId: each.lessonId,
      itemId: sql<string>`(${each.head} ->> 'blockId')::uuid`.as("item_id"),
      title: sql<string>`${each.head} ->> 'title'`.as("item_title"),
      deadline: sql<Deadline>`${each.head}`.as("deadline"),
      asks: sql<boolean>`true`.as("asks"),
    })
    .from(each);
  return db
    .select({
      courseId: lessons.courseId,
      settings: courses.publishedSettings,
      lessonId: lessons.id,
      itemId: sql<string>`${lessons.id}`.as("item_id"),
      title: sql<string>`${lessons.title}`.as("item_title"),
      deadline: sql<Deadline>`${lessons.grading}`.as("deadline"),
      asks: sql<boolean>`cardinality(${lessons.questionIds}) > 0`.as("asks"),
    })
    .from(courses)
    .innerJoin(lessons, published)
    .where(sql`cardinality(${lessons.questionIds}) > 0 or jsonb_array_length(${lessons.packages}) > 0`)
    .unionAll(assignments);
}
