import { boolean, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { time } from "./columns.ts";
import { page } from "./pages.ts";

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
