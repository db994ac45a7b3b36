import type { Feed } from "./feed.ts";

/** The feed as JSON Feed 1.1. */
export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    description: feed.description,
    language: feed.language,
    home_page_url: feed.pageUrl,
    feed_url: feed.feedUrl,
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      image: item.image,
      language: item.language,
      authors: item.authors.map((name) => ({ name })),
      tags: item.tags,
      date_published: item.publishedAt.toISOString(),
      date_modified: item.updatedAt.toISOString(),
    })),
  });
}
