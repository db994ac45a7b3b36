CREATE TABLE "cohorts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"title" text NOT NULL,
	"start_time" timestamp (3) with time zone,
	"end_time" timestamp (3) with time zone,
	"code" text,
	"dates" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "cohorts_code" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "cohort_id" uuid;--> statement-breakpoint
ALTER TABLE "learners" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "learners" ADD COLUMN "handle" text;--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cohorts_title" ON "cohorts" USING btree ("course_id",lower("title"));--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrolments_cohort" ON "enrolments" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "learners_email" ON "learners" USING btree ("email");--> statement-breakpoint
CREATE INDEX "learners_handle" ON "learners" USING btree ("handle");