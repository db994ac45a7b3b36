import { FollowersReached } from "@platform/grpc/platform/news/v1/news_events.ts";
import { emit, type Tx } from "@platform/kit";
import { and, eq, isNotNull, ne } from "drizzle-orm";
import { type Article, articlePath } from "../articles/article.ts";
import type { Author } from "../articles/authors.ts";
import type { Tag } from "../articles/tags.ts";
import { articles, follows, tagFollows } from "../schema.ts";

/** Some who wait for an article, and what they follow of it: a name of an author, or of a tag. */
export interface Reached {
  authorName: string;
  tagName: string;
  recipientIds: string[];
}

const mostTogether = 500;

/** Tells those of an article who follow its authors or tags, once for all its versions. Called before it has a time. */
export async function reachFollowers(
  tx: Tx,
  article: Article,
  { authors, tags }: { authors: readonly Author[]; tags: readonly Tag[] },
): Promise<void> {
  if (article.publishTime !== null || article.sourceName !== "" || (await hasPublishedVersion(tx, article))) return;
  const followers = [];
  for (const { accountId, name } of authors) {
    const rows = await tx
      .select({ id: follows.followerId })
      .from(follows)
      .where(eq(follows.accountId, accountId))
      .orderBy(follows.followerId);
    followers.push({ authorName: name, tagName: "", recipientIds: rows.map(({ id }) => id) });
  }
  for (const { slug, name } of tags) {
    const rows = await tx
      .select({ id: tagFollows.accountId })
      .from(tagFollows)
      .where(eq(tagFollows.tag, slug))
      .orderBy(tagFollows.accountId);
    followers.push({ authorName: "", tagName: name, recipientIds: rows.map(({ id }) => id) });
  }
  const { id: articleId, title } = article;
  const own = authors.map(({ accountId }) => accountId);
  for (const reached of eachOnce(followers, own, mostTogether)) {
    await emit(tx, FollowersReached, { articleId, title, path: articlePath(article), ...reached });
  }
}

/**
 * Everybody once, for the first thing that they follow, in pieces of at most so many; without those who are left out,
 * and without whatever has no name to be told by.
 */
export function eachOnce(followers: readonly Reached[], leftOut: readonly string[], most: number): Reached[] {
  const told = new Set(leftOut);
  const pieces: Reached[] = [];
  for (const { authorName, tagName, recipientIds } of followers) {
    if (!authorName && !tagName) continue;
    const fresh = recipientIds.filter((id) => !told.has(id));
    for (const id of fresh) told.add(id);
    for (let from = 0; from < fresh.length; from += most) {
      pieces.push({ authorName, tagName, recipientIds: fresh.slice(from, from + most) });
    }
  }
  return pieces;
}

async function hasPublishedVersion(tx: Tx, { id, groupId }: Article): Promise<boolean> {
  const [version] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.groupId, groupId), ne(articles.id, id), isNotNull(articles.publishTime)))
    .limit(1);
  return version !== undefined;
}
