CREATE TABLE "courses_entered" (
	"account_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"title" text NOT NULL,
	"tags" text[] NOT NULL,
	CONSTRAINT "courses_entered_account_id_course_id_pk" PRIMARY KEY("account_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"follower_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "follows_follower_id_account_id_pk" PRIMARY KEY("follower_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "reads" (
	"account_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"read_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reads_account_id_article_id_pk" PRIMARY KEY("account_id","article_id")
);
--> statement-breakpoint
ALTER TABLE "reads" ADD CONSTRAINT "reads_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follows_account" ON "follows" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "reads_latest" ON "reads" USING btree ("account_id","read_time");