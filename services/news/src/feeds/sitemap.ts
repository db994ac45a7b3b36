import type { Database } from "@platform/kit";
import { desc, eq } from "drizzle-orm";
import { type Article, articlePath } from "../articles/article.ts";
import { publishedVersions } from "../articles/view.ts";
import { articles } from "../schema.ts";
import type { Site } from "../site.ts";
import { etagOf } from "./place.ts";
import { textElement, xmlText } from "./xml.ts";

const mostArticles = 5000;

/** The addresses of published articles as a sitemap (sitemaps.org 0.9), each with its other languages. */
export async function composeSitemap(db: Database, { publicUrl }: Pick<Site, "publicUrl">) {
  const rows = await db
    .select()
    .from(articles)
    .where(eq(articles.state, "PUBLISHED"))
    .orderBy(desc(articles.publishTime), desc(articles.id))
    .limit(mostArticles);
  const versions = await publishedVersions(db, [...new Set(rows.map(({ groupId }) => groupId))]);
  const lastModified = rows.reduce<Date | undefined>(
    (latest, { updateTime }) => (latest && latest > updateTime ? latest : updateTime),
    undefined,
  );
  const document = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    `<url>${textElement("loc", `${publicUrl}/news`)}</url>`,
    // One that was published elsewhere first is told of there.
    ...rows
      .filter(({ canonicalUrl }) => canonicalUrl === "")
      .map((row) => address(row, versions.get(row.groupId) ?? [], publicUrl)),
    "</urlset>",
  ].join("\n");
  return { document, etag: etagOf(document), lastModified };
}

function address(article: Article, versions: readonly Article[], publicUrl: string): string {
  const to = (version: Article) =>
    `<xhtml:link rel="alternate" hreflang="${version.language.toLowerCase()}" href="${xmlText(publicUrl + articlePath(version))}"/>`;
  return [
    "<url>",
    textElement("loc", publicUrl + articlePath(article)),
    textElement("lastmod", article.updateTime.toISOString()),
    ...(versions.length > 1 ? versions.map(to) : []),
    "</url>",
  ].join("");
}
