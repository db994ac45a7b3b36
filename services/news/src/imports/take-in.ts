import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticlePublished } from "@platform/grpc/platform/news/v1/news_events.ts";
import { emit, type Tx, uuid7 } from "@platform/kit";
import { and, eq, or } from "drizzle-orm";
import { articlePath } from "../articles/article.ts";
import { derivedColumns } from "../articles/derived.ts";
import { freeSlug } from "../articles/slugs.ts";
import { setTags, tagSlug } from "../articles/tags.ts";
import { articles, importedItems } from "../schema.ts";
import type { FeedImport } from "./feed-import.ts";
import type { CleanItem } from "./item.ts";

/** Takes an item in: a new one becomes an article, one that changed changes its own; answers whether it was new. */
export async function takeIn(tx: Tx, source: FeedImport, item: CleanItem, now: Date): Promise<boolean> {
  const rows = await tx
    .select()
    .from(importedItems)
    .where(
      or(
        and(eq(importedItems.importId, source.id), eq(importedItems.guid, item.guid)),
        // Feeds that change how they count their items, and several feeds of one site, bring the same twice.
        eq(importedItems.link, item.link),
      ),
    );
  if (rows.length === 0) {
    await publishItem(tx, source, item, now);
    return true;
  }
  const own = rows.find(({ importId, guid }) => importId === source.id && guid === item.guid);
  if (own && own.hash !== item.hash) await changeItem(tx, own, item, now);
  return false;
}

async function publishItem(tx: Tx, source: FeedImport, item: CleanItem, now: Date): Promise<void> {
  const { id: importId, language, name, tags } = source;
  const { guid, link, title, summary, markdown, publishTime, hash } = item;
  const id = uuid7();
  const slug = await freeSlug(tx, title, id);
  await tx.insert(articles).values({
    id,
    groupId: id,
    slug,
    language,
    state: "PUBLISHED",
    title,
    summary,
    markdown,
    canonicalUrl: link,
    sourceName: name,
    sourceUrl: link,
    publishTime,
    createTime: now,
    updateTime: now,
    ...derivedColumns({ language, title, summary, markdown }),
  });
  await setTags(tx, id, tags);
  await tx.insert(importedItems).values({ importId, guid, link, articleId: id, hash, revision: 1 });
  await emit(tx, ArticlePublished, {
    articleId: id,
    title,
    path: articlePath({ slug }),
    language: Language[language],
    authorIds: [],
    tags: tags.map(tagSlug),
    publishTime,
  });
}

/** Says what the feed says now, unless somebody here wrote in the article. */
async function changeItem(
  tx: Tx,
  known: typeof importedItems.$inferSelect,
  { title, summary, markdown, hash }: CleanItem,
  now: Date,
): Promise<void> {
  if (known.articleId === null) return;
  const [article] = await tx.select().from(articles).where(eq(articles.id, known.articleId)).for("update");
  if (!article || article.revision !== known.revision) return;
  const revision = article.revision + 1;
  const derived = derivedColumns({ language: article.language, title, summary, markdown });
  await tx
    .update(articles)
    .set({ title, summary, markdown, ...derived, revision, updateTime: now })
    .where(eq(articles.id, article.id));
  await tx.update(importedItems).set({ hash, revision }).where(eq(importedItems.articleId, article.id));
}
