CREATE TABLE "path_learners" (
	"account_id" uuid NOT NULL,
	"path_id" uuid NOT NULL,
	"join_time" timestamp (3) with time zone NOT NULL,
	"complete_time" timestamp (3) with time zone,
	CONSTRAINT "path_learners_account_id_path_id_pk" PRIMARY KEY("account_id","path_id")
);
--> statement-breakpoint
CREATE TABLE "path_steps" (
	"path_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"after_ids" uuid[] DEFAULT '{}' NOT NULL,
	"optional" boolean DEFAULT false NOT NULL,
	CONSTRAINT "path_steps_path_id_course_id_pk" PRIMARY KEY("path_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "paths" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"language" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"update_time" timestamp (3) with time zone NOT NULL,
	"publish_time" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "path_learners" ADD CONSTRAINT "path_learners_path_id_paths_id_fk" FOREIGN KEY ("path_id") REFERENCES "public"."paths"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "path_steps" ADD CONSTRAINT "path_steps_path_id_paths_id_fk" FOREIGN KEY ("path_id") REFERENCES "public"."paths"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "path_steps" ADD CONSTRAINT "path_steps_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "path_learners_path" ON "path_learners" USING btree ("path_id");--> statement-breakpoint
CREATE INDEX "path_steps_course" ON "path_steps" USING btree ("course_id");--> statement-breakpoint
CREATE INDEX "paths_published" ON "paths" USING btree ("state","publish_time","id");--> statement-breakpoint
CREATE INDEX "paths_authored" ON "paths" USING btree ("author_id","update_time","id");