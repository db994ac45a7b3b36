import { type Database, refuse } from "@platform/kit";
import { and, eq, isNotNull, max } from "drizzle-orm";
import { articlePath } from "../articles/article.ts";
import { readAuthor } from "../articles/authors.ts";
import { listPublished, matches } from "../articles/list.ts";
import { seoOf } from "../articles/seo.ts";
import { type Listed, viewList } from "../articles/view.ts";
import { wholeHtmlOf } from "../articles/whole-html.ts";
import { articles, tags } from "../schema.ts";
import type { Site } from "../site.ts";
import { atom } from "./atom.ts";
import type { Feed, FeedItem } from "./feed.ts";
import { jsonFeed } from "./json-feed.ts";
import { etagOf, type FeedList, type Format, feedPath, listPath } from "./place.ts";
import { rss } from "./rss.ts";

const mostItems = 30;
const words = {
  RU: { title: "Новости", about: "Новости сообщества" },
  EN: { title: "News", about: "News of the community" },
};

const kinds: Record<Format, { render: (feed: Feed) => string; contentType: string }> = {
  RSS: { render: rss, contentType: "application/rss+xml; charset=utf-8" },
  ATOM: { render: atom, contentType: "application/atom+xml; charset=utf-8" },
  JSON: { render: jsonFeed, contentType: "application/feed+json; charset=utf-8" },
};

/** A list of articles as a feed, with what conditional requests compare. */
export async function composeFeed(db: Database, list: FeedList, format: Format, site: Site) {
  const name = await nameOf(db, list);
  const rows = await listPublished(db, list, undefined, mostItems);
  const lastModified = await lastChange(db, list);
  const { title, about } = words[list.language ?? "EN"];
  const { render, contentType } = kinds[format];
  const document = render({
    title: name ? `${title} · ${name}` : title,
    description: name ? `${about} · ${name}` : about,
    language: list.language?.toLowerCase(),
    pageUrl: site.publicUrl + listPath(list),
    feedUrl: site.publicUrl + feedPath(list, format),
    updatedAt: lastModified ?? new Date(0),
    items: await itemsOf(db, await viewList(db, rows), site),
  });
  return { document, contentType, etag: etagOf(document), lastModified };
}

/** What the list is narrowed to; refuses what there is nothing of. */
async function nameOf(db: Database, { tag, authorId }: FeedList): Promise<string> {
  if (authorId) return (await readAuthor(db, authorId)).name;
  if (!tag) return "";
  const [found] = await db.select().from(tags).where(eq(tags.slug, tag));
  if (!found) throw refuse.notFound("TAG_NOT_FOUND", "There is no such tag.");
  return found.name;
}

/** When an article of a list changed last, one that left it included. */
async function lastChange(db: Database, list: FeedList): Promise<Date | undefined> {
  const [row] = await db
    .select({ time: max(articles.updateTime) })
    .from(articles)
    .where(and(isNotNull(articles.publishTime), matches(db, list)));
  return row?.time ?? undefined;
}

async function itemsOf(db: Database, list: readonly Listed[], site: Site): Promise<FeedItem[]> {
  const html = await wholeHtmlOf(
    db,
    list.map(({ article }) => article),
    site,
  );
  return list.map(({ article, authors, tags: about }) => ({
    id: `urn:uuid:${article.id}`,
    url: site.publicUrl + articlePath(article),
    title: article.title,
    summary: article.summary || seoOf(article).seoDescription,
    html: html.get(article.id) ?? "",
    image: article.coverKey ? site.publicUrl + site.blobs.url(article.coverKey) : undefined,
    language: article.language.toLowerCase(),
    authors: authors.map(({ name }) => name).filter(Boolean),
    tags: about.map(({ name }) => name),
    publishedAt: article.publishTime ?? article.createTime,
    updatedAt: article.updateTime,
  }));
}
