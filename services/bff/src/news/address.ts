import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { FeedFormat } from "@platform/connect/platform/news/v1/feed_service_pb.ts";

/** Which articles a page or a feed is of; empty for all. */
export interface NewsList {
  language: Language;
  tag: string;
  authorId: string;
}

const formats: Record<string, FeedFormat> = {
  "feed.xml": FeedFormat.RSS,
  "atom.xml": FeedFormat.ATOM,
  "feed.json": FeedFormat.JSON,
};
const languages: Record<string, Language> = { ru: Language.RU, en: Language.EN };
const listPattern = /^\/news(?:\/tags\/([^/]+)|\/authors\/([0-9a-f-]{36}))?(?:\/(feed\.xml|atom\.xml|feed\.json))?$/;

/** What an address below `/news` names: a list, as a page or as a feed; undefined for other addresses. */
export function readListAddress({
  pathname,
  searchParams,
}: URL): { list: NewsList; format: FeedFormat | undefined } | undefined {
  const [matched, tag = "", authorId = "", file = ""] = listPattern.exec(pathname) ?? [];
  if (matched === undefined) return undefined;
  const language = languages[searchParams.get("language") ?? ""] ?? Language.UNSPECIFIED;
  return { list: { language, tag: decoded(tag), authorId }, format: formats[file] };
}

// Pages of the app that stand where slugs do; no article is given one of these.
const pages = new Set(["editor", "moderation", "imports"]);

/** The slug in the address of an article; undefined for other addresses. */
export function readArticleAddress({ pathname }: URL): string | undefined {
  const slug = decoded(/^\/news\/([^/]+)$/.exec(pathname)?.[1] ?? "");
  return slug === "" || pages.has(slug) ? undefined : slug;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
