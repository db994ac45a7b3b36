import type { Database } from "@platform/kit";
import { and, eq, inArray, ne } from "drizzle-orm";
import { articles, pictures } from "../schema.ts";
import { readSeriesPlace } from "../series.ts";
import type { Article } from "./article.ts";
import { type Author, authorsOf } from "./authors.ts";
import { type Tag, tagsOf } from "./tags.ts";

/** An article as lists show it. */
export interface Listed {
  article: Article;
  authors: Author[];
  tags: Tag[];
}

/** Articles with what lists show beside them, in the order in which they came. */
export async function viewList(db: Database, list: readonly Article[]): Promise<Listed[]> {
  const ids = list.map(({ id }) => id);
  const [authors, tags] = await Promise.all([authorsOf(db, ids), tagsOf(db, ids)]);
  return list.map((article) => ({
    article,
    authors: authors.get(article.id) ?? [],
    tags: tags.get(article.id) ?? [],
  }));
}

/** An article with all that stands around it. */
export interface ArticleView extends Listed {
  versions: Article[];
  series: Awaited<ReturnType<typeof readSeriesPlace>>;
  pictures: (typeof pictures.$inferSelect)[];
}

/** An article to read, with its published versions in other languages; for writers with all of them. */
export async function viewArticle(
  db: Database,
  article: Article,
  { drafts }: { drafts: boolean },
): Promise<ArticleView> {
  const [[listed], versions, series, shown] = await Promise.all([
    viewList(db, [article]),
    db
      .select()
      .from(articles)
      .where(
        and(
          eq(articles.groupId, article.groupId),
          ne(articles.id, article.id),
          drafts ? undefined : eq(articles.state, "PUBLISHED"),
        ),
      ),
    readSeriesPlace(db, article),
    db.select().from(pictures).where(eq(pictures.articleId, article.id)).orderBy(pictures.id),
  ]);
  return { ...(listed as Listed), versions, series, pictures: shown };
}

/** The articles of some groups that are published, by group: one article in its languages. */
export async function publishedVersions(db: Database, groupIds: readonly string[]): Promise<Map<string, Article[]>> {
  const found = new Map<string, Article[]>();
  if (groupIds.length === 0) return found;
  const rows = await db
    .select()
    .from(articles)
    .where(and(inArray(articles.groupId, [...groupIds]), eq(articles.state, "PUBLISHED")));
  for (const row of rows) found.set(row.groupId, [...(found.get(row.groupId) ?? []), row]);
  return found;
}
