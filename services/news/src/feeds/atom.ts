import type { Feed, FeedItem } from "./feed.ts";
import { textElement, xmlText } from "./xml.ts";

/** The feed as Atom (RFC 4287); the feed names itself as author, which an entry without authors then inherits. */
export function atom(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom"${feed.language ? ` xml:lang="${xmlText(feed.language)}"` : ""}>`,
    textElement("id", feed.feedUrl),
    textElement("title", feed.title),
    textElement("subtitle", feed.description),
    textElement("updated", feed.updatedAt.toISOString()),
    `<author>${textElement("name", feed.title)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(feed.feedUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(feed.pageUrl)}"/>`,
    ...feed.items.map(entry),
    "</feed>",
  ].join("\n");
}

function entry(one: FeedItem): string {
  return [
    `<entry xml:lang="${xmlText(one.language)}">`,
    textElement("id", one.id),
    textElement("title", one.title),
    textElement("published", one.publishedAt.toISOString()),
    textElement("updated", one.updatedAt.toISOString()),
    `<link rel="alternate" type="text/html" href="${xmlText(one.url)}"/>`,
    ...one.authors.map((name) => `<author>${textElement("name", name)}</author>`),
    ...one.tags.map((tag) => `<category term="${xmlText(tag)}"/>`),
    textElement("summary", one.summary),
    `<content type="html">${xmlText(one.html)}</content>`,
    "</entry>",
  ].join("\n");
}
