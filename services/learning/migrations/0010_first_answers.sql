CREATE TABLE "first_answers" (
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"submit_time" timestamp (3) with time zone NOT NULL,
	"is_right" boolean NOT NULL,
	"score" double precision,
	"rest" double precision,
	CONSTRAINT "first_answers_account_id_course_id_question_id_pk" PRIMARY KEY("account_id","course_id","question_id")
);
--> statement-breakpoint
ALTER TABLE "first_answers" ADD CONSTRAINT "first_answers_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "first_answers_course" ON "first_answers" USING btree ("course_id","question_id","lesson_id","account_id","is_right","score","rest","submit_time");--> statement-breakpoint
-- The release before this one still runs during a rollout and writes attempts alone; what it says is kept here.
-- The next release drops the trigger and both functions.
CREATE FUNCTION "judge_answers"(attempt "attempts") RETURNS SETOF "first_answers" LANGUAGE sql STABLE AS $$
  SELECT attempt.account_id, attempt.course_id, (answer ->> 'blockId')::uuid, attempt.lesson_id, attempt.id,
    attempt.submit_time, (answer ->> 'right')::boolean, each.points / nullif(each.max_points, 0),
    (attempt.points - each.points) / nullif(sums.max_points - each.max_points, 0)
  FROM jsonb_array_elements(attempt.answers) answer
  CROSS JOIN LATERAL (
    SELECT (answer ->> 'points')::double precision AS points, (answer ->> 'maxPoints')::double precision AS max_points
  ) each
  CROSS JOIN (
    SELECT sum((one ->> 'maxPoints')::double precision) AS max_points FROM jsonb_array_elements(attempt.answers) one
  ) sums
$$;--> statement-breakpoint
CREATE FUNCTION "keep_first_answers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO first_answers SELECT * FROM judge_answers(NEW) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "keep_first_answers" AFTER UPDATE OF "answers" ON "attempts"
  FOR EACH ROW WHEN (NEW.submit_time IS NOT NULL) EXECUTE FUNCTION "keep_first_answers"();--> statement-breakpoint
INSERT INTO "first_answers"
  SELECT DISTINCT ON (first.account_id, first.course_id, first.question_id) first.*
  FROM "attempts" attempt CROSS JOIN LATERAL judge_answers(attempt) first
  WHERE attempt.submit_time IS NOT NULL
  ORDER BY first.account_id, first.course_id, first.question_id, first.submit_time, attempt.number;
