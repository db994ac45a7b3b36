CREATE SCHEMA "kit";
--> statement-breakpoint
CREATE TABLE "kit"."dead_letters" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"traceparent" text,
	"time" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"cause" text NOT NULL,
	"create_time" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kit"."inbox" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kit"."outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"traceparent" text,
	"time" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kit"."parked" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"traceparent" text,
	"time" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"next_try" timestamp (3) with time zone NOT NULL,
	"cause" text NOT NULL,
	CONSTRAINT "parked_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE INDEX "inbox_received_at" ON "kit"."inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "parked_key" ON "kit"."parked" USING btree ("key","id");