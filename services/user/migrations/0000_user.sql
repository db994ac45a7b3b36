CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- How like a part of a person's words a query must be: low enough for a wrong letter in a short name.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET pg_trgm.word_similarity_threshold = 0.38', current_database()); END $$;
--> statement-breakpoint
CREATE TABLE "follows" (
	"follower_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "follows_follower_id_account_id_pk" PRIMARY KEY("follower_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "privacy" (
	"account_id" uuid NOT NULL,
	"field" text NOT NULL,
	"audience" text NOT NULL,
	CONSTRAINT "privacy_account_id_field_pk" PRIMARY KEY("account_id","field")
);
--> statement-breakpoint
CREATE TABLE "profiles" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"handle" text,
	"bio" text DEFAULT '' NOT NULL,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"life_roles" text[] DEFAULT '{}' NOT NULL,
	"links" text[] DEFAULT '{}' NOT NULL,
	"language" text NOT NULL,
	"time_zone" text DEFAULT '' NOT NULL,
	"avatar" text,
	"search" text NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "profiles_handle_unique" UNIQUE("handle")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"color_scheme" text NOT NULL,
	"serif" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_follower_id_profiles_account_id_fk" FOREIGN KEY ("follower_id") REFERENCES "public"."profiles"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_account_id_profiles_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."profiles"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy" ADD CONSTRAINT "privacy_account_id_profiles_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."profiles"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_account_id_profiles_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."profiles"("account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follows_account" ON "follows" USING btree ("account_id","create_time");--> statement-breakpoint
CREATE INDEX "profiles_search" ON "profiles" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "profiles_create_time" ON "profiles" USING btree ("create_time","account_id");