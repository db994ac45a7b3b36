ALTER TABLE "courses" ADD COLUMN "draft_changes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "courses" SET "draft_changes" = 1 WHERE "draft_changed";--> statement-breakpoint
-- The release before this one still runs during a rollout and writes draft_changed alone; what it says is counted here.
-- The next release drops the trigger, the function and the column.
CREATE FUNCTION "count_draft_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.draft_changed AND NEW.draft_changes = 0 THEN NEW.draft_changes := 1; END IF;
  ELSIF NEW.draft_changes = OLD.draft_changes THEN
    NEW.draft_changes := CASE WHEN NEW.draft_changed THEN OLD.draft_changes + 1 ELSE 0 END;
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "count_draft_change" BEFORE INSERT OR UPDATE OF "draft_changed" ON "courses"
  FOR EACH ROW EXECUTE FUNCTION "count_draft_change"();
