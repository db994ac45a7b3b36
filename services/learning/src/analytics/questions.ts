import type { Database } from "@platform/kit";
import { sql } from "drizzle-orm";
import { attempts, courses, lessons } from "../schema.ts";
import { everEnrolled, type Population } from "./population.ts";

const atMost = 500;
// Below this a correlation says more of chance than of the question.
const enoughAnswers = 10;

export interface QuestionStatistics extends Record<string, unknown> {
  questionId: string;
  lessonId: string;
  lessonTitle: string;
  prompt: string;
  answerCount: number;
  rightShare: number;
  meanScore: number;
  /** Null where nothing can be said. */
  discrimination: number | null;
}

/**
 * What first answers say of the questions of a course, the hardest first. A score of the other questions, and not of
 * all, stands beside each answer: a question that was compared with itself would look better than it is.
 */
export async function listQuestionStatistics(
  db: Database,
  { courseId, cohortId }: Population,
): Promise<QuestionStatistics[]> {
  const rows = await db.execute<QuestionStatistics>(sql`
    with given as (
      select distinct on (a.account_id, answer ->> 'blockId')
        a.lesson_id,
        a.submit_time,
        answer ->> 'blockId' as question_id,
        question -> 'question' ->> 'prompt' as prompt,
        (answer ->> 'right')::boolean::int as is_right,
        (answer ->> 'points')::float8 / nullif((answer ->> 'maxPoints')::float8, 0) as score,
        (sums.points - (answer ->> 'points')::float8)
          / nullif(sums.max_points - (answer ->> 'maxPoints')::float8, 0) as rest
      from ${everEnrolled({ courseId, cohortId })}
      join ${attempts} a on a.account_id = e.account_id and a.course_id = e.course_id
      cross join lateral (
        select sum((each ->> 'points')::float8) as points, sum((each ->> 'maxPoints')::float8) as max_points
        from jsonb_array_elements(a.answers) each
      ) sums
      cross join lateral jsonb_array_elements(a.answers) answer
      join lateral jsonb_array_elements(a.questions) question on question ->> 'id' = answer ->> 'blockId'
      where a.submit_time is not null
      order by a.account_id, answer ->> 'blockId', a.number
    )
    select
      given.question_id as "questionId",
      given.lesson_id as "lessonId",
      coalesce(max(l.title), '') as "lessonTitle",
      (array_agg(given.prompt order by given.submit_time desc))[1] as prompt,
      count(*)::int as "answerCount",
      avg(given.is_right)::float8 as "rightShare",
      coalesce(avg(given.score), 0)::float8 as "meanScore",
      case when count(given.rest) >= ${enoughAnswers} then corr(given.is_right, given.rest) end as discrimination
    from given
    join ${courses} c on c.id = ${courseId}::uuid
    left join ${lessons} l on l.course_id = c.id and l.version = c.published_version and l.id = given.lesson_id
    group by given.question_id, given.lesson_id
    order by "rightShare", "meanScore", "questionId"
    limit ${atMost}`);
  return [...rows];
}
