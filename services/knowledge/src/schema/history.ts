import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { page } from "./pages.ts";

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
