import type { Database } from "@platform/kit";
import { and, asc, eq, exists, gt, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { comments } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import type { Comment } from "./comment.ts";

const mostAnswers = 200;

/** What must be true of a comment for somebody to see it. */
function seenBy(viewer: Viewer): SQL | undefined {
  if (viewer.staff) return ne(comments.state, "DELETED");
  const own = viewer.id ? and(eq(comments.authorId, viewer.id), ne(comments.state, "DELETED")) : undefined;
  return or(eq(comments.state, "VISIBLE"), own);
}

/** Comments that answer none, the oldest first; one that was taken back keeps its place above answers that are seen. */
export function listThreads(
  db: Database,
  viewer: Viewer,
  articleId: string,
  after: { createTime: Date; id: string } | undefined,
  limit: number,
): Promise<Comment[]> {
  const answers = alias(comments, "answers");
  const answered = exists(
    db
      .select({ one: sql`1` })
      .from(answers)
      .where(and(eq(answers.parentId, comments.id), eq(answers.state, "VISIBLE"))),
  );
  const later =
    after &&
    or(
      gt(comments.createTime, after.createTime),
      and(eq(comments.createTime, after.createTime), gt(comments.id, after.id)),
    );
  return db
    .select()
    .from(comments)
    .where(and(eq(comments.articleId, articleId), isNull(comments.parentId), or(seenBy(viewer), answered), later))
    .orderBy(asc(comments.createTime), asc(comments.id))
    .limit(limit);
}

/** The answers to some comments, the oldest first, by what they answer. */
export async function listAnswers(
  db: Database,
  viewer: Viewer,
  parentIds: readonly string[],
): Promise<Map<string, Comment[]>> {
  const found = new Map<string, Comment[]>();
  if (parentIds.length === 0) return found;
  const rows = await db
    .select()
    .from(comments)
    .where(and(inArray(comments.parentId, [...parentIds]), seenBy(viewer)))
    .orderBy(asc(comments.createTime), asc(comments.id))
    .limit(parentIds.length * mostAnswers);
  for (const row of rows) found.set(row.parentId as string, [...(found.get(row.parentId as string) ?? []), row]);
  return found;
}

/** How many comments on an article everybody sees. */
export function countComments(db: Database, articleId: string): Promise<number> {
  return db.$count(comments, and(eq(comments.articleId, articleId), eq(comments.state, "VISIBLE")));
}
