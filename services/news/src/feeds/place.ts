import { createHash } from "node:crypto";
import type { Language } from "../articles/article.ts";

export type Format = "RSS" | "ATOM" | "JSON";

/** Which articles a feed is of; empty for all. */
export interface FeedList {
  language: Language | undefined;
  tag: string;
  authorId: string;
}

const files: Record<Format, string> = { RSS: "feed.xml", ATOM: "atom.xml", JSON: "feed.json" };

/** The page of a list, within the platform. */
export function listPath({ tag, authorId }: FeedList): string {
  if (tag) return `/news/tags/${encodeURIComponent(tag)}`;
  return authorId ? `/news/authors/${authorId}` : "/news";
}

/** The feed of a list, within the platform; the bff reads these addresses. */
export function feedPath(list: FeedList, format: Format): string {
  const query = list.language ? `?language=${list.language.toLowerCase()}` : "";
  return `${listPath(list)}/${files[format]}${query}`;
}

/** A strong validator of a document. */
export function etagOf(document: string): string {
  return `"${createHash("sha256").update(document).digest("base64url").slice(0, 27)}"`;
}
