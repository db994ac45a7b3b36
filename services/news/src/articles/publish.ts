import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticlePublished, ArticleUnpublished } from "@platform/grpc/platform/news/v1/news_events.ts";
import { type Ctx, emit, refuse, type Tx } from "@platform/kit";
import { and, eq, lte } from "drizzle-orm";
import { reachFollowers } from "../for-you/followers.ts";
import { articles } from "../schema.ts";
import type { Site } from "../site.ts";
import type { Viewer } from "../viewer.ts";
import { type Article, articlePath, lockWritable } from "./article.ts";
import { authorsOf } from "./authors.ts";
import { isForSubscribers, issueNewsletter } from "./newsletter.ts";
import { tagsOf } from "./tags.ts";
import { articleEmpty } from "./update.ts";

/** Publishes an article, or says when it shall be. */
export async function publishArticle(
  tx: Tx,
  viewer: Viewer,
  articleId: string,
  scheduleTime: Date | undefined,
  { now, site }: { now: Date; site: Site },
): Promise<void> {
  const article = await lockWritable(tx, viewer, articleId);
  if (article.markdown.trim() === "") throw articleEmpty();
  if (scheduleTime === undefined) return makePublic(tx, article, { now, site });
  if (scheduleTime <= now) throw refuse.invalid({ schedule_time: "must lie ahead" }, "SCHEDULE_IN_PAST");
  if (article.state === "PUBLISHED") await announceEnd(tx, article);
  await change(tx, article, { state: "SCHEDULED", scheduleTime }, now);
}

async function makePublic(tx: Tx, article: Article, { now, site }: { now: Date; site: Site }): Promise<void> {
  if (article.state === "PUBLISHED") return;
  const publishTime = article.publishTime ?? now;
  const mailed = isForSubscribers(article);
  const authors = (await authorsOf(tx, [article.id])).get(article.id) ?? [];
  const tags = (await tagsOf(tx, [article.id])).get(article.id) ?? [];
  const sent = mailed ? { newsletterTime: now } : {};
  await change(tx, article, { state: "PUBLISHED", scheduleTime: null, publishTime, ...sent }, now);
  await emit(tx, ArticlePublished, {
    articleId: article.id,
    title: article.title,
    path: articlePath(article),
    language: Language[article.language],
    authorIds: authors.map(({ accountId }) => accountId),
    tags: tags.map(({ slug }) => slug),
    publishTime,
  });
  await reachFollowers(tx, article, { authors, tags });
  if (mailed) await issueNewsletter(tx, article, authors, site);
}

/** Makes a draft of an article again. */
export async function unpublishArticle(tx: Tx, viewer: Viewer, articleId: string, now: Date): Promise<void> {
  const article = await lockWritable(tx, viewer, articleId);
  if (article.state === "DRAFT") return;
  await change(tx, article, { state: "DRAFT", scheduleTime: null }, now);
  if (article.state === "PUBLISHED") await announceEnd(tx, article);
}

/** Takes a published article out of all lists. */
export async function archiveArticle(tx: Tx, viewer: Viewer, articleId: string, now: Date): Promise<void> {
  const article = await lockWritable(tx, viewer, articleId);
  if (article.state === "ARCHIVED") return;
  if (article.state !== "PUBLISHED") throw refuse.state("ARTICLE_NOT_PUBLISHED", "The article is not published.");
  await change(tx, article, { state: "ARCHIVED" }, now);
  await announceEnd(tx, article);
}

async function announceEnd(tx: Tx, { id, title }: Article): Promise<void> {
  await emit(tx, ArticleUnpublished, { articleId: id, title });
}

async function change(tx: Tx, { id, revision }: Article, columns: Partial<Article>, now: Date): Promise<void> {
  await tx
    .update(articles)
    .set({ ...columns, revision: revision + 1, updateTime: now })
    .where(eq(articles.id, id));
}

const batch = 20;

/** Publishes the scheduled articles whose time has come. */
export async function publishScheduled(ctx: Ctx): Promise<void> {
  const isDue = and(eq(articles.state, "SCHEDULED"), lte(articles.scheduleTime, ctx.now()));
  const due = await ctx.db
    .select({ id: articles.id })
    .from(articles)
    .where(isDue)
    .orderBy(articles.scheduleTime)
    .limit(batch);
  for (const { id } of due) {
    await ctx.tx(async (tx) => {
      // Its author may have changed their mind a moment ago.
      const [article] = await tx
        .select()
        .from(articles)
        .where(and(eq(articles.id, id), isDue))
        .for("update");
      if (article) await makePublic(tx, article, { now: ctx.now(), site: ctx });
    });
  }
}
