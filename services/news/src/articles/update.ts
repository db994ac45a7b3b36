import { refuse, type Tx } from "@platform/kit";
import { and, eq, max } from "drizzle-orm";
import { articles, series } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import { type Article, lockWritable } from "./article.ts";
import { setAuthors } from "./authors.ts";
import { demandTitle } from "./create.ts";
import { derivedColumns } from "./derived.ts";
import { changeSlug } from "./slugs.ts";
import { setTags } from "./tags.ts";

type Plain = "title" | "summary" | "markdown" | "seoTitle" | "seoDescription" | "canonicalUrl";
type Switch = "featured" | "commentsOpen" | "newsletter";

/** What is changed of an article; what is not named stays. */
export interface ArticleChange extends Partial<Pick<Article, Plain | Switch>> {
  slug?: string;
  /** The blob of a cover that was drawn; null for none. */
  coverKey?: string | null;
  tags?: string[];
  authorIds?: string[];
  /** Null for none. */
  seriesId?: string | null;
}

/** Changes an article that nobody changed since `revision`; answers with what it was before. */
export async function updateArticle(
  tx: Tx,
  viewer: Viewer,
  articleId: string,
  revision: number,
  { slug, tags, authorIds, seriesId, ...columns }: ArticleChange,
  now: Date,
): Promise<Article> {
  const before = await lockWritable(tx, viewer, articleId);
  if (before.revision !== revision) {
    throw refuse.aborted("ARTICLE_CHANGED", "Somebody changed the article meanwhile.");
  }
  if (!viewer.staff) demandAsBefore(before, columns);
  if (columns.title !== undefined) columns.title = demandTitle(columns.title);
  const next = { ...before, ...columns };
  if (before.state !== "DRAFT" && next.markdown.trim() === "") throw articleEmpty();
  const says = columns.title !== undefined || columns.summary !== undefined || columns.markdown !== undefined;
  await tx
    .update(articles)
    .set({
      ...columns,
      ...(says && derivedColumns(next)),
      ...(slug !== undefined && { slug: await changeSlug(tx, next, slug) }),
      ...(seriesId !== undefined && (await placeInSeries(tx, before, seriesId))),
      revision: before.revision + 1,
      updateTime: now,
    })
    .where(eq(articles.id, articleId));
  if (tags) await setTags(tx, articleId, tags);
  if (authorIds) await setAuthors(tx, articleId, authorIds);
  return before;
}

/** Refuses what is for staff: STAFF_REQUIRED. */
function demandAsBefore(before: Article, { featured, newsletter }: Pick<ArticleChange, Switch>): void {
  const same =
    (featured ?? before.featured) === before.featured && (newsletter ?? before.newsletter) === before.newsletter;
  if (!same) throw refuse.forbidden("STAFF_REQUIRED", "Staff decide what stands in front and what is mailed.");
}

export function articleEmpty() {
  return refuse.state("ARTICLE_EMPTY", "There is nothing to read yet.");
}

/** The last place of a series in the article's language. */
async function placeInSeries(tx: Tx, article: Article, seriesId: string | null) {
  if (seriesId === null || seriesId === article.seriesId) return { seriesId };
  const [found] = await tx
    .select({ id: series.id })
    .from(series)
    .where(and(eq(series.id, seriesId), eq(series.language, article.language)))
    .for("update");
  if (!found) throw refuse.notFound("SERIES_NOT_FOUND", "There is no such series in this language.");
  const [last] = await tx
    .select({ position: max(articles.seriesPosition) })
    .from(articles)
    .where(eq(articles.seriesId, seriesId));
  return { seriesId, seriesPosition: (last?.position ?? -1) + 1 };
}
