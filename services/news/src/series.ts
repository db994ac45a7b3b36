import { type Database, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Article, Language } from "./articles/article.ts";
import { demandTitle } from "./articles/create.ts";
import { articles, series } from "./schema.ts";
import type { Viewer } from "./viewer.ts";

export type Series = typeof series.$inferSelect;

const mostListed = 200;
const mostShown = 100;

/** Begins a series of somebody's. */
export async function createSeries(
  tx: Tx,
  makerId: string,
  { title, language }: { title: string; language: Language },
  now: Date,
): Promise<Series> {
  const made = { id: uuid7(), title: demandTitle(title), language, makerId, createTime: now };
  await tx.insert(series).values(made);
  return made;
}

export function listSeries(db: Database, language: Language | undefined): Promise<Series[]> {
  return db
    .select()
    .from(series)
    .where(language && eq(series.language, language))
    .orderBy(asc(series.title), series.id)
    .limit(mostListed);
}

/** Renames a series and puts articles of it into an order, those that are not named behind the others. */
export async function updateSeries(
  tx: Tx,
  viewer: Viewer,
  id: string,
  { title, articleIds }: { title: string; articleIds: readonly string[] },
): Promise<Series> {
  const [found] = await tx.select().from(series).where(eq(series.id, id)).for("update");
  if (!found || !(viewer.staff || found.makerId === viewer.id)) {
    throw refuse.notFound("SERIES_NOT_FOUND", "There is no such series.");
  }
  const renamed = { ...found, title: demandTitle(title) };
  await tx.update(series).set({ title: renamed.title }).where(eq(series.id, id));
  for (const [seriesPosition, articleId] of articleIds.entries()) {
    await tx
      .update(articles)
      .set({ seriesPosition })
      .where(and(eq(articles.id, articleId), eq(articles.seriesId, id)));
  }
  if (articleIds.length > 0) {
    await tx
      .update(articles)
      .set({ seriesPosition: sql`${articles.seriesPosition} + ${articleIds.length}` })
      .where(and(eq(articles.seriesId, id), notInArray(articles.id, [...articleIds])));
  }
  return renamed;
}

/** The series that an article is a part of, with its published articles in their order. */
export async function readSeriesPlace(
  db: Database,
  { seriesId }: Pick<Article, "seriesId">,
): Promise<{ series: Series; articles: Pick<Article, "id" | "slug" | "title">[] } | undefined> {
  if (seriesId === null) return undefined;
  const [found] = await db.select().from(series).where(eq(series.id, seriesId));
  if (!found) return undefined;
  const shown = await db
    .select({ id: articles.id, slug: articles.slug, title: articles.title })
    .from(articles)
    .where(and(eq(articles.seriesId, seriesId), eq(articles.state, "PUBLISHED")))
    .orderBy(articles.seriesPosition, articles.id)
    .limit(mostShown);
  return { series: found, articles: shown };
}

/** How many published articles some series have. */
export async function countArticles(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: sql<string>`${articles.seriesId}`, count: sql<number>`count(*)::int` })
    .from(articles)
    .where(and(inArray(articles.seriesId, [...ids]), eq(articles.state, "PUBLISHED")))
    .groupBy(articles.seriesId);
  return new Map(rows.map(({ id, count }) => [id, count]));
}
