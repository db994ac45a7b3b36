import type { Database } from "@platform/kit";
import { sql } from "drizzle-orm";
import { attempts, courses, firstAnswers, lessons } from "../schema.ts";
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

/** What first answers say of the questions of a course, the hardest first. */
export async function listQuestionStatistics(
  db: Database,
  { courseId, cohortId }: Population,
): Promise<QuestionStatistics[]> {
  // All who answered have enrolled once, so that only a cohort asks who.
  const ofPopulation =
    cohortId === "" ? sql`true` : sql`f.account_id in (select account_id from ${everEnrolled({ courseId, cohortId })})`;
  const rows = await db.execute<QuestionStatistics>(sql`
    with judged as (
      select
        f.question_id,
        f.lesson_id,
        max(f.submit_time) as submit_time,
        count(*)::int as answer_count,
        avg(f.is_right::int)::float8 as right_share,
        coalesce(avg(f.score), 0)::float8 as mean_score,
        case when count(f.rest) >= ${enoughAnswers} then corr(f.is_right::int, f.rest) end as discrimination
      from ${firstAnswers} f
      where f.course_id = ${courseId}::uuid and ${ofPopulation}
      group by f.question_id, f.lesson_id
      order by right_share, mean_score, f.question_id
      limit ${atMost}
    )
    select
      judged.question_id as "questionId",
      judged.lesson_id as "lessonId",
      coalesce(l.title, '') as "lessonTitle",
      -- Read of one attempt a question: the texts of all of them are most of what attempts hold.
      coalesce((
        select question -> 'question' ->> 'prompt'
        from ${firstAnswers} f
        join ${attempts} a on a.id = f.attempt_id, jsonb_array_elements(a.questions) question
        where f.course_id = c.id and f.question_id = judged.question_id and f.lesson_id = judged.lesson_id
          and f.submit_time = judged.submit_time and question ->> 'id' = judged.question_id::text
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
