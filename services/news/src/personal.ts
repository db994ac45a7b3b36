import type { Database, PersonalData, Tx } from "@platform/kit";
import { and, eq, exists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  articleAuthors,
  articles,
  commentReports,
  comments,
  coursesEntered,
  follows,
  people,
  reactions,
  reads,
  tagFollows,
} from "./schema.ts";

/** All that news hold of a person. */
async function collect(db: Database, accountId: string): Promise<unknown> {
  const [person] = await db.select().from(people).where(eq(people.accountId, accountId));
  return {
    name: person?.name ?? "",
    articles: await db
      .select({
        id: articles.id,
        title: articles.title,
        summary: articles.summary,
        markdown: articles.markdown,
        state: articles.state,
        createTime: articles.createTime,
        publishTime: articles.publishTime,
      })
      .from(articleAuthors)
      .innerJoin(articles, eq(articles.id, articleAuthors.articleId))
      .where(eq(articleAuthors.accountId, accountId))
      .orderBy(articles.createTime),
    comments: await db
      .select({
        articleId: comments.articleId,
        markdown: comments.markdown,
        state: comments.state,
        createTime: comments.createTime,
      })
      .from(comments)
      .where(eq(comments.authorId, accountId))
      .orderBy(comments.createTime),
    reports: await db
      .select({ commentId: commentReports.commentId, text: commentReports.text })
      .from(commentReports)
      .where(eq(commentReports.accountId, accountId)),
    reactions: await db
      .select({ articleId: reactions.articleId, kind: reactions.kind })
      .from(reactions)
      .where(eq(reactions.accountId, accountId)),
    reads: await db
      .select({ articleId: reads.articleId, readTime: reads.readTime })
      .from(reads)
      .where(eq(reads.accountId, accountId)),
    follows: await db.select({ accountId: follows.accountId }).from(follows).where(eq(follows.followerId, accountId)),
    tags: await db.select({ tag: tagFollows.tag }).from(tagFollows).where(eq(tagFollows.accountId, accountId)),
    courses: await db
      .select({ courseId: coursesEntered.courseId, title: coursesEntered.title })
      .from(coursesEntered)
      .where(eq(coursesEntered.accountId, accountId)),
  };
}

/**
 * Removes it. What they published stays for those who read it, without their name; what they said is gone, and a place
 * is left of it where others answered.
 */
async function erase(tx: Tx, accountId: string): Promise<void> {
  for (const table of [people, reactions, commentReports, reads, coursesEntered, tagFollows]) {
    await tx.delete(table).where(eq(table.accountId, accountId));
  }
  await tx.delete(follows).where(or(eq(follows.followerId, accountId), eq(follows.accountId, accountId)));
  const answers = alias(comments, "answers");
  const own = eq(comments.authorId, accountId);
  const answered = exists(tx.select({ one: sql`1` }).from(answers).where(eq(answers.parentId, comments.id)));
  await tx
    .update(comments)
    .set({ markdown: "", state: "DELETED", reason: "", reportCount: 0 })
    .where(and(own, answered));
  await tx.delete(comments).where(and(own, sql`not ${answered}`));
}

export const personal: PersonalData = { collect, erase };
