CREATE TABLE "package_files" (
	"course_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"path" text NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "package_files_course_id_package_id_path_pk" PRIMARY KEY("course_id","package_id","path")
);
--> statement-breakpoint
CREATE TABLE "package_states" (
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"block_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"entry" text NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	"score" double precision,
	"grade" double precision,
	"seconds" integer DEFAULT 0 NOT NULL,
	"seconds_before" integer DEFAULT 0 NOT NULL,
	"launch_id" uuid NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"play_id" text NOT NULL,
	"launch_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "package_states_account_id_course_id_block_id_pk" PRIMARY KEY("account_id","course_id","block_id")
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"course_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"version" text NOT NULL,
	"file_name" text NOT NULL,
	"entries" jsonb NOT NULL,
	"file_count" integer NOT NULL,
	"size" bigint NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "packages_course_id_id_pk" PRIMARY KEY("course_id","id")
);
--> statement-breakpoint
ALTER TABLE "lessons" ADD COLUMN "packages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "package_files" ADD CONSTRAINT "package_files_package" FOREIGN KEY ("course_id","package_id") REFERENCES "public"."packages"("course_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_states" ADD CONSTRAINT "package_states_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "package_states_course" ON "package_states" USING btree ("course_id","account_id");