CREATE TABLE "feed_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"tags" text[] NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"etag" text DEFAULT '' NOT NULL,
	"last_modified" text DEFAULT '' NOT NULL,
	"read_time" timestamp (3) with time zone,
	"next_time" timestamp (3) with time zone NOT NULL,
	"failure" text DEFAULT '' NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "feed_imports_url_unique" UNIQUE("url")
);
--> statement-breakpoint
CREATE TABLE "imported_items" (
	"import_id" uuid NOT NULL,
	"guid" text NOT NULL,
	"link" text NOT NULL,
	"article_id" uuid,
	"hash" text NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "imported_items_import_id_guid_pk" PRIMARY KEY("import_id","guid")
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "source_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "source_url" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "imported_items" ADD CONSTRAINT "imported_items_import_id_feed_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."feed_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_items" ADD CONSTRAINT "imported_items_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feed_imports_next" ON "feed_imports" USING btree ("next_time");--> statement-breakpoint
CREATE INDEX "imported_items_link" ON "imported_items" USING btree ("link");--> statement-breakpoint
CREATE INDEX "imported_items_article" ON "imported_items" USING btree ("article_id");