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
CREATE TABLE "learner_addresses" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"handle" text
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"thread_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"by_teacher" boolean NOT NULL,
	"markdown" text NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"hidden" boolean DEFAULT false NOT NULL,
	"endorsed" boolean DEFAULT false NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"update_time" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"block_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "cohort_id" uuid;--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cohorts_title" ON "cohorts" USING btree ("course_id",lower("title"));--> statement-breakpoint
CREATE INDEX "learner_addresses_email" ON "learner_addresses" USING btree ("email");--> statement-breakpoint
CREATE INDEX "learner_addresses_handle" ON "learner_addresses" USING btree ("handle");--> statement-breakpoint
CREATE INDEX "posts_thread" ON "posts" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "threads_course" ON "threads" USING btree ("course_id","id");--> statement-breakpoint
CREATE INDEX "threads_block" ON "threads" USING btree ("course_id","block_id","id");--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrolments_cohort" ON "enrolments" USING btree ("cohort_id");