import { peopleTable } from "@platform/kit";
import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const language = () => text("language", { enum: ["RU", "EN"] }).notNull();
const role = () => text("role", { enum: ["READER", "WRITER", "EDITOR", "OWNER"] }).notNull();
const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => "bytea" });
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const space = () =>
  uuid("space_id")
    .notNull()
    .references(() => spaces.id, { onDelete: "cascade" });
const page = () =>
  uuid("page_id")
    .notNull()
    .references(() => pages.id, { onDelete: "cascade" });

/** People by name, as auth's and user's events told. */
export const people = peopleTable("people");

/** Shelves of pages. */
export const spaces = pgTable("spaces", {
  id: uuid("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  description: text("description").notNull(),
  icon: text("icon").notNull(),
  language: language(),
  visibility: text("visibility", { enum: ["OPEN", "COMMUNITY", "MEMBERS"] }).notNull(),
  approvalRequired: boolean("approval_required").notNull(),
  reviewDays: integer("review_days").notNull(),
  createTime: time("create_time").notNull(),
});

/** Slugs that spaces had before. */
export const spaceSlugs = pgTable("space_slugs", {
  slug: text("slug").primaryKey(),
  spaceId: space(),
});

/** Who has a role of their own in a space. */
export const members = pgTable(
  "members",
  { spaceId: space(), accountId: uuid("account_id").notNull(), role: role() },
  (table) => [primaryKey({ columns: [table.spaceId, table.accountId] }), index("members_account").on(table.accountId)],
);

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

/**
 * What is found by its words. A vector is kept apart from its row, and fetching it costs more than PostgreSQL thinks: it
 * would go through all rows rather than through the index. `fetched` (a function of the migration) answers what it is
 * given, and tells the planner what that costs.
 */
export const fetched = (words: AnyPgColumn): SQL => sql`fetched(${words})`;

/** What searches look through. It is much, and so apart from what every list reads. */
export const pageTexts = pgTable(
  "page_texts",
  {
    pageId: page().primaryKey(),
    /** What the page says without marks, bounded: what searches quote. */
    plain: text("plain").notNull(),
    words: tsvector("words").notNull(),
    /** Those of the title and the aliases alone: they are looked through first. */
    titleWords: tsvector("title_words").notNull(),
  },
  (table) => [
    index("page_texts_words").using("gin", fetched(table.words)),
    index("page_texts_title_words").using("gin", fetched(table.titleWords)),
  ],
);

/** Slugs that pages had before, in the spaces where they stood. */
export const pageSlugs = pgTable(
  "page_slugs",
  { spaceId: space(), slug: text("slug").notNull(), pageId: page() },
  (table) => [primaryKey({ columns: [table.spaceId, table.slug] }), index("page_slugs_page").on(table.pageId)],
);

/** The names by which wiki links find pages: titles, aliases, and titles that pages had before, folded. */
export const pageNames = pgTable(
  "page_names",
  {
    spaceId: space(),
    name: text("name").notNull(),
    pageId: page(),
    /** Which page a link means of those that a name leads to: 0 by the title, 1 by an alias, 2 by a former title. */
    rank: smallint("rank").notNull(),
    /** In Latin letters, for what is spelt almost so. */
    latin: text("latin").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.name, table.pageId] }),
    index("page_names_page").on(table.pageId),
    index("page_names_prefix").on(table.spaceId, table.name.op("text_pattern_ops")),
  ],
);

/** The links of pages, one row for each target as it is written. */
export const pageLinks = pgTable(
  "page_links",
  {
    pageId: page(),
    spaceId: space(),
    target: text("target").notNull(),
    /** The folded name of the page that it means. */
    name: text("name").notNull(),
    /** The heading within it; empty for none. */
    anchor: text("anchor").notNull(),
    context: text("context").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.pageId, table.target] }),
    index("page_links_name").on(table.spaceId, table.name),
  ],
);

/** Who may do what on a page that has permissions of its own. */
export const pageAccess = pgTable(
  "page_access",
  { pageId: page(), accountId: uuid("account_id").notNull(), role: role() },
  (table) => [
    primaryKey({ columns: [table.pageId, table.accountId] }),
    index("page_access_account").on(table.accountId),
  ],
);

/** What pages said. */
export const revisions = pgTable(
  "revisions",
  {
    pageId: page(),
    number: integer("number").notNull(),
    title: text("title").notNull(),
    markdown: text("markdown").notNull(),
    authorIds: uuid("author_ids").array().notNull(),
    approvedBy: uuid("approved_by"),
    summary: text("summary").notNull(),
    restoredFrom: integer("restored_from").notNull().default(0),
    added: integer("added").notNull(),
    removed: integer("removed").notNull(),
    createTime: time("create_time").notNull(),
  },
  (table) => [primaryKey({ columns: [table.pageId, table.number] })],
);

/** What pages shall say. */
export const proposals = pgTable(
  "proposals",
  {
    id: uuid("id").primaryKey(),
    pageId: page(),
    title: text("title").notNull(),
    markdown: text("markdown").notNull(),
    version: integer("version").notNull(),
    baseRevision: integer("base_revision").notNull(),
    state: text("state", { enum: ["OPEN", "APPROVED", "REJECTED", "WITHDRAWN"] }).notNull(),
    authorIds: uuid("author_ids").array().notNull(),
    note: text("note").notNull(),
    decidedBy: uuid("decided_by"),
    reason: text("reason").notNull().default(""),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
  },
  (table) => [
    uniqueIndex("proposals_open").on(table.pageId).where(sql`${table.state} = 'OPEN'`),
    index("proposals_waiting").on(table.state, table.createTime, table.id),
    index("proposals_authors").using("gin", table.authorIds),
  ],
);

