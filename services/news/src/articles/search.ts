import { type Database, searchable } from "@platform/kit";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { articles } from "../schema.ts";
import type { Article, Language } from "./article.ts";

const configuration = (language: Language) => sql.raw(language === "RU" ? "'russian'" : "'english'");

/** What an article is found by, in the forms of its language: the title weighs most, then the summary. */
export function searchVector({
  language,
  title,
  summary,
  words,
}: Pick<Article, "language" | "title" | "summary"> & { words: string }): SQL {
  const part = (text: string, weight: "A" | "B" | "D") =>
    sql`setweight(to_tsvector(${configuration(language)}, ${searchable(text)}), ${sql.raw(`'${weight}'`)})`;
  return sql`${part(title, "A")} || ${part(summary, "B")} || ${part(words, "D")}`;
}

/** Published articles that hold the words in any form, the best first. */
export async function searchArticles(
  db: Database,
  { query, language }: { query: string; language: Language | undefined },
  from: number,
  limit: number,
): Promise<Article[]> {
  const text = searchable(query);
  const asked = (of: Language) => sql`websearch_to_tsquery(${configuration(of)}, ${text})`;
  // Each article is asked in its own language, so that the stop words of the other do not hide it.
  const found = (of: Language) => sql`(${articles.language} = ${of} and ${articles.search} @@ ${asked(of)})`;
  const rank = sql`ts_rank(${articles.search}, case when ${articles.language} = 'RU' then ${asked("RU")} else ${asked("EN")} end, 1)`;
  return db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.state, "PUBLISHED"),
        language && eq(articles.language, language),
        sql`(${found("RU")} or ${found("EN")})`,
      ),
    )
    .orderBy(sql`${rank} desc`, sql`${articles.publishTime} desc`, articles.id)
    .offset(from)
    .limit(limit);
}
