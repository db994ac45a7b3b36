import { type Database, refuse, type Tx } from "@platform/kit";
import { and, asc, count, eq } from "drizzle-orm";
import type { Tag } from "../articles/tags.ts";
import { tagFollows, tags } from "../schema.ts";

const mostFollowed = 100;

/** The tags that somebody follows, by name. */
export async function followedTags(db: Database, accountId: string): Promise<Tag[]> {
  const rows = await db
    .select({ tag: tags })
    .from(tagFollows)
    .innerJoin(tags, eq(tags.slug, tagFollows.tag))
    .where(eq(tagFollows.accountId, accountId))
    .orderBy(asc(tags.name), asc(tags.slug));
  return rows.map(({ tag }) => tag);
}

/** Follows a tag; refuses TAG_NOT_FOUND and TAGS_TOO_MANY. */
export async function followTag(tx: Tx, accountId: string, slug: string): Promise<void> {
  const [known] = await tx.select().from(tags).where(eq(tags.slug, slug));
  if (!known) throw refuse.notFound("TAG_NOT_FOUND", "No article has this tag.");
  const made = await tx.insert(tagFollows).values({ accountId, tag: slug }).onConflictDoNothing().returning();
  if (made.length === 0) return;
  const [followed] = await tx.select({ tags: count() }).from(tagFollows).where(eq(tagFollows.accountId, accountId));
  if ((followed?.tags ?? 0) > mostFollowed) {
    throw refuse.state("TAGS_TOO_MANY", `One follows at most ${mostFollowed} tags; leave another one first.`);
  }
}

/** Follows it no more. */
export async function unfollowTag(tx: Tx, accountId: string, slug: string): Promise<void> {
  await tx.delete(tagFollows).where(and(eq(tagFollows.accountId, accountId), eq(tagFollows.tag, slug)));
}
