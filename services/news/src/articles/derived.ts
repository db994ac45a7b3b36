import { minutesToRead, renderHtml, wordsOf } from "../markdown/render.ts";
import type { Article } from "./article.ts";
import { searchVector } from "./search.ts";

/** The columns that follow from what an article says. */
export function derivedColumns(said: Pick<Article, "language" | "title" | "summary" | "markdown">) {
  const html = renderHtml(said.markdown);
  const words = wordsOf(html);
  return { html, readingMinutes: minutesToRead(words), search: searchVector({ ...said, words }) };
}
