-- A generated column may not ask a query itself, and may call a function that does.
CREATE FUNCTION "attempt_points"(answers jsonb) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum((answer ->> 'points')::double precision), 0) FROM jsonb_array_elements(answers) answer
$$;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "points" double precision GENERATED ALWAYS AS (attempt_points(answers)) STORED;--> statement-breakpoint
CREATE INDEX "attempts_best" ON "attempts" USING btree ("course_id","account_id","lesson_id","score" DESC NULLS LAST,"number","points") WHERE "attempts"."submit_time" is not null;