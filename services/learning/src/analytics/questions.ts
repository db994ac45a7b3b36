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
        a.id as attempt_id,
        a.lesson_id,
        a.submit_time,
        answer ->> 'blockId' as question_id,
        (answer ->> 'right')::boolean::int as is_right,
        (answer ->> 'points')::float8 / nullif((answer ->> 'maxPoints')::float8, 0) as score,
        (a.points - (answer ->> 'points')::float8)
          / nullif(sums.max_points - (answer ->> 'maxPoints')::float8, 0) as rest
      from ${everEnrolled({ courseId, cohortId })}
      join ${attempts} a on a.account_id = e.account_id and a.course_id = e.course_id
      cross join lateral (
        select sum((each ->> 'maxPoints')::float8) as max_points from jsonb_array_elements(a.answers) each
      ) sums
      cross join lateral jsonb_array_elements(a.answers) answer
      where a.submit_time is not null
      order by a.account_id, answer ->> 'blockId', a.number
    ), judged as (
      select
        question_id,
        lesson_id,
        (array_agg(attempt_id order by submit_time desc))[1] as attempt_id,
        count(*)::int as answer_count,
        avg(is_right)::float8 as right_share,
        coalesce(avg(score), 0)::float8 as mean_score,
        case when count(rest) >= ${enoughAnswers} then corr(is_right, rest) end as discrimination
      from given
      group by question_id, lesson_id
      order by right_share, mean_score, question_id
      limit ${atMost}
    )
    select
      judged.question_id as "questionId",
      judged.lesson_id as "lessonId",
      coalesce(l.title, '') as "lessonTitle",
      -- Read of one attempt a question: the texts of all of them are most of what attempts hold.
      coalesce((
        select question -> 'question' ->> 'prompt'
        from ${attempts} a, jsonb_array_elements(a.questions) question
        where a.id = judged.attempt_id and question ->> 'id' = judged.question_id
        limit 1
      ), '') as prompt,
      judged.answer_count as "answerCount",
      judged.right_share as "rightShare",
      judged.mean_score as "meanScore",
      judged.discrimination
    from judged
    join ${courses} c on c.id = ${courseId}::uuid
    left join ${lessons} l on l.course_id = c.id and l.version = c.published_version and l.id = judged.lesson_id
    order by "rightShare", "meanScore", "questionId"`);
  return [...rows];
}
