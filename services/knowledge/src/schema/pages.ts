import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { language, time } from "./columns.ts";
import { space } from "./spaces.ts";

/** Pages, as they are now. */
export const pages = pgTable(
  "pages",
  {
    id: uuid("id").primaryKey(),
    spaceId: space(),
    parentId: uuid("parent_id").references((): AnyPgColumn => pages.id, { onDelete: "cascade" }),
    /** Among its siblings; neighbours leave room between them. */
    position: bigint("position", { mode: "number" }).notNull(),
    slug: text("slug").notNull(),
    title: text("title").notNull(),
    icon: text("icon").notNull().default(""),
    language: language(),
    state: text("state", { enum: ["DRAFT", "LIVE", "TRASHED"] }).notNull(),
    template: boolean("template").notNull().default(false),
    markdown: text("markdown").notNull(),
    revision: integer("revision").notNull(),
    aliases: text("aliases").array().notNull().default([]),
    /** Ids of its headings, by which links name them. */
    anchors: text("anchors").array().notNull().default([]),
    authorId: uuid("author_id").notNull(),
    editorId: uuid("editor_id").notNull(),
    /** Whether it has permissions of its own. */
    restricted: boolean("restricted").notNull().default(false),
    /** The nearest page, itself or above, that has; null where the space's hold. */
    accessId: uuid("access_id"),
    /** The import that brings it, until that is through: nobody sees it before. */
    importId: uuid("import_id"),
    /** What was thrown away with it: the page that the person chose; and the state that it comes back to. */
    trashRootId: uuid("trash_root_id"),
    trashTime: time("trash_time"),
    trashedState: text("trashed_state", { enum: ["DRAFT", "LIVE"] }),
    /** The page that it is a translation of, and the revision that it was last compared with. */
    sourceId: uuid("source_id").references((): AnyPgColumn => pages.id, { onDelete: "set null" }),
    sourceRevision: integer("source_revision").notNull().default(0),
    reviewDueTime: time("review_due_time"),
    reviewOwnerId: uuid("review_owner_id"),
    reviewConfirmTime: time("review_confirm_time"),
    reviewConfirmedBy: uuid("review_confirmed_by"),
    /** The date of which word was sent that it is due. */
    reviewToldTime: time("review_told_time"),
    /** When its watchers were told last of a change, and by whom it and the changes shortly before were. */
    toldTime: time("told_time"),
    toldIds: uuid("told_ids").array().notNull().default([]),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
  },
  (table) => [
    unique("pages_slug").on(table.spaceId, table.slug),
    index("pages_tree").on(table.spaceId, table.parentId, table.position, table.id),
    index("pages_parent").on(table.parentId),
    index("pages_recent").on(table.spaceId, table.updateTime, table.id),
    index("pages_source").on(table.sourceId),
    index("pages_access").on(table.accessId),
    index("pages_due").on(table.reviewDueTime),
    index("pages_import").on(table.importId),
  ],
);

/** The page that a row belongs to, and is removed with. */
export const page = () =>
  uuid("page_id")
    .notNull()
    .references(() => pages.id, { onDelete: "cascade" });

/** Slugs that pages had before, in the spaces where they stood. */
export const pageSlugs = pgTable(
  "page_slugs",
  { spaceId: space(), slug: text("slug").notNull(), pageId: page() },
  (table) => [primaryKey({ columns: [table.spaceId, table.slug] }), index("page_slugs_page").on(table.pageId)],
);

/** Files of pages. */
export const attachments = pgTable(
  "attachments",
  {
    id: uuid("id").primaryKey(),
    pageId: page(),
    name: text("name").notNull(),
    blobKey: text("blob_key").notNull(),
    contentType: text("content_type").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    /** Since when nothing that the page says or said names it, as was last seen; null where something does. */
    unnamedTime: time("unnamed_time"),
  },
  (table) => [unique("attachments_name").on(table.pageId, table.name)],
);
