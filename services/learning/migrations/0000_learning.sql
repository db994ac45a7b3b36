CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "assets" (
	"course_id" uuid NOT NULL,
	"name" text NOT NULL,
	"blob_key" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "assets_course_id_name_pk" PRIMARY KEY("course_id","name")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"questions" jsonb NOT NULL,
	"start_time" timestamp (3) with time zone NOT NULL,
	"due_time" timestamp (3) with time zone,
	"submit_time" timestamp (3) with time zone,
	"score" double precision DEFAULT 0 NOT NULL,
	"answers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "attempts_number" UNIQUE("account_id","course_id","lesson_id","number")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"name" text NOT NULL,
	"course_title" text NOT NULL,
	"language" text NOT NULL,
	"grade" double precision NOT NULL,
	"terms" jsonb NOT NULL,
	"attempt_id" uuid,
	"issue_time" timestamp (3) with time zone NOT NULL,
	"revoke_time" timestamp (3) with time zone,
	"revoke_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "certificates_once" UNIQUE("account_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"state" text NOT NULL,
	"settings" jsonb NOT NULL,
	"prerequisite_ids" uuid[] DEFAULT '{}' NOT NULL,
	"draft_revision" integer DEFAULT 1 NOT NULL,
	"draft_changed" boolean DEFAULT true NOT NULL,
	"published_version" integer DEFAULT 0 NOT NULL,
	"published_settings" jsonb,
	"published_prerequisite_ids" uuid[] DEFAULT '{}' NOT NULL,
	"search_title" text DEFAULT '' NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"update_time" timestamp (3) with time zone NOT NULL,
	"publish_time" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "deadline_notices" (
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	CONSTRAINT "deadline_notices_account_id_course_id_lesson_id_pk" PRIMARY KEY("account_id","course_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "done_blocks" (
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"block_id" uuid NOT NULL,
	"done_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "done_blocks_account_id_course_id_block_id_pk" PRIMARY KEY("account_id","course_id","block_id")
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"last_active_time" timestamp (3) with time zone NOT NULL,
	"leave_time" timestamp (3) with time zone,
	"complete_time" timestamp (3) with time zone,
	CONSTRAINT "enrolments_account_id_course_id_pk" PRIMARY KEY("account_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"upload_key" text NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"course_id" uuid,
	"title" text DEFAULT '' NOT NULL,
	"failure_reason" text DEFAULT '' NOT NULL,
	"failure_message" text DEFAULT '' NOT NULL,
	"report" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"end_time" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "issuer_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"private_jwk" text NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learners" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"course_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"id" uuid NOT NULL,
	"module_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"section" text NOT NULL,
	"grading" jsonb NOT NULL,
	"blocks" jsonb NOT NULL,
	"block_ids" uuid[] NOT NULL,
	"question_ids" uuid[] NOT NULL,
	CONSTRAINT "lessons_course_id_version_id_pk" PRIMARY KEY("course_id","version","id")
);
--> statement-breakpoint
CREATE TABLE "modules" (
	"course_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "modules_course_id_version_id_pk" PRIMARY KEY("course_id","version","id")
);
--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_notices" ADD CONSTRAINT "deadline_notices_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "done_blocks" ADD CONSTRAINT "done_blocks_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_module" FOREIGN KEY ("course_id","version","module_id") REFERENCES "public"."modules"("course_id","version","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modules" ADD CONSTRAINT "modules_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_open" ON "attempts" USING btree ("account_id","course_id","lesson_id") WHERE "attempts"."submit_time" is null;--> statement-breakpoint
CREATE INDEX "attempts_course" ON "attempts" USING btree ("course_id","account_id");--> statement-breakpoint
CREATE INDEX "certificates_attempt" ON "certificates" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "courses_authored" ON "courses" USING btree ("author_id","update_time","id");--> statement-breakpoint
CREATE INDEX "courses_catalogue" ON "courses" USING btree ("state","publish_time","id");--> statement-breakpoint
CREATE INDEX "done_blocks_course" ON "done_blocks" USING btree ("course_id","block_id");--> statement-breakpoint
CREATE INDEX "enrolments_own" ON "enrolments" USING btree ("account_id","last_active_time","course_id");--> statement-breakpoint
CREATE INDEX "enrolments_course" ON "enrolments" USING btree ("course_id","last_active_time","account_id");--> statement-breakpoint
CREATE INDEX "imports_own" ON "imports" USING btree ("account_id","create_time","id");--> statement-breakpoint
CREATE INDEX "imports_state" ON "imports" USING btree ("state","create_time");