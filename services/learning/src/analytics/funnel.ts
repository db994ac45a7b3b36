import type { Database } from "@platform/kit";
import { sql } from "drizzle-orm";
import type { Course } from "../courses.ts";
import { readOutline } from "../outline.ts";
import { attempts, doneBlocks, lessons } from "../schema.ts";
import { everEnrolled, type Population } from "./population.ts";

export interface Funnel {
  enrolledCount: number;
  startedCount: number;
  passedCount: number;
  leftCount: number;
  lessons: { lessonId: string; title: string; reachedCount: number; finishedCount: number }[];
}

/** How many people came how far in a course, by the version that learners see. */
export async function tellFunnel(
  db: Database,
  { id: courseId, publishedVersion: version }: Course,
  population: Population,
): Promise<Funnel> {
  const reach = await readReach(db, population, version);
  const outline = await readOutline(db, { courseId, version });
  return {
    ...(await countPeople(db, population)),
    lessons: outline
      .flatMap((module) => module.lessons)
      .filter(({ blockIds }) => blockIds.length > 0)
      .map(({ id, title }) => {
        const { reached = 0, finished = 0 } = reach.get(id) ?? {};
        return { lessonId: id, title, reachedCount: reached, finishedCount: finished };
      }),
  };
}

async function countPeople(db: Database, population: Population) {
  const [counts] = await db.execute<Omit<Funnel, "lessons">>(sql`
    select
      count(*)::int as "enrolledCount",
      (count(*) filter (where
        exists (select from ${doneBlocks} d where d.account_id = e.account_id and d.course_id = e.course_id)
        or exists (select from ${attempts} a where a.account_id = e.account_id and a.course_id = e.course_id)
      ))::int as "startedCount",
      count(e.complete_time)::int as "passedCount",
      count(e.leave_time)::int as "leftCount"
    from ${everEnrolled(population)}`);
  return counts ?? { enrolledCount: 0, startedCount: 0, passedCount: 0, leftCount: 0 };
}

/** How many people did a part, and all, of each lesson that somebody did a part of. */
async function readReach(db: Database, population: Population, version: number) {
  const rows = await db.execute<{ lessonId: string; reached: number; finished: number }>(sql`
    with blocks as (
      select id as lesson_id, cardinality(block_ids) as size, unnest(block_ids) as block_id
      from ${lessons}
      where course_id = ${population.courseId}::uuid and version = ${version}
    ), each as (
      select blocks.lesson_id, count(*) = max(blocks.size) as whole
      from ${everEnrolled(population)}
      join ${doneBlocks} d on d.account_id = e.account_id and d.course_id = e.course_id
      join blocks on blocks.block_id = d.block_id
      group by blocks.lesson_id, e.account_id
    )
    select
      lesson_id as "lessonId",
      count(*)::int as reached,
      (count(*) filter (where whole))::int as finished
    from each
    group by lesson_id`);
  return new Map(rows.map(({ lessonId, ...reach }) => [lessonId, reach]));
}
