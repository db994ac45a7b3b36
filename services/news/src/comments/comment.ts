import { type Database, refuse } from "@platform/kit";
import { eq } from "drizzle-orm";
import { type Article, demandReadable } from "../articles/article.ts";
import { renderHtml, wordsOf } from "../markdown/render.ts";
import { comments } from "../schema.ts";
import type { Viewer } from "../viewer.ts";

export type Comment = typeof comments.$inferSelect;

export function commentNotFound() {
  return refuse.notFound("COMMENT_NOT_FOUND", "There is no such comment.");
}

/** Whether somebody sees what a comment says. */
export function isSeen({ state, authorId }: Pick<Comment, "state" | "authorId">, viewer: Viewer): boolean {
  if (state === "VISIBLE") return true;
  return state !== "DELETED" && (viewer.staff || authorId === viewer.id);
}

/** A comment that somebody sees, with its article; refuses COMMENT_NOT_FOUND. */
export async function demandSeen(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<{ comment: Comment; article: Article }> {
  const [comment] = await db.select().from(comments).where(eq(comments.id, id));
  if (!comment || !isSeen(comment, viewer)) throw commentNotFound();
  return { comment, article: await demandReadable(db, viewer, comment.articleId) };
}

const excerptLength = 200;

/** How a comment begins, without marks. */
export function excerptOf(markdown: string): string {
  return wordsOf(renderHtml(markdown)).slice(0, excerptLength);
}

/** What somebody says; refuses nothing but blanks. */
export function demandWords(markdown: string): string {
  if (markdown.trim() === "") throw refuse.invalid({ markdown: "must not be blank" });
  return markdown;
}
