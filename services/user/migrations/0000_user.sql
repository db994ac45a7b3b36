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
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "profiles_handle_unique" UNIQUE("handle")
);