/** Documents in which pages, or their proposals, are written together: what changed since `state` is in their updates. */
export const documents = pgTable(
  "documents",
  {
    id: uuid("id").primaryKey(),
    pageId: page(),
    /** Whether it is saved in a proposal. */
    proposes: boolean("proposes").notNull(),
    /** All changes up to one, merged. */
    state: bytea("state").notNull(),
    stateSequence: integer("state_sequence").notNull().default(0),
    /** Of the newest update. */
    sequence: integer("sequence").notNull().default(0),
    /** What is there, as Yjs encodes a state vector. */
    vector: bytea("vector").notNull(),
    /** At least as much as the text has bytes. */
    bound: integer("bound").notNull(),
    /** All bytes that were ever typed. */
    typed: integer("typed").notNull(),
    /** Who typed since it was saved, the last one last. */
    authorIds: uuid("author_ids").array().notNull().default([]),
    /** Since when it says what is not saved; null where it is. */
    unsavedTime: time("unsaved_time"),
    updateTime: time("update_time").notNull(),
    /** How it began or was saved last. */
    title: text("title").notNull(),
    revision: integer("revision").notNull(),
    /** Zero where no proposal holds it. */
    proposalVersion: integer("proposal_version").notNull().default(0),
    saveTime: time("save_time").notNull(),
    /** The waiting proposal past which its editors said to save. */
    pastProposalId: uuid("past_proposal_id"),
  },
  (table) => [
    unique("documents_page").on(table.pageId, table.proposes),
    index("documents_unsaved").on(table.unsavedTime),
    index("documents_old").on(table.updateTime),
  ],
);

/** Changes of documents, in the order in which they came. */
export const documentUpdates = pgTable(
  "document_updates",
  {
    documentId: uuid("document_id")
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    sequence: integer("sequence").notNull(),
    /** The tab that it came from. */
    sessionId: uuid("session_id").notNull(),
    data: bytea("data").notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.sequence] })],
);

/** The tabs in which documents are open, so that it is known when the last one leaves. */
export const documentSessions = pgTable(
  "document_sessions",
  {
    documentId: uuid("document_id")
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    sessionId: uuid("session_id").notNull(),
    seenTime: time("seen_time").notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.sessionId] })],
);

/** Talks about pages. */
export const threads = pgTable(
  "threads",
  {
    id: uuid("id").primaryKey(),
    pageId: page(),
    /** The words of the page that it is about; empty for the whole page. */
    quote: text("quote").notNull(),
    authorId: uuid("author_id").notNull(),
    resolved: boolean("resolved").notNull().default(false),
  },
  (table) => [index("threads_page").on(table.pageId, table.resolved, table.id)],
);

/** What people said in threads. One that was taken back says nothing, and keeps its place among the others. */
export const comments = pgTable(
  "comments",
  {
    id: uuid("id").primaryKey(),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    authorId: uuid("author_id").notNull(),
    markdown: text("markdown").notNull(),
    deleted: boolean("deleted").notNull().default(false),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time"),
  },
  (table) => [index("comments_thread").on(table.threadId, table.id), index("comments_author").on(table.authorId)],
);

/** Who wants to hear of a page, or wants no more to. */
export const watches = pgTable(
  "watches",
  {
    pageId: page(),
    accountId: uuid("account_id").notNull(),
    watching: boolean("watching").notNull(),
    withChildren: boolean("with_children").notNull(),
  },
  (table) => [primaryKey({ columns: [table.pageId, table.accountId] }), index("watches_account").on(table.accountId)],
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

/** Links by which pages are read without an account; the secret itself is not kept. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: uuid("id").primaryKey(),
    pageId: page(),
    tokenDigest: text("token_digest").notNull().unique(),
    withChildren: boolean("with_children").notNull(),
    authorId: uuid("author_id").notNull(),
    createTime: time("create_time").notNull(),
    expireTime: time("expire_time"),
    visits: integer("visits").notNull().default(0),
  },
  (table) => [index("share_links_page").on(table.pageId, table.createTime)],
);

/** Words that pages use, as they are spelt in Latin letters, for forgiving typing errors. */
export const words = pgTable("words", { word: text("word").primaryKey(), latin: text("latin").notNull() }, (table) => [
  index("words_latin").using("gin", table.latin.op("gin_trgm_ops")),
]);

/** One line of an import's report: what became of one file. */
export interface ReportLine {
  source: string;
  outcome: "TAKEN" | "CHANGED" | "LEFT_OUT";
  /** UPPER_SNAKE; empty where the file was taken as it is. */
  reason: string;
  detail: string;
  /** Empty where no page holds it. */
  pageId: string;
}

/** Imports and exports. */
export const jobs = pgTable(
  "jobs",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: ["IMPORT", "EXPORT"] }).notNull(),
    accountId: uuid("account_id").notNull(),
    spaceId: space(),
    /** Below which page an import goes, or the page that is exported with all below it; null for the whole space. */
    pageId: uuid("page_id"),
    format: text("format", { enum: ["MARKDOWN", "HTML"] }),
    uploadKey: text("upload_key").notNull().default(""),
    fileName: text("file_name").notNull(),
    /** Whether its starter runs the platform, and so sees everything. */
    staff: boolean("staff").notNull(),
    state: text("state", { enum: ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"] }).notNull(),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    failureReason: text("failure_reason").notNull().default(""),
    taken: integer("taken").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    leftOut: integer("left_out").notNull().default(0),
    report: jsonb("report").$type<ReportLine[]>().notNull().default([]),
    blobKey: text("blob_key").notNull().default(""),
    createTime: time("create_time").notNull(),
    endTime: time("end_time"),
  },
  (table) => [
    index("jobs_own").on(table.accountId, table.spaceId, table.createTime),
    index("jobs_waiting").on(table.state, table.createTime),
  ],
);
