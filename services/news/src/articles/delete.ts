import { type Ctx, refuse } from "@platform/kit";
import { eq } from "drizzle-orm";
import { articles, pictures } from "../schema.ts";
import { viewerOf } from "../viewer.ts";
import { mayWrite } from "./article.ts";

/** Removes a draft with its pictures; harmless where it is gone, or was never the caller's. */
export async function deleteArticle(ctx: Ctx, articleId: string): Promise<void> {
  const blobs = await ctx.tx(async (tx) => {
    const [article] = await tx.select().from(articles).where(eq(articles.id, articleId)).for("update");
    if (!article || !(await mayWrite(tx, viewerOf(ctx), articleId))) return [];
    if (article.state !== "DRAFT") throw refuse.state("ARTICLE_NOT_DRAFT", "Make it a draft first.");
    const shown = await tx.select().from(pictures).where(eq(pictures.articleId, articleId));
    await tx.delete(articles).where(eq(articles.id, articleId));
    return [...shown.map(({ blobKey }) => blobKey), ...(article.coverKey ? [article.coverKey] : [])];
  });
  for (const key of blobs) await ctx.blobs.delete(key);
}
