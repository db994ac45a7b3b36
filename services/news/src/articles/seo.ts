import { wordsOf } from "../markdown/render.ts";
import type { Article } from "./article.ts";

const longestDescription = 200;

/** What search engines and previews say of an article: what its writers said, or else how it begins. */
export function seoOf({ title, summary, html, seoTitle, seoDescription }: Article) {
  const words = summary || wordsOf(html);
  const cut = words.length > longestDescription ? `${words.slice(0, longestDescription - 1).trimEnd()}…` : words;
  return { seoTitle: seoTitle || title, seoDescription: seoDescription || cut };
}
