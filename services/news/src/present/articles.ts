import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticleState } from "@platform/grpc/platform/news/v1/article.ts";
import { type Article, articlePath } from "../articles/article.ts";
import { seoOf } from "../articles/seo.ts";
import type { ArticleView, Listed } from "../articles/view.ts";
import type { Series } from "../series.ts";
import type { Site } from "../site.ts";
import type { Viewer } from "../viewer.ts";

export function presentHead({ article, authors, tags }: Listed, { blobs }: Site) {
  const { id, slug, title, summary, readingMinutes, featured, coverKey, scheduleTime, updateTime } = article;
  return {
    id,
    slug,
    language: Language[article.language],
    title,
    summary,
    coverUrl: coverKey ? blobs.url(coverKey) : "",
    authors,
    tags,
    readingMinutes,
    featured,
    state: ArticleState[article.state],
    publishTime: (article.state === "SCHEDULED" ? scheduleTime : article.publishTime) ?? undefined,
    updateTime,
    source: article.sourceUrl ? { name: article.sourceName, url: article.sourceUrl } : undefined,
  };
}

export function presentArticle(view: ArticleView, site: Site) {
  const { article, series } = view;
  return {
    head: presentHead(view, site),
    markdown: article.markdown,
    pictures: view.pictures.map((picture) => presentPicture(picture, site)),
    ...seoOf(article),
    canonicalUrl: article.canonicalUrl || `${site.publicUrl}${articlePath(article)}`,
    versions: view.versions.map(presentVersion),
    series: series && {
      series: presentSeries(series.series, series.articles.length),
      articles: series.articles.map(({ id, slug, title }) => ({ articleId: id, slug, title })),
    },
    commentsOpen: article.commentsOpen,
  };
}

export function presentPicture({ id, blobKey }: { id: string; blobKey: string }, { blobs }: Site) {
  return { id, url: blobs.url(blobKey) };
}

function presentVersion({ id, language, slug, title, state }: Article) {
  return { articleId: id, language: Language[language], slug, title, state: ArticleState[state] };
}

export function presentSeries({ id, title, language }: Series, articleCount: number) {
  return { id, title, language: Language[language], articleCount };
}

export function presentDraft(view: ArticleView, viewer: Viewer, site: Site) {
  const { revision, seoTitle, seoDescription, canonicalUrl, newsletter, newsletterTime } = view.article;
  return {
    article: presentArticle(view, site),
    revision,
    seoTitle,
    seoDescription,
    canonicalUrl,
    newsletter,
    newsletterTime: newsletterTime ?? undefined,
    mayFeature: viewer.staff,
  };
}
