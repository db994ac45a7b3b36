import type { Database, Tx } from "@platform/kit";
import { and, desc, eq, inArray } from "drizzle-orm";
import { demandReadable } from "../articles/article.ts";
import { tagSlug, tagsOf } from "../articles/tags.ts";
import { articles, coursesEntered, follows, people, reads, tagFollows } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import type { Interests } from "./choose.ts";

const lastRead = 50;

/** Notes that somebody follows another. */
export async function follow(tx: Tx, followerId: string, accountId: string): Promise<void> {
  await tx.insert(follows).values({ followerId, accountId }).onConflictDoNothing();
}

/** Notes that they follow them no more. */
export async function unfollow(tx: Tx, followerId: string, accountId: string): Promise<void> {
  await tx.delete(follows).where(and(eq(follows.followerId, followerId), eq(follows.accountId, accountId)));
}

/** Notes what a course teaches that somebody entered. */
export async function enterCourse(
  tx: Tx,
  accountId: string,
  { courseId, title, skills }: { courseId: string; title: string; skills: readonly string[] },
): Promise<void> {
  const tags = [...new Set(skills.map(tagSlug))].filter(Boolean);
  await tx
    .insert(coursesEntered)
    .values({ accountId, courseId, title, tags })
    .onConflictDoUpdate({ target: [coursesEntered.accountId, coursesEntered.courseId], set: { title, tags } });
}

/** Notes that somebody read an article. */
export async function markRead(tx: Tx, viewer: Viewer & { id: string }, articleId: string, now: Date): Promise<void> {
  await demandReadable(tx, viewer, articleId);
  await tx
    .insert(reads)
    .values({ accountId: viewer.id, articleId, readTime: now })
    .onConflictDoUpdate({ target: [reads.accountId, reads.articleId], set: { readTime: now } });
}

/** All that is known of what somebody cares for. */
export async function interestsOf(db: Database, accountId: string): Promise<Interests> {
  const [followed, wanted, courses, [person], latest] = await Promise.all([
    db.select().from(follows).where(eq(follows.followerId, accountId)),
    db.select().from(tagFollows).where(eq(tagFollows.accountId, accountId)),
    db.select().from(coursesEntered).where(eq(coursesEntered.accountId, accountId)),
    db.select().from(people).where(eq(people.accountId, accountId)),
    db
      .select({ articleId: reads.articleId, groupId: articles.groupId })
      .from(reads)
      .innerJoin(articles, eq(articles.id, reads.articleId))
      .where(eq(reads.accountId, accountId))
      .orderBy(desc(reads.readTime))
      .limit(lastRead),
  ]);
  const tags = await tagsOf(
    db,
    latest.map(({ articleId }) => articleId),
  );
  return {
    accountId,
    language: person?.language ?? "EN",
    followed: new Set(followed.map((row) => row.accountId)),
    followedTags: new Set(wanted.map(({ tag }) => tag)),
    courses: courses.map(({ title, tags: taught }) => ({ title, tags: new Set(taught) })),
    topics: new Set([...tags.values()].flat().map(({ slug }) => slug)),
  };
}

/** Which of some groups of articles somebody read in whatever language. */
export async function readGroups(db: Database, accountId: string, groupIds: readonly string[]): Promise<Set<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await db
    .select({ groupId: articles.groupId })
    .from(reads)
    .innerJoin(articles, eq(articles.id, reads.articleId))
    .where(and(eq(reads.accountId, accountId), inArray(articles.groupId, [...groupIds])));
  return new Set(rows.map(({ groupId }) => groupId));
}
