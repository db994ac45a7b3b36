import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { NewsletterIssued } from "@platform/grpc/platform/news/v1/news_events.ts";
import { emit, type Tx } from "@platform/kit";
import type { Site } from "../site.ts";
import { type Article, articlePath } from "./article.ts";
import type { Author } from "./authors.ts";
import { seoOf } from "./seo.ts";
import { wholeHtmlOf } from "./whole-html.ts";

// Large mail programs cut a mail at 102 kB, its unsubscribe link included.
const longestHtml = 80_000;

/** Whether publishing an article sends it to the subscribers; it does once. */
export function isForSubscribers({ newsletter, newsletterTime }: Article): boolean {
  return newsletter && newsletterTime === null;
}

/** Sends an article to the subscribers of the newsletter. */
export async function issueNewsletter(tx: Tx, article: Article, authors: readonly Author[], site: Site): Promise<void> {
  const html = (await wholeHtmlOf(tx, [article], site)).get(article.id) ?? "";
  await emit(tx, NewsletterIssued, {
    articleId: article.id,
    title: article.title,
    path: articlePath(article),
    language: Language[article.language],
    summary: article.summary || seoOf(article).seoDescription,
    html: Buffer.byteLength(html) > longestHtml ? "" : html,
    coverUrl: article.coverKey ? site.publicUrl + site.blobs.url(article.coverKey) : "",
    authorNames: authors.map(({ name }) => name).filter(Boolean),
  });
}
