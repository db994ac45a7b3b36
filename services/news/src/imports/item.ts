import { createHash } from "node:crypto";
import { longestText, renderHtml, wordsOf } from "../markdown/render.ts";
import { cleanHtml, wordsOnly } from "./clean-html.ts";
import type { FeedItem } from "./parse-feed.ts";

const longestTitle = 200;
const longestSummary = 300;
const longestGuid = 500;

/** An item as it becomes an article. */
export interface CleanItem {
  guid: string;
  link: string;
  title: string;
  summary: string;
  markdown: string;
  publishTime: Date;
  /** Tells whether the feed says something else than before. */
  hash: string;
}

/** Cleans an item; undefined for one that does not say what it is called or where it was published. */
export function cleanItem(item: FeedItem, feedUrl: string, now: Date): CleanItem | undefined {
  const title = wordsOnly(item.title, longestTitle);
  const link = URL.canParse(item.link, feedUrl) ? new URL(item.link, feedUrl) : undefined;
  if (!title || !link || !["http:", "https:"].includes(link.protocol) || link.href.length > 2000) return undefined;
  const { markdown: read, cut } = cleanHtml(item.html, link.href);
  const more = `[${title.replace(/[[\]\\]/g, "\\$&")}](<${link.href}>)`;
  const markdown = [read, ...(cut || !read ? [more] : [])].filter(Boolean).join("\n\n").slice(0, longestText);
  const words = wordsOf(renderHtml(read.slice(0, longestText)));
  const summary = words.length > longestSummary ? `${words.slice(0, longestSummary - 1).trimEnd()}…` : words;
  return {
    guid: item.guid.slice(0, longestGuid) || link.href,
    link: link.href,
    title,
    summary,
    markdown,
    publishTime: item.publishTime && item.publishTime < now ? item.publishTime : now,
    hash: createHash("sha256").update(`${title}\n${markdown}`).digest("base64url"),
  };
}
