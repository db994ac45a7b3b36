import { SaxesParser, type SaxesTagNS } from "saxes";
import { xmlText } from "../feeds/xml.ts";
import { FeedError } from "./fetch-feed.ts";

/** An item as its feed told it; HTML is not clean yet. */
export interface FeedItem {
  /** What tells it from others of its feed. */
  guid: string;
  title: string;
  /** Where it was published first; empty where it does not say. */
  link: string;
  /** The whole text, or the beginning of it. */
  html: string;
  publishTime: Date | undefined;
}

export interface ParsedFeed {
  title: string;
  items: FeedItem[];
}

const atom = "http://www.w3.org/2005/Atom";
const mostItems = 200;
const deepest = 100;
// Feeds use these as HTML does, without declaring them.
const names = { nbsp: " ", ndash: "–", mdash: "—", laquo: "«", raquo: "»", hellip: "…", copy: "©" };
const quotes = { lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”" };

type Raw = Record<string, string>;

/**
 * Reads RSS and Atom. The parser knows no document types, so that entities neither expand nor lead to files; refuses
 * FEED_INVALID for what is not well-formed, too deep, or no feed.
 */
export function parseFeed(text: string): ParsedFeed {
  const parser = new SaxesParser({ xmlns: true });
  Object.assign(parser.ENTITIES, names, quotes);
  const feed: { kind: string; title: string; items: Raw[] } = { kind: "", title: "", items: [] };
  const path: string[] = [];
  let item: Raw | undefined;
  let said = "";
  /** How deep the element lies whose tags are a part of its text: Atom's content as XHTML. */
  let markup = 0;

  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    path.push(tag.local);
    if (path.length > deepest) throw new Error("it is nested too deep");
    if (path.length === 1) feed.kind = tag.local;
    if (markup) {
      said += openingOf(tag);
      return;
    }
    said = "";
    if (tag.local === "item" || tag.local === "entry") item = {};
    if (tag.uri === atom && attribute(tag, "type") === "xhtml") markup = path.length;
    if (item && tag.local === "link") keepLink(item, tag);
    if (item && tag.local === "guid") item.permalink = attribute(tag, "isPermaLink") ?? "true";
  });
  const take = (words: string) => {
    said += markup ? xmlText(words) : words;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", (tag) => {
    const depth = path.length;
    path.pop();
    if (markup && depth > markup) {
      said += `</${tag.local}>`;
      return;
    }
    markup = 0;
    if (item && (tag.local === "item" || tag.local === "entry")) {
      if (feed.items.length < mostItems) feed.items.push(item);
      item = undefined;
    } else if (item) {
      keep(item, tag.name, said);
    } else if (tag.local === "title" && depth <= 3 && !feed.title) {
      feed.title = said.trim();
    }
    said = "";
  });
  try {
    parser.write(text.replace(/^\ufeff/, "").trimStart()).close();
  } catch (error) {
    throw new FeedError("FEED_INVALID", `it is not well-formed: ${String(error).slice(0, 200)}`, { cause: error });
  }
  if (!["rss", "feed", "RDF"].includes(feed.kind)) throw new FeedError("FEED_INVALID", "it is neither RSS nor Atom");
  return { title: feed.title, items: feed.items.map(itemOf) };
}

const attribute = (tag: SaxesTagNS, name: string) => tag.attributes[name]?.value;

function openingOf(tag: SaxesTagNS): string {
  const attributes = Object.values(tag.attributes).map(({ local, value }) => ` ${local}="${xmlText(value)}"`);
  return `<${tag.local}${attributes.join("")}>`;
}

function keepLink(item: Raw, tag: SaxesTagNS): void {
  const href = attribute(tag, "href");
  if (href && (attribute(tag, "rel") ?? "alternate") === "alternate") item.href ??= href;
}

function keep(item: Raw, name: string, words: string): void {
  const said = words.trim();
  if (said) item[name] ??= said;
}

function itemOf(raw: Raw): FeedItem {
  const guid = raw.guid ?? raw.id ?? "";
  const link = raw.href ?? raw.link ?? (raw.permalink === "true" ? guid : "");
  const time = new Date(raw.pubDate ?? raw.published ?? raw["dc:date"] ?? raw.updated ?? "");
  return {
    guid: guid || link,
    title: raw.title ?? "",
    link,
    html: raw["content:encoded"] ?? raw.content ?? raw.description ?? raw.summary ?? "",
    publishTime: Number.isNaN(time.getTime()) ? undefined : time,
  };
}
