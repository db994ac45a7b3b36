import { type Database, refuse, type Tx } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { articleAuthors, articleSlugs, articles } from "../schema.ts";
import type { Viewer } from "../viewer.ts";

export type Article = typeof articles.$inferSelect;
export type State = Article["state"];
export type Language = Article["language"];

/** An article's address within the platform. */
export function articlePath({ slug }: Pick<Article, "slug">): string {
  return `/news/${encodeURIComponent(slug)}`;
}

export function articleNotFound() {
  return refuse.notFound("ARTICLE_NOT_FOUND", "There is no such article.");
}

/** Whether somebody may write an article: its authors and staff. */
export async function mayWrite(db: Database, viewer: Viewer, articleId: string): Promise<boolean> {
  if (viewer.staff) return true;
  if (viewer.id === undefined) return false;
  const mine = and(eq(articleAuthors.articleId, articleId), eq(articleAuthors.accountId, viewer.id));
  return (await db.$count(articleAuthors, mine)) > 0;
}

/** The article of a slug, now or before, that somebody may read. */
export async function readArticle(
  db: Database,
  viewer: Viewer,
  slug: string,
): Promise<{ article: Article; mayEdit: boolean }> {
  const article = (await findBySlug(db, slug)) ?? (await findByOldSlug(db, slug));
  if (!article) throw articleNotFound();
  const mayEdit = await mayWrite(db, viewer, article.id);
  if (!mayEdit && !isOpen(article)) throw articleNotFound();
  return { article, mayEdit };
}

/** An article that somebody may read, by its id; refuses ARTICLE_NOT_FOUND. */
export async function demandReadable(db: Database, viewer: Viewer, articleId: string): Promise<Article> {
  const [article] = await db.select().from(articles).where(eq(articles.id, articleId));
  if (!article || !(isOpen(article) || (await mayWrite(db, viewer, articleId)))) throw articleNotFound();
  return article;
}

/** Whether everybody may read an article who knows its address. */
export function isOpen({ state }: Pick<Article, "state">): boolean {
  return state === "PUBLISHED" || state === "ARCHIVED";
}

async function findBySlug(db: Database, slug: string): Promise<Article | undefined> {
  const [article] = await db.select().from(articles).where(eq(articles.slug, slug));
  return article;
}

async function findByOldSlug(db: Database, slug: string): Promise<Article | undefined> {
  const [found] = await db
    .select({ article: articles })
    .from(articleSlugs)
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .where(eq(articleSlugs.slug, slug));
  return found?.article;
}

/** An article that somebody may write; refuses ARTICLE_NOT_FOUND. */
export async function demandWritable(db: Database, viewer: Viewer, articleId: string): Promise<Article> {
  const [article] = await db.select().from(articles).where(eq(articles.id, articleId));
  if (!article || !(await mayWrite(db, viewer, articleId))) throw articleNotFound();
  return article;
}

/** The same, held against other writers until the transaction ends. */
export async function lockWritable(tx: Tx, viewer: Viewer, articleId: string): Promise<Article> {
  const [article] = await tx.select().from(articles).where(eq(articles.id, articleId)).for("update");
  if (!article || !(await mayWrite(tx, viewer, articleId))) throw articleNotFound();
  return article;
}
