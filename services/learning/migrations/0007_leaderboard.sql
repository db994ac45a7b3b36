ALTER TABLE "courses" ADD COLUMN "leaderboard" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "left_leaderboard" boolean DEFAULT false NOT NULL;