CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE FUNCTION fetched(words tsvector) RETURNS tsvector
	LANGUAGE plpgsql IMMUTABLE STRICT COST 10000 AS 'BEGIN RETURN words; END';--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"name" text NOT NULL,
	"blob_key" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"unnamed_time" timestamp (3) with time zone,
	CONSTRAINT "attachments_name" UNIQUE("page_id","name")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"thread_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"markdown" text NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"update_time" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "document_sessions" (
	"document_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"seen_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "document_sessions_document_id_session_id_pk" PRIMARY KEY("document_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "document_updates" (
	"document_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"session_id" uuid NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "document_updates_document_id_sequence_pk" PRIMARY KEY("document_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"proposes" boolean NOT NULL,
	"state" "bytea" NOT NULL,
	"state_sequence" integer DEFAULT 0 NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"vector" "bytea" NOT NULL,
	"bound" integer NOT NULL,
	"typed" integer NOT NULL,
	"author_ids" uuid[] DEFAULT '{}' NOT NULL,
	"unsaved_time" timestamp (3) with time zone,
	"update_time" timestamp (3) with time zone NOT NULL,
	"title" text NOT NULL,
	"revision" integer NOT NULL,
	"proposal_version" integer DEFAULT 0 NOT NULL,
	"save_time" timestamp (3) with time zone NOT NULL,
	"past_proposal_id" uuid,
	CONSTRAINT "documents_page" UNIQUE("page_id","proposes")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"page_id" uuid,
	"format" text,
	"upload_key" text DEFAULT '' NOT NULL,
	"file_name" text NOT NULL,
	"staff" boolean NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"failure_reason" text DEFAULT '' NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	"report" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"blob_key" text DEFAULT '' NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"end_time" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "members" (
	"space_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "members_space_id_account_id_pk" PRIMARY KEY("space_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "page_access" (
	"page_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "page_access_page_id_account_id_pk" PRIMARY KEY("page_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "page_links" (
	"page_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"target" text NOT NULL,
	"name" text NOT NULL,
	"anchor" text NOT NULL,
	"context" text NOT NULL,
	CONSTRAINT "page_links_page_id_target_pk" PRIMARY KEY("page_id","target")
);
--> statement-breakpoint
CREATE TABLE "page_names" (
	"space_id" uuid NOT NULL,
	"name" text NOT NULL,
	"page_id" uuid NOT NULL,
	"rank" smallint NOT NULL,
	"latin" text NOT NULL,
	CONSTRAINT "page_names_space_id_name_page_id_pk" PRIMARY KEY("space_id","name","page_id")
);
--> statement-breakpoint
CREATE TABLE "page_slugs" (
	"space_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"page_id" uuid NOT NULL,
	CONSTRAINT "page_slugs_space_id_slug_pk" PRIMARY KEY("space_id","slug")
);
--> statement-breakpoint
CREATE TABLE "page_texts" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"plain" text NOT NULL,
	"words" "tsvector" NOT NULL,
	"title_words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"space_id" uuid NOT NULL,
	"parent_id" uuid,
	"position" bigint NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"icon" text DEFAULT '' NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"template" boolean DEFAULT false NOT NULL,
	"markdown" text NOT NULL,
	"revision" integer NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"anchors" text[] DEFAULT '{}' NOT NULL,
	"author_id" uuid NOT NULL,
	"editor_id" uuid NOT NULL,
	"restricted" boolean DEFAULT false NOT NULL,
	"access_id" uuid,
	"import_id" uuid,
	"trash_root_id" uuid,
	"trash_time" timestamp (3) with time zone,
	"trashed_state" text,
	"source_id" uuid,
	"source_revision" integer DEFAULT 0 NOT NULL,
	"review_due_time" timestamp (3) with time zone,
	"review_owner_id" uuid,
	"review_confirm_time" timestamp (3) with time zone,
	"review_confirmed_by" uuid,
	"review_told_time" timestamp (3) with time zone,
	"told_time" timestamp (3) with time zone,
	"told_ids" uuid[] DEFAULT '{}' NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"update_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pages_slug" UNIQUE("space_id","slug")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"title" text NOT NULL,
	"markdown" text NOT NULL,
	"version" integer NOT NULL,
	"base_revision" integer NOT NULL,
	"state" text NOT NULL,
	"author_ids" uuid[] NOT NULL,
	"note" text NOT NULL,
	"decided_by" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"update_time" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"page_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"markdown" text NOT NULL,
	"author_ids" uuid[] NOT NULL,
	"approved_by" uuid,
	"summary" text NOT NULL,
	"restored_from" integer DEFAULT 0 NOT NULL,
	"added" integer NOT NULL,
	"removed" integer NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revisions_page_id_number_pk" PRIMARY KEY("page_id","number")
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"token_digest" text NOT NULL,
	"with_children" boolean NOT NULL,
	"author_id" uuid NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	"expire_time" timestamp (3) with time zone,
	"visits" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "share_links_token_digest_unique" UNIQUE("token_digest")
);
--> statement-breakpoint
CREATE TABLE "space_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"space_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"icon" text NOT NULL,
	"language" text NOT NULL,
	"visibility" text NOT NULL,
	"approval_required" boolean NOT NULL,
	"review_days" integer NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "spaces_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"quote" text NOT NULL,
	"author_id" uuid NOT NULL,
	"resolved" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"page_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"watching" boolean NOT NULL,
	"with_children" boolean NOT NULL,
	CONSTRAINT "watches_page_id_account_id_pk" PRIMARY KEY("page_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "words" (
	"word" text PRIMARY KEY NOT NULL,
	"latin" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_sessions" ADD CONSTRAINT "document_sessions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_access" ADD CONSTRAINT "page_access_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_links" ADD CONSTRAINT "page_links_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_links" ADD CONSTRAINT "page_links_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_names" ADD CONSTRAINT "page_names_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_names" ADD CONSTRAINT "page_names_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_slugs" ADD CONSTRAINT "page_slugs_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_slugs" ADD CONSTRAINT "page_slugs_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_texts" ADD CONSTRAINT "page_texts_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_parent_id_pages_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_source_id_pages_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."pages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "space_slugs" ADD CONSTRAINT "space_slugs_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_thread" ON "comments" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "comments_author" ON "comments" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "documents_unsaved" ON "documents" USING btree ("unsaved_time");--> statement-breakpoint
CREATE INDEX "documents_old" ON "documents" USING btree ("update_time");--> statement-breakpoint
CREATE INDEX "jobs_own" ON "jobs" USING btree ("account_id","space_id","create_time");--> statement-breakpoint
CREATE INDEX "jobs_waiting" ON "jobs" USING btree ("state","create_time");--> statement-breakpoint
CREATE INDEX "members_account" ON "members" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "page_access_account" ON "page_access" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "page_links_name" ON "page_links" USING btree ("space_id","name");--> statement-breakpoint
CREATE INDEX "page_names_page" ON "page_names" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "page_names_prefix" ON "page_names" USING btree ("space_id","name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "page_slugs_page" ON "page_slugs" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "page_texts_words" ON "page_texts" USING gin (fetched("words"));--> statement-breakpoint
CREATE INDEX "page_texts_title_words" ON "page_texts" USING gin (fetched("title_words"));--> statement-breakpoint
CREATE INDEX "pages_tree" ON "pages" USING btree ("space_id","parent_id","position","id");--> statement-breakpoint
CREATE INDEX "pages_parent" ON "pages" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "pages_recent" ON "pages" USING btree ("space_id","update_time","id");--> statement-breakpoint
CREATE INDEX "pages_source" ON "pages" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "pages_access" ON "pages" USING btree ("access_id");--> statement-breakpoint
CREATE INDEX "pages_due" ON "pages" USING btree ("review_due_time");--> statement-breakpoint
CREATE INDEX "pages_import" ON "pages" USING btree ("import_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_open" ON "proposals" USING btree ("page_id") WHERE "proposals"."state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "proposals_waiting" ON "proposals" USING btree ("state","create_time","id");--> statement-breakpoint
CREATE INDEX "proposals_authors" ON "proposals" USING gin ("author_ids");--> statement-breakpoint
CREATE INDEX "share_links_page" ON "share_links" USING btree ("page_id","create_time");--> statement-breakpoint
CREATE INDEX "threads_page" ON "threads" USING btree ("page_id","resolved","id");--> statement-breakpoint
CREATE INDEX "watches_account" ON "watches" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "words_latin" ON "words" USING gin ("latin" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "pages" SET (toast_tuple_target = 128);--> statement-breakpoint
ALTER TABLE "page_texts" SET (toast_tuple_target = 128);
