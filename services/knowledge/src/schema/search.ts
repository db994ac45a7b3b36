import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, index, pgTable, text } from "drizzle-orm/pg-core";
import { tsvector } from "./columns.ts";
import { page } from "./pages.ts";

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

/** Words that pages use, as they are spelt in Latin letters, for forgiving typing errors. */
export const words = pgTable("words", { word: text("word").primaryKey(), latin: text("latin").notNull() }, (table) => [
  index("words_latin").using("gin", table.latin.op("gin_trgm_ops")),
]);
