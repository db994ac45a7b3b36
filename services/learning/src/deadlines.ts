import { DeadlineApproached } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Ctx, type Database, emit } from "@platform/kit";
import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { lapseOverdue } from "./attempts.ts";
import { attempts, courses, deadlineNotices, enrolments, lessons } from "./schema.ts";

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
    for (const { accountId, courseId, settings, lesson, dueTime } of rows) {
      await tx.insert(deadlineNotices).values({ accountId, courseId, lessonId: lesson.id });
      const names = { courseTitle: settings?.title ?? "", lessonTitle: lesson.title };
      await emit(tx, DeadlineApproached, { accountId, courseId, lessonId: lesson.id, dueTime, ...names });
    }
    return rows.length === atOnce;
  });
}

/** Lessons whose deadline falls into the next day, with the learners who have not submitted and were not told. */
function findApproaching(db: Database, now: Date) {
  const soon = new Date(now.getTime() + dayMs);
  // As lessonDue has it: the earlier of the two, where there are two. One bad time of an import must not hide the others.
  const said = sql`${lessons.grading} ->> 'dueTime'`;
  const due = sql`least(
    case when pg_input_is_valid(${said}, 'timestamptz') then (${said})::timestamptz end,
    case when (${lessons.grading} ->> 'dueDays')::int > 0
      then ${enrolments.createTime} + (${lessons.grading} ->> 'dueDays')::int * interval '24 hours' end)`;
  const of = { accountId: enrolments.accountId, courseId: enrolments.courseId, lessonId: lessons.id };
  const submitted = db
    .select({ one: sql`1` })
    .from(attempts)
    .where(
      and(
        eq(attempts.accountId, of.accountId),
        eq(attempts.courseId, of.courseId),
        eq(attempts.lessonId, of.lessonId),
        sql`${attempts.submitTime} is not null`,
      ),
    );
  const told = db
    .select({ one: sql`1` })
    .from(deadlineNotices)
    .where(
      and(
        eq(deadlineNotices.accountId, of.accountId),
        eq(deadlineNotices.courseId, of.courseId),
        eq(deadlineNotices.lessonId, of.lessonId),
      ),
    );
  return db
    .select({
      accountId: enrolments.accountId,
      courseId: enrolments.courseId,
      settings: courses.publishedSettings,
      lesson: { id: lessons.id, title: lessons.title },
      dueTime: sql<Date>`${due}`.mapWith(enrolments.createTime),
    })
    .from(enrolments)
    .innerJoin(courses, eq(courses.id, enrolments.courseId))
    .innerJoin(lessons, and(eq(lessons.courseId, courses.id), eq(lessons.version, courses.publishedVersion)))
    .where(
      and(
        isNull(enrolments.leaveTime),
        sql`cardinality(${lessons.questionIds}) > 0`,
        sql`${due} > ${now.toISOString()}::timestamptz and ${due} <= ${soon.toISOString()}::timestamptz`,
        notExists(submitted),
        notExists(told),
      ),
    )
    .limit(atOnce);
}
