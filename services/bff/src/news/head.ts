import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { Article } from "@platform/connect/platform/news/v1/article_pb.ts";
import { escapeHtml } from "../html.ts";

/** What a page says of itself to those who do not run it. */
export interface Head {
  language: "ru" | "en";
  title: string;
  /** Lines of HTML. */
  tags: string[];
}

const codes = { [Language.RU]: "ru", [Language.EN]: "en", [Language.UNSPECIFIED]: "en" } as const;
const locales = { ru: "ru_RU", en: "en_US" } as const;

const meta = (kind: "name" | "property", name: string, content: string) =>
  `<meta ${kind}="${name}" content="${escapeHtml(content)}" />`;
const link = (rel: string, href: string, more = "") => `<link rel="${rel}" href="${escapeHtml(href)}"${more} />`;

/** The head of an article's page: description, canonical address, languages, Open Graph and JSON-LD. */
export function articleHead(article: Article, publicUrl: string): Head {
  const { head, seoTitle, seoDescription, canonicalUrl, versions } = article;
  if (!head) throw new TypeError("the article has no head");
  const language = codes[head.language];
  const address = (slug: string) => `${publicUrl}/news/${encodeURIComponent(slug)}`;
  const published = head.publishTime && timestampDate(head.publishTime).toISOString();
  const updated = head.updateTime && timestampDate(head.updateTime).toISOString();
  const image = head.coverUrl && publicUrl + head.coverUrl;
  const languages = [{ language: head.language, slug: head.slug }, ...versions];
  const structured = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: head.title,
    description: seoDescription,
    inLanguage: language,
    mainEntityOfPage: canonicalUrl,
    datePublished: published,
    dateModified: updated,
    image: image ? [image] : undefined,
    author: head.authors.map(({ accountId, name }) => ({
      "@type": "Person",
      name,
      url: `${publicUrl}/news/authors/${accountId}`,
    })),
    keywords: head.tags.map(({ name }) => name).join(", ") || undefined,
  };
  return {
    language,
    title: seoTitle,
    tags: [
      meta("name", "description", seoDescription),
      link("canonical", canonicalUrl),
      ...(versions.length > 0
        ? languages.map((version) => link("alternate", address(version.slug), ` hreflang="${codes[version.language]}"`))
        : []),
      meta("property", "og:type", "article"),
      meta("property", "og:site_name", "Platform"),
      meta("property", "og:title", seoTitle),
      meta("property", "og:description", seoDescription),
      meta("property", "og:url", canonicalUrl),
      meta("property", "og:locale", locales[language]),
      ...(image ? [meta("property", "og:image", image)] : []),
      ...(published ? [meta("property", "article:published_time", published)] : []),
      ...(updated ? [meta("property", "article:modified_time", updated)] : []),
      ...head.tags.map(({ name }) => meta("property", "article:tag", name)),
      meta("name", "twitter:card", image ? "summary_large_image" : "summary"),
      // No `<` of a text may end the element.
      `<script type="application/ld+json">${JSON.stringify(structured).replaceAll("<", "\\u003c")}</script>`,
      ...feedLinks("/news", head.language),
    ],
  };
}

/** The head of a list's page, by which readers' programs find its feeds. */
export function listHead(path: string, language: Language, title: string, publicUrl: string): Head {
  return {
    language: codes[language],
    title,
    tags: [
      link("canonical", publicUrl + path),
      meta("property", "og:title", title),
      meta("property", "og:type", "website"),
      ...feedLinks(path, language),
    ],
  };
}

function feedLinks(path: string, language: Language): string[] {
  const query = language === Language.UNSPECIFIED ? "" : `?language=${codes[language]}`;
  const feed = (type: string, file: string, name: string) =>
    link("alternate", `${path}/${file}${query}`, ` type="application/${type}" title="${name}"`);
  return [
    feed("rss+xml", "feed.xml", "RSS"),
    feed("atom+xml", "atom.xml", "Atom"),
    feed("feed+json", "feed.json", "JSON Feed"),
  ];
}

/** The web app's page with another head. */
export function withHead(page: string, { language, title, tags }: Head): string {
  return page
    .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
    .replace(/\s*<meta name="description"[^>]*>/, "")
    .replace(
      /<title>[^<]*<\/title>/,
      () => `<title>${escapeHtml(title)} · Platform</title>\n    ${tags.join("\n    ")}`,
    );
}
