CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"email" text,
	"language" text NOT NULL,
	"letter" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try" timestamp (3) with time zone NOT NULL,
	"sent_time" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" jsonb NOT NULL,
	"read" boolean DEFAULT false NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"enabled" boolean NOT NULL,
	CONSTRAINT "preferences_account_id_kind_channel_pk" PRIMARY KEY("account_id","kind","channel")
);
--> statement-breakpoint
CREATE TABLE "recipients" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"language" text NOT NULL,
	"unsubscribe" text NOT NULL,
	CONSTRAINT "recipients_unsubscribe_unique" UNIQUE("unsubscribe")
);
--> statement-breakpoint
CREATE INDEX "letters_due" ON "letters" USING btree ("next_try");--> statement-breakpoint
CREATE INDEX "notifications_inbox" ON "notifications" USING btree ("account_id","archived","create_time","id");