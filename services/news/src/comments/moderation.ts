import { CommentModerated } from "@platform/grpc/platform/news/v1/news_events.ts";
import { type Database, emit, refuse, type Tx } from "@platform/kit";
import { and, asc, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { articlePath } from "../articles/article.ts";
import { articles, commentReports, comments } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import { type Comment, commentNotFound, demandSeen } from "./comment.ts";
import { announce } from "./say.ts";

export type Report = typeof commentReports.$inferSelect;

const reportsThatHold = 3;
const reportsShown = 20;

/** Notes that somebody wants staff to look at a comment. */
export async function reportComment(
  tx: Tx,
  viewer: Viewer & { id: string },
  commentId: string,
  text: string,
  now: Date,
): Promise<void> {
  const { comment } = await demandSeen(tx, viewer, commentId);
  if (comment.authorId === viewer.id) throw refuse.state("COMMENT_OWN", "Take your own comment back instead.");
  // Held, so that two reports at once count as two.
  await tx.select({ id: comments.id }).from(comments).where(eq(comments.id, commentId)).for("update");
  const report = { commentId, accountId: viewer.id, text: text.trim(), createTime: now };
  await tx
    .insert(commentReports)
    .values(report)
    .onConflictDoUpdate({ target: [commentReports.commentId, commentReports.accountId], set: { text: report.text } });
  const reportCount = await tx.$count(commentReports, eq(commentReports.commentId, commentId));
  const held = reportCount >= reportsThatHold ? ({ state: "HELD" } as const) : {};
  await tx
    .update(comments)
    .set({ reportCount, ...held })
    .where(and(eq(comments.id, commentId), eq(comments.state, "VISIBLE")));
}

const waits = or(eq(comments.state, "HELD"), and(eq(comments.state, "VISIBLE"), gt(comments.reportCount, 0)));

/** A comment that waits for staff, and where it stands. */
export interface Queued {
  comment: Comment;
  articleTitle: string;
  articleSlug: string;
  reports: Report[];
}

/** What waits for staff, the oldest first. */
export async function listQueue(
  db: Database,
  after: { createTime: Date; id: string } | undefined,
  limit: number,
): Promise<Queued[]> {
  const later =
    after &&
    or(
      gt(comments.createTime, after.createTime),
      and(eq(comments.createTime, after.createTime), gt(comments.id, after.id)),
    );
  const rows = await db
    .select({ comment: comments, articleTitle: articles.title, articleSlug: articles.slug })
    .from(comments)
    .innerJoin(articles, eq(articles.id, comments.articleId))
    .where(and(waits, later))
    .orderBy(asc(comments.createTime), asc(comments.id))
    .limit(limit);
  const reports = await reportsOf(
    db,
    rows.map(({ comment }) => comment.id),
  );
  return rows.map((row) => ({ ...row, reports: reports.get(row.comment.id) ?? [] }));
}

export function countQueue(db: Database): Promise<number> {
  return db.$count(comments, waits);
}

async function reportsOf(db: Database, ids: readonly string[]): Promise<Map<string, Report[]>> {
  const found = new Map<string, Report[]>();
  if (ids.length === 0) return found;
  const numbered = db.$with("numbered").as(
    db
      .select({
        commentId: commentReports.commentId,
        accountId: commentReports.accountId,
        text: commentReports.text,
        createTime: commentReports.createTime,
        place:
          sql<number>`row_number() over (partition by ${commentReports.commentId} order by ${commentReports.createTime} desc)`.as(
            "place",
          ),
      })
      .from(commentReports)
      .where(inArray(commentReports.commentId, [...ids])),
  );
  const rows = await db
    .with(numbered)
    .select()
    .from(numbered)
    .where(sql`${numbered.place} <= ${reportsShown}`)
    .orderBy(desc(numbered.createTime));
  for (const row of rows) found.set(row.commentId, [...(found.get(row.commentId) ?? []), row]);
  return found;
}

/** Shows a comment to everybody, or hides it with a reason; its reports are done with. */
export async function moderateComment(
  tx: Tx,
  commentId: string,
  { hide, reason: said }: { hide: boolean; reason: string },
): Promise<Comment> {
  const reason = said.trim();
  if (hide && reason === "") throw refuse.invalid({ reason: "must be given" }, "REASON_REQUIRED");
  const [before] = await tx.select().from(comments).where(eq(comments.id, commentId)).for("update");
  if (!before || before.state === "DELETED") throw commentNotFound();
  await tx.delete(commentReports).where(eq(commentReports.commentId, commentId));
  const [after] = await tx
    .update(comments)
    .set({ state: hide ? "HIDDEN" : "VISIBLE", reason: hide ? reason : "", reportCount: 0 })
    .where(eq(comments.id, commentId))
    .returning();
  const [article] = await tx.select().from(articles).where(eq(articles.id, before.articleId));
  if (!after || !article) throw commentNotFound();
  if (after.state === before.state && after.reason === before.reason) return after;
  await emit(tx, CommentModerated, {
    articleId: article.id,
    title: article.title,
    path: articlePath(article),
    commentId,
    accountId: after.authorId,
    hidden: hide,
    reason: after.reason,
  });
  if (before.state === "HELD" && after.state === "VISIBLE") await announce(tx, article, after);
  return after;
}
