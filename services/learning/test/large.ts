import postgres from "postgres";
import { assignment, homework, type Person, type School, single, text, writeCourse } from "./school.ts";

const questionsPerLesson = 5;
const explanation = "What stands in the question follows from the definition, and the rest is left to the reader. ";

/** How many there are of what a large course is full of. */
interface Size {
  learners: number;
  lessons: number;
  threads: number;
}

/** A learner of a large course by their number, as the rows below are written. */
export const learnerId = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/**
 * A course in the middle of its term, whose people are written straight into the tables: learner `n` came through the
 * first `n % (lessons + 1)` lessons and tried each twice. Question `q` was answered right at first by every `(q + 1)`th
 * learner, and then all of them by the even ones and none by the odd. One lesson has an assignment, worth ten points,
 * that the even ones have a grade for, of `n % 5` quarters. Every fiftieth learner left; the even ones are a cohort.
 */
export async function fillCourse(school: School, author: Person, { learners, lessons, threads }: Size) {
  const withAssignment = Math.floor(lessons * 0.4);
  const course = await writeCourse(author, {
    title: "Large",
    policy: { passScore: 1, requireAllBlocks: true, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] },
    lessons: Array.from({ length: lessons }, (_, lesson) => ({
      title: `Lesson ${lesson}`,
      grading: { ...homework, dueDays: 30 },
      blocks: [
        text(`Lesson ${lesson}. ${explanation.repeat(10)}`),
        ...Array.from({ length: questionsPerLesson }, (_, question) =>
          single(`Question ${question} of lesson ${lesson}. ${explanation}`, {
            key: { choiceIds: ["right"], explanation: explanation.repeat(2) },
          }),
        ),
        ...(lesson === withAssignment ? [assignment({ points: 10 })] : []),
      ],
    })),
  });
  const { courseId } = course;
  const { cohort } = await author.cohorts.createCohort({ courseId, title: "Even" });
  const cohortId = cohort?.id ?? "";
  const sql = postgres(school.platform.databaseUrl("learning"), { max: 1, onnotice: () => undefined });
  try {
    await sql`set session synchronous_commit = off`;
    await sql`
      create temporary table people as
      select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, n % ${lessons + 1}::int as reach
      from generate_series(0, ${learners - 1}::int) n`;
    await sql`
      create temporary table content as
      select l.id, l.block_ids, l.assignments, row_number() over (order by m.position, l.position) - 1 as number,
        (select jsonb_agg(block order by place) from jsonb_array_elements(l.blocks) with ordinality b(block, place)
          where block ->> 'kind' = 'question') as questions,
        (select block -> 'assignment' from jsonb_array_elements(l.blocks) block where block ->> 'kind' = 'assignment')
          as assignment
      from lessons l
      join modules m on m.course_id = l.course_id and m.version = l.version and m.id = l.module_id
      where l.course_id = ${courseId} and l.version = 1`;
    await sql`
      insert into learners (account_id, name, language)
      select id, 'Learner ' || n, 'EN' from people`;
    await sql`
      insert into learner_addresses (account_id, email, handle)
      select id, 'learner' || n || '@example.org', 'learner' || n from people`;
    await sql`
      insert into enrolments
        (account_id, course_id, create_time, last_active_time, leave_time, complete_time, cohort_id)
      select id, ${courseId}, now() - interval '30 days', now() - n * interval '1 minute',
        case when n % 50 = 49 then now() end,
        case when reach = ${lessons} then now() - interval '1 day' end,
        case when n % 2 = 0 then ${cohortId}::uuid end
      from people`;
    await sql`
      insert into done_blocks (account_id, course_id, block_id, done_time)
      select people.id, ${courseId}, block_id, now() - (21 - number) * interval '1 day'
      from people join content on content.number < people.reach, unnest(content.block_ids) block_id`;
    await sql`
      insert into attempts
        (id, account_id, course_id, lesson_id, number, questions, start_time, submit_time, score, answers)
      select gen_random_uuid(), people.id, ${courseId}, content.id, try, questions,
        now() - (21 - content.number) * interval '1 day', now() - (21 - content.number) * interval '1 day',
        given.score, given.answers
      from people
      join content on content.number < people.reach
      cross join generate_series(1, 2) try
      cross join lateral (
        select avg(is_right::int)::float8 as score, jsonb_agg(jsonb_build_object(
          'blockId', question ->> 'id', 'choiceIds', jsonb_build_array(case when is_right then 'right' else 'wrong' end),
          'text', '', 'pairs', '[]'::jsonb, 'points', is_right::int, 'maxPoints', 1, 'right', is_right
        ) order by place) as answers
        from jsonb_array_elements(questions) with ordinality q(question, place),
          lateral (select case when try = 1 then n % place = 0 else n % 2 = 0 end as is_right) judged
      ) given`;
    await sql`
      insert into first_answers
        (account_id, course_id, question_id, lesson_id, attempt_id, submit_time, is_right, score, rest)
      select account_id, course_id, (answer ->> 'blockId')::uuid, lesson_id, id, submit_time,
        (answer ->> 'right')::boolean, (answer ->> 'points')::float8,
        (points - (answer ->> 'points')::float8) / ${questionsPerLesson - 1}::int
      from attempts, jsonb_array_elements(answers) answer
      where course_id = ${courseId} and number = 1`;
    await sql`
      insert into submissions
        (id, account_id, course_id, lesson_id, block_id, work, assignment, hand_in_time, score, grader_id, grade_time)
      select gen_random_uuid(), people.id, ${courseId}, content.id, (head ->> 'blockId')::uuid,
        jsonb_build_object('text', ${explanation.repeat(20)}::text, 'files', '[]'::jsonb), assignment,
        now() - n * interval '1 minute',
        case when n % 2 = 0 then (n % 5)::float8 / 4 end,
        case when n % 2 = 0 then ${author.id}::uuid end,
        case when n % 2 = 0 then now() end
      from people join content on content.number < people.reach, jsonb_array_elements(content.assignments) head`;
    await sql`
      with begun as (
        insert into threads (id, course_id, lesson_id, block_id)
        select gen_random_uuid(), ${courseId}, content.id, content.block_ids[1]
        from generate_series(0, ${threads - 1}::int) t join content on content.number = t % ${lessons}
        returning id
      )
      insert into posts (id, thread_id, author_id, by_teacher, markdown, create_time)
      select gen_random_uuid(), begun.id, people.id, false, ${explanation}, now()
      from begun join people on people.n < 4`;
    await sql`analyze`;
  } finally {
    await sql.end();
  }
  return { ...course, cohortId, withAssignment };
}
