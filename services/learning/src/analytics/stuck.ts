import type { Database } from "@platform/kit";
import { and, eq, inArray, sql } from "drizzle-orm";
import { viewEnrolments } from "../enrolments.ts";
import { namesOf } from "../learners.ts";
import { attempts, doneBlocks, enrolments, submissions } from "../schema.ts";
import { everEnrolled, type Population } from "./population.ts";

const dayMs = 24 * 3600_000;
const standardDays = 7;

export interface StuckLearner {
  accountId: string;
  name: string;
  progressTime: Date;
  done: number;
  lessonId: string;
  lessonTitle: string;
}

/** Where the page before ended. */
export interface StuckPlace {
  progressTime: Date;
  accountId: string;
}

/** Learners who neither passed nor left, and got no further for some days; zero days means a week. */
export async function listStuck(
  db: Database,
  population: Population,
  idleDays: number,
  now: Date,
  after: StuckPlace | undefined,
  limit: number,
): Promise<StuckLearner[]> {
  const since = new Date(now.getTime() - (idleDays || standardDays) * dayMs).toISOString();
  const later = after
    ? sql`(progress_time, account_id) > (${after.progressTime.toISOString()}::timestamptz, ${after.accountId}::uuid)`
    : sql`true`;
  const own = (alias: string) => sql.raw(`${alias}.account_id = e.account_id and ${alias}.course_id = e.course_id`);
  // `greatest` passes over what never happened; attempts without answers ran out of time.
  const found = await db.execute<{ accountId: string; progressTime: string }>(sql`
    with each as (
      select e.account_id, greatest(
        e.create_time,
        (select max(d.done_time) from ${doneBlocks} d where ${own("d")}),
        (select max(a.submit_time) from ${attempts} a where ${own("a")} and a.answers <> '[]'),
        (select max(s.hand_in_time) from ${submissions} s where ${own("s")})
      ) as progress_time
      from ${everEnrolled(population)}
      where e.leave_time is null and e.complete_time is null
    )
    select account_id as "accountId", to_json(progress_time) #>> '{}' as "progressTime"
    from each
    where progress_time < ${since}::timestamptz and ${later}
    order by progress_time, account_id
    limit ${limit}`);
  const times = new Map(found.map(({ accountId, progressTime }) => [accountId, new Date(progressTime)]));
  const ids = [...times.keys()];
  const rows = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.courseId, population.courseId), inArray(enrolments.accountId, ids)));
  rows.sort((one, other) => ids.indexOf(one.accountId) - ids.indexOf(other.accountId));
  const names = await namesOf(db, ids);
  const views = await viewEnrolments(db, rows);
  return views.map(({ enrolment: { accountId, createTime }, progress }) => ({
    accountId,
    name: names.get(accountId) ?? "",
    progressTime: times.get(accountId) ?? createTime,
    done: progress.done,
    lessonId: progress.nextLessonId,
    lessonTitle: progress.nextLessonTitle,
  }));
}
