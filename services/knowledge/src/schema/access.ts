import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { role, time } from "./columns.ts";
import { page } from "./pages.ts";

/** Who may do what on a page that has permissions of its own. */
export const pageAccess = pgTable(
  "page_access",
  { pageId: page(), accountId: uuid("account_id").notNull(), role: role() },
  (table) => [
    primaryKey({ columns: [table.pageId, table.accountId] }),
    index("page_access_account").on(table.accountId),
  ],
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
