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
ALTER TABLE "pages" ADD COLUMN "told_time" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "told_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "document_sessions" ADD CONSTRAINT "document_sessions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "documents_unsaved" ON "documents" USING btree ("unsaved_time");--> statement-breakpoint
CREATE INDEX "documents_old" ON "documents" USING btree ("update_time");