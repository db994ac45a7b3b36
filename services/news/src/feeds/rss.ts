import type { Feed, FeedItem } from "./feed.ts";
import { textElement, xmlText } from "./xml.ts";

/** The feed as RSS 2.0; authors go as dc:creator, since RSS's own author must be a mail address. */
export function rss(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    "<channel>",
    textElement("title", feed.title),
    textElement("link", feed.pageUrl),
    textElement("description", feed.description),
    ...(feed.language ? [textElement("language", feed.language)] : []),
    textElement("lastBuildDate", feed.updatedAt.toUTCString()),
    `<atom:link rel="self" type="application/rss+xml" href="${xmlText(feed.feedUrl)}"/>`,
    ...feed.items.map(item),
    "</channel>",
    "</rss>",
  ].join("\n");
}

function item(one: FeedItem): string {
  return [
    "<item>",
    textElement("title", one.title),
    textElement("link", one.url),
    `<guid isPermaLink="false">${xmlText(one.id)}</guid>`,
    textElement("pubDate", one.publishedAt.toUTCString()),
    ...one.authors.map((name) => textElement("dc:creator", name)),
    ...one.tags.map((tag) => textElement("category", tag)),
    textElement("description", one.summary),
    textElement("content:encoded", one.html),
    "</item>",
  ].join("\n");
}
