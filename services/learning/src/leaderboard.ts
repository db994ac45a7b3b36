import type { Database, Person, Tx } from "@platform/kit";
import { and, eq, sql } from "drizzle-orm";
import { findEnrolment, lockEnrolment } from "./enrolments.ts";
import { demandParticipant } from "./participants.ts";
import { attempts, courses, enrolments, learners, lessons, packageStates, submissions } from "./schema.ts";

const shown = 100;

export interface Standing extends Record<string, unknown> {
  place: number;
  accountId: string;
  name: string;
  points: number;
}

export interface Leaderboard {
  enabled: boolean;
  /** Whether who asks left it. */
  left: boolean;
  standings: Standing[];
}

/** The leaderboard of a course, for one who takes part in it. */
export async function readLeaderboard(db: Database, person: Person, courseId: string): Promise<Leaderboard> {
  const { course } = await demandParticipant(db, person, courseId);
  const left = (await findEnrolment(db, person.id, courseId))?.leftLeaderboard ?? false;
  if (!course.leaderboard) return { enabled: false, left, standings: [] };
  return { enabled: true, left, standings: await placeLearners(db, courseId, course.publishedVersion, person.id) };
}

/** The first of a course by what they earned, and one more wherever they stand. */
async function placeLearners(db: Database, courseId: string, version: number, accountId: string): Promise<Standing[]> {
  const rows = await db.execute<Standing>(sql`
    with learning as (
      select account_id from ${enrolments}
      where course_id = ${courseId}::uuid and leave_time is null and not left_leaderboard
    ), published as (
      select id, assignments, packages from ${lessons} where course_id = ${courseId}::uuid and version = ${version}
    ), best as (
      select distinct on (a.account_id, a.lesson_id) a.account_id, a.points
      from learning
      join ${attempts} a on a.account_id = learning.account_id and a.course_id = ${courseId}::uuid
      join published on published.id = a.lesson_id
      where a.submit_time is not null
      order by a.account_id, a.lesson_id, a.score desc nulls last, a.number
    ), works as (
      select s.account_id, s.score * (head ->> 'points')::float8 as points
      from learning
      join ${submissions} s on s.account_id = learning.account_id and s.course_id = ${courseId}::uuid
      join published on published.id = s.lesson_id
      join lateral jsonb_array_elements(published.assignments) head on head ->> 'blockId' = s.block_id::text
      where s.score is not null
    ), played as (
      select s.account_id, s.grade * (head ->> 'points')::float8 as points
      from learning
      join ${packageStates} s on s.account_id = learning.account_id and s.course_id = ${courseId}::uuid
      join published on published.id = s.lesson_id
      join lateral jsonb_array_elements(published.packages) head on head ->> 'blockId' = s.block_id::text
      where s.grade is not null
    ), earned as (
      select account_id, sum(points) as points
      from (select * from best union all select * from works union all select * from played) pieces
      group by account_id
      having sum(points) > 0
    ), placed as (
      select
        account_id, points,
        rank() over (order by points desc)::int as place,
        row_number() over (order by points desc, account_id) as line
      from earned
    )
    select placed.place, placed.account_id as "accountId", coalesce(l.name, '') as name, placed.points
    from placed
    left join ${learners} l on l.account_id = placed.account_id
    where placed.line <= ${shown} or placed.account_id = ${accountId}::uuid
    order by placed.line`);
  return [...rows];
}

/** Takes somebody out of the leaderboard of a course that they are in, or puts them back. */
export async function listOnLeaderboard(tx: Tx, accountId: string, courseId: string, listed: boolean): Promise<void> {
  await lockEnrolment(tx, accountId, courseId);
  await tx
    .update(enrolments)
    .set({ leftLeaderboard: !listed })
    .where(and(eq(enrolments.accountId, accountId), eq(enrolments.courseId, courseId)));
}

/** Turns the leaderboard of a course on or off. */
export async function enableLeaderboard(tx: Tx, courseId: string, enabled: boolean): Promise<void> {
  await tx.update(courses).set({ leaderboard: enabled }).where(eq(courses.id, courseId));
}
