import { DeadlineApproached } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Ctx, type Database, emitAll } from "@platform/kit";
import { sql } from "drizzle-orm";
import { lapseOverdue } from "./attempts.ts";
import {
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
    const found = await findApproaching(tx, now);
    if (found.length === 0) return false;
    const told = await tx
      .insert(deadlineNotices)
      .values(found.map(({ itemId, ...of }) => ({ accountId: of.accountId, courseId: of.courseId, lessonId: itemId })))
      // Another process may have told them at the same time, where this one lost its turn without noticing.
      .onConflictDoNothing()
      .returning();
    const key = (one: { accountId: string; courseId: string }, itemId: string) =>
      `${one.accountId} ${one.courseId} ${itemId}`;
    const mine = new Set(told.map((notice) => key(notice, notice.lessonId)));
    const events = found
      .filter((one) => mine.has(key(one, one.itemId)))
      .map(({ itemId: _, dueTime, ...event }) => ({ ...event, dueTime: new Date(dueTime) }));
    await emitAll(tx, DeadlineApproached, events);
    return found.length === atOnce;
  });
}

interface Approaching extends Record<string, unknown> {
  accountId: string;
  courseId: string;
  courseTitle: string;
  lessonId: string;
  lessonTitle: string;
  /** The lesson, or the block of an assignment. */
  itemId: string;
  dueTime: string;
}

/**
 * What falls due within the next day, with the learners who have not submitted and were not told. What is said of dates
 * is read once a cohort, and not once a learner.
 */
async function findApproaching(db: Database, at: Date): Promise<Approaching[]> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const soon = sql`${new Date(at.getTime() + dayMs).toISOString()}::timestamptz`;
  const own = sql`e.account_id = of.account_id and e.course_id = of.course_id`;
  const rows = await db.execute<Approaching>(sql`
    with published as (
      select c.id as course_id, c.published_settings ->> 'title' as course_title, l.id as lesson_id, l.title, l.grading,
        cardinality(l.question_ids) > 0 as asks, jsonb_array_length(l.packages) > 0 as plays, l.assignments
      from ${courses} c
      join ${lessons} l on l.course_id = c.id and l.version = c.published_version
    ), items as (
      -- All that may fall due in courses as learners see them: what counts of lessons, and assignments.
      select course_id, course_title, lesson_id, lesson_id as item_id, title, grading as deadline, asks
      from published
      where asks or plays
      union all
      select course_id, course_title, lesson_id, (head ->> 'blockId')::uuid, head ->> 'title', head, true
      from published, jsonb_array_elements(assignments) head
    ), groups as (
      select id, course_id, start_time, end_time, dates from ${cohorts}
      union all
      -- Those who are in no cohort are the one that is called as their course.
      select id, id, null, null, '{}' from ${courses}
    ), dated as materialized (
      -- As dueOf has it, but for ends of cohorts that no deadline comes before: they would be announced lesson by lesson.
      select items.*, groups.id as group_id, groups.end_time, said.fixed, said.from_entry
      from items
      join groups on groups.course_id = items.course_id
      cross join lateral (select groups.dates ->> items.item_id::text as own) of_cohort
      cross join lateral (
        select coalesce(own, deadline ->> 'dueTime') as text,
          case when own is null and (deadline ->> 'dueDays')::int > 0
            then (deadline ->> 'dueDays')::int * interval '24 hours' end as span
      ) word
      cross join lateral (
        select
          -- One bad time of an import must not hide the others.
          least(case when pg_input_is_valid(text, 'timestamptz') then text::timestamptz end, start_time + span) as fixed,
          case when start_time is null then span end as from_entry
      ) said
      where least(fixed, end_time) > ${now} is not false
        and (from_entry is not null or (fixed is not null and least(fixed, end_time) <= ${soon}))
    ), approaching as materialized (
      select e.account_id, dated.*, due.due_time
      from dated
      join ${enrolments} e on e.course_id = dated.course_id and coalesce(e.cohort_id, e.course_id) = dated.group_id
      cross join lateral (select least(fixed, e.create_time + from_entry, end_time) as due_time) due
      where e.leave_time is null and due.due_time > ${now} and due.due_time <= ${soon}
    )
    select
      of.account_id as "accountId",
      of.course_id as "courseId",
      coalesce(of.course_title, '') as "courseTitle",
      of.lesson_id as "lessonId",
      of.title as "lessonTitle",
      of.item_id as "itemId",
      of.due_time as "dueTime"
    from approaching of
    where not exists (select from ${deadlineNotices} e where ${own} and e.lesson_id = of.item_id)
      and not exists (
        select from ${attempts} e where ${own} and e.lesson_id = of.item_id and e.submit_time is not null)
      and not exists (
        select from ${submissions} e where ${own} and e.block_id = of.item_id and e.hand_in_time is not null)
      and (of.asks or not exists (
        select from ${packageStates} e where ${own} and e.lesson_id = of.item_id and e.done))
    limit ${atOnce}`);
  return [...rows];
}
