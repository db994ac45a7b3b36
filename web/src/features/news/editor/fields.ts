import type { Draft } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";

/** What a writer decides of an article, as the form holds it. */
export interface Fields {
  title: string;
  slug: string;
  summary: string;
  markdown: string;
  tags: string[];
  authorIds: string[];
  seriesId: string;
  seoTitle: string;
  seoDescription: string;
  canonicalUrl: string;
  featured: boolean;
  commentsOpen: boolean;
  newsletter: boolean;
}

const paths: Record<keyof Fields, string> = {
  title: "title",
  slug: "slug",
  summary: "summary",
  markdown: "markdown",
  tags: "tags",
  authorIds: "author_ids",
  seriesId: "series_id",
  seoTitle: "seo_title",
  seoDescription: "seo_description",
  canonicalUrl: "canonical_url",
  featured: "featured",
  commentsOpen: "comments_open",
  newsletter: "newsletter",
};

/** The form of a draft. */
export function fieldsOf(draft: Draft): Fields {
  const { article, seoTitle, seoDescription, canonicalUrl, newsletter } = draft;
  const head = article?.head;
  return {
    title: head?.title ?? "",
    slug: head?.slug ?? "",
    summary: head?.summary ?? "",
    markdown: article?.markdown ?? "",
    tags: head?.tags.map(({ name }) => name) ?? [],
    authorIds: head?.authors.map(({ accountId }) => accountId) ?? [],
    seriesId: article?.series?.series?.id ?? "",
    seoTitle,
    seoDescription,
    canonicalUrl,
    featured: head?.featured ?? false,
    commentsOpen: article?.commentsOpen ?? true,
    newsletter,
  };
}

/** The paths of what differs between two forms. */
export function changedPaths(before: Fields, after: Fields): string[] {
  return (Object.keys(paths) as (keyof Fields)[])
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => paths[name]);
}

const slugShape = /^([\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*)?$/u;

/** Which fields the service would not take. */
export function wrongFields({ title, slug, canonicalUrl }: Fields): ("title" | "slug" | "canonicalUrl")[] {
  return [
    ...(title.trim() === "" ? (["title"] as const) : []),
    ...(slugShape.test(slug) ? [] : (["slug"] as const)),
    ...(/^(https?:\/\/\S+)?$/.test(canonicalUrl) ? [] : (["canonicalUrl"] as const)),
  ];
}
