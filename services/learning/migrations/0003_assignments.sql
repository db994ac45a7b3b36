CREATE TABLE "peer_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"reviewer_id" uuid,
	"take_time" timestamp (3) with time zone NOT NULL,
	"submit_time" timestamp (3) with time zone,
	"marks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"score" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "peer_reviews_once" UNIQUE("submission_id","reviewer_id")
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"block_id" uuid NOT NULL,
	"draft" jsonb,
	"work" jsonb,
	"assignment" jsonb,
	"hand_in_time" timestamp (3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"score" double precision,
	"marks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"from_peers" boolean DEFAULT false NOT NULL,
	"grader_id" uuid,
	"grade_time" timestamp (3) with time zone,
	CONSTRAINT "submissions_once" UNIQUE("account_id","course_id","block_id")
);
--> statement-breakpoint
ALTER TABLE "lessons" ADD COLUMN "assignments" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "lessons" ADD COLUMN "question_points" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "peer_reviews" ADD CONSTRAINT "peer_reviews_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "peer_reviews_own" ON "peer_reviews" USING btree ("reviewer_id");--> statement-breakpoint
CREATE INDEX "submissions_queue" ON "submissions" USING btree ("course_id","hand_in_time","id");