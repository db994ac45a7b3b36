import { boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, time } from "./columns.ts";
import { page } from "./pages.ts";

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
