CREATE TABLE "newsletters" (
	"article_id" uuid PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"path" text NOT NULL,
	"summary" text NOT NULL,
	"html" text NOT NULL,
	"cover_url" text NOT NULL,
	"author_names" text[] NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"language" text NOT NULL,
	"token_hash" text,
	"asks" integer DEFAULT 0 NOT NULL,
	"confirm_time" timestamp (3) with time zone,
	"unsubscribe" text NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"forget_time" timestamp (3) with time zone,
	CONSTRAINT "subscribers_email_unique" UNIQUE("email"),
	CONSTRAINT "subscribers_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "subscribers_unsubscribe_unique" UNIQUE("unsubscribe")
);
--> statement-breakpoint
DROP INDEX "letters_due";--> statement-breakpoint
ALTER TABLE "letters" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "bulk" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "subscribers_forget" ON "subscribers" USING btree ("forget_time");--> statement-breakpoint
CREATE INDEX "letters_email" ON "letters" USING btree ("email");--> statement-breakpoint
CREATE INDEX "letters_due" ON "letters" USING btree ("bulk","next_try");