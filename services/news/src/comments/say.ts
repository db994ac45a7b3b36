import { CommentPosted } from "@platform/grpc/platform/news/v1/news_events.ts";
import { emit, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import { type Article, articlePath, demandReadable } from "../articles/article.ts";
import { authorsOf } from "../articles/authors.ts";
import { namesOf } from "../people.ts";
import { comments } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import { type Comment, commentNotFound, demandWords, excerptOf } from "./comment.ts";

const mostAnswers = 200;

/** Says something about an article; it is held where nobody knows yet how its author talks. */
export async function addComment(
  tx: Tx,
  viewer: Viewer & { id: string },
  said: { articleId: string; parentId: string | undefined; markdown: string },
  now: Date,
): Promise<Comment> {
  const article = await demandReadable(tx, viewer, said.articleId);
  if (!article.commentsOpen || article.state !== "PUBLISHED") {
    throw refuse.state("COMMENTS_CLOSED", "Comments on this article are closed.");
  }
  const parent = said.parentId === undefined ? undefined : await lockParent(tx, article.id, said.parentId);
  const comment = {
    id: uuid7(),
    articleId: article.id,
    parentId: parent?.id ?? null,
    authorId: viewer.id,
    markdown: demandWords(said.markdown),
    state: (await isKnown(tx, viewer, article.id)) ? "VISIBLE" : "HELD",
    createTime: now,
  } as const;
  const [added] = await tx.insert(comments).values(comment).returning();
  if (!added) throw new Error("The comment was not written");
  if (added.state === "VISIBLE") await announce(tx, article, added);
  return added;
}

/** Holds a comment for an answer, so that no thread grows past what is shown of it. */
async function lockParent(tx: Tx, articleId: string, id: string): Promise<Comment> {
  const [parent] = await tx
    .select()
    .from(comments)
    .where(and(eq(comments.id, id), eq(comments.articleId, articleId), eq(comments.state, "VISIBLE")))
    .for("update");
  if (!parent || parent.parentId !== null) throw commentNotFound();
  if ((await tx.$count(comments, eq(comments.parentId, id))) >= mostAnswers) {
    throw refuse.state("THREAD_FULL", `A comment has at most ${mostAnswers} answers; begin another.`);
  }
  return parent;
}

/** Whether somebody may speak without being waited for: staff, the article's authors, and who was seen before. */
async function isKnown(tx: Tx, viewer: Viewer & { id: string }, articleId: string): Promise<boolean> {
  if (viewer.staff) return true;
  const authors = (await authorsOf(tx, [articleId])).get(articleId) ?? [];
  if (authors.some(({ accountId }) => accountId === viewer.id)) return true;
  return (await tx.$count(comments, and(eq(comments.authorId, viewer.id), eq(comments.state, "VISIBLE")))) > 0;
}

/** Tells those whom it concerns of a comment that is visible from now on. */
export async function announce(tx: Tx, article: Article, comment: Comment): Promise<void> {
  const { id: commentId, authorId: actorId, parentId, markdown } = comment;
  const authors = (await authorsOf(tx, [article.id])).get(article.id) ?? [];
  const [parent] = parentId === null ? [] : await tx.select().from(comments).where(eq(comments.id, parentId));
  const answeredId = parent && parent.authorId !== actorId ? parent.authorId : "";
  await emit(tx, CommentPosted, {
    articleId: article.id,
    title: article.title,
    path: articlePath(article),
    commentId,
    actorId,
    actorName: (await namesOf(tx, [actorId])).get(actorId) ?? "",
    excerpt: excerptOf(markdown),
    answeredId,
    recipientIds: authors
      .map(({ accountId }) => accountId)
      .filter((accountId) => accountId !== actorId && accountId !== answeredId),
  });
}

/** Lets somebody's own comment say something else, unless staff hid it. */
export async function updateComment(
  tx: Tx,
  viewer: Viewer & { id: string },
  id: string,
  markdown: string,
  now: Date,
): Promise<Comment> {
  const [updated] = await tx
    .update(comments)
    .set({ markdown: demandWords(markdown), updateTime: now })
    .where(and(eq(comments.id, id), eq(comments.authorId, viewer.id), inArray(comments.state, ["VISIBLE", "HELD"])))
    .returning();
  if (!updated) throw commentNotFound();
  return updated;
}

/** Takes somebody's own comment back: the words are gone, the place stays for its answers. */
export async function deleteComment(tx: Tx, viewer: Viewer & { id: string }, id: string): Promise<void> {
  const [deleted] = await tx
    .update(comments)
    .set({ markdown: "", state: "DELETED", reason: "", reportCount: 0 })
    .where(and(eq(comments.id, id), eq(comments.authorId, viewer.id)))
    .returning();
  if (!deleted) throw commentNotFound();
}
