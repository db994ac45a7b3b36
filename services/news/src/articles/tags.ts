import { type Database, refuse, slugOf, type Tx } from "@platform/kit";
import { and, count, desc, eq, inArray } from "drizzle-orm";
import { articles, articleTags, tags } from "../schema.ts";
import type { Language } from "./article.ts";

export type Tag = typeof tags.$inferSelect;

/** The address of a tag's name: the same for all ways to write it. */
export function tagSlug(name: string): string {
  return slugOf(name.replaceAll("+", " plus ").replaceAll("#", " sharp "), "");
}

/** Names tags of an article, in their order; refuses TAG_INVALID for a name without a letter or a digit. */
export async function setTags(tx: Tx, articleId: string, names: readonly string[]): Promise<void> {
  const wanted = new Map(names.map((name) => [tagSlug(name), name.trim()]));
  if (wanted.has("")) throw refuse.invalid({ tags: "must have a letter or a digit" }, "TAG_INVALID");
  await tx.delete(articleTags).where(eq(articleTags.articleId, articleId));
  if (wanted.size === 0) return;
  // In one order everywhere, so that two writers of the same tags do not wait for one another in a circle.
  const made = [...wanted].map(([slug, name]) => ({ slug, name })).sort((a, b) => (a.slug < b.slug ? -1 : 1));
  await tx.insert(tags).values(made).onConflictDoNothing();
  await tx.insert(articleTags).values([...wanted.keys()].map((tag, position) => ({ articleId, tag, position })));
}

/** The tags of some articles, each in its order. */
export async function tagsOf(db: Database, articleIds: readonly string[]): Promise<Map<string, Tag[]>> {
  const found = new Map<string, Tag[]>();
  if (articleIds.length === 0) return found;
  const rows = await db
    .select({ articleId: articleTags.articleId, tag: tags })
    .from(articleTags)
    .innerJoin(tags, eq(tags.slug, articleTags.tag))
    .where(inArray(articleTags.articleId, [...articleIds]))
    .orderBy(articleTags.position);
  for (const { articleId, tag } of rows) found.set(articleId, [...(found.get(articleId) ?? []), tag]);
  return found;
}

const mostListed = 100;

/** The tags of published articles, those with the most articles first. */
export async function listTags(
  db: Database,
  language: Language | undefined,
): Promise<{ tag: Tag; articleCount: number }[]> {
  return db
    .select({ tag: tags, articleCount: count() })
    .from(articleTags)
    .innerJoin(tags, eq(tags.slug, articleTags.tag))
    .innerJoin(articles, eq(articles.id, articleTags.articleId))
    .where(and(eq(articles.state, "PUBLISHED"), language && eq(articles.language, language)))
    .groupBy(tags.slug)
    .orderBy(desc(count()), tags.slug)
    .limit(mostListed);
}
