import { apart, type Database, refuse, slugOf, type Tx } from "@platform/kit";
import { and, eq, ne } from "drizzle-orm";
import { articleSlugs, articles } from "../schema.ts";
import type { Article } from "./article.ts";

// Paths below /news that are not articles.
const taken = new Set(["tags", "authors", "editor", "moderation", "imports", "feeds"]);

/** A slug for a title that no other article has, now or before. */
export async function freeSlug(db: Database, title: string, id: string): Promise<string> {
  const wanted = slugOf(title, id);
  return (await isFree(db, wanted, id)) ? wanted : apart(wanted, id);
}

/** Gives an article another address; the old one of an article that was read leads to it from now on. */
export async function changeSlug(tx: Tx, article: Article, wanted: string): Promise<string> {
  const slug = wanted || (await freeSlug(tx, article.title, article.id));
  if (slug === article.slug) return slug;
  if (!(await isFree(tx, slug, article.id))) {
    throw refuse.exists("SLUG_TAKEN", "Another article has this address.", { fields: { slug: "is taken" } });
  }
  await tx.delete(articleSlugs).where(eq(articleSlugs.slug, slug));
  if (article.publishTime) {
    await tx.insert(articleSlugs).values({ slug: article.slug, articleId: article.id }).onConflictDoNothing();
  }
  return slug;
}

async function isFree(db: Database, slug: string, id: string): Promise<boolean> {
  if (taken.has(slug)) return false;
  const others = await db.$count(articles, and(eq(articles.slug, slug), ne(articles.id, id)));
  const before = await db.$count(articleSlugs, and(eq(articleSlugs.slug, slug), ne(articleSlugs.articleId, id)));
  return others + before === 0;
}
