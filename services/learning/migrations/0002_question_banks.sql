CREATE TABLE "bank_questions" (
	"course_id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"question" jsonb NOT NULL,
	CONSTRAINT "bank_questions_course_id_bank_id_id_pk" PRIMARY KEY("course_id","bank_id","id")
);
--> statement-breakpoint
CREATE TABLE "banks" (
	"course_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"update_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "banks_course_id_id_pk" PRIMARY KEY("course_id","id")
);
--> statement-breakpoint
ALTER TABLE "bank_questions" ADD CONSTRAINT "bank_questions_bank" FOREIGN KEY ("course_id","bank_id") REFERENCES "public"."banks"("course_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "banks" ADD CONSTRAINT "banks_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_questions_order" ON "bank_questions" USING btree ("course_id","bank_id","position");