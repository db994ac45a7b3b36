import { index, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { page } from "./pages.ts";
import { space } from "./spaces.ts";

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
