import { create } from "@bufbuild/protobuf";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { ArticleSchema } from "@platform/connect/platform/news/v1/article_pb.ts";
import { FeedFormat } from "@platform/connect/platform/news/v1/feed_service_pb.ts";
import { describe, expect, it } from "vitest";
import { isUnchanged } from "../document.ts";
import { readArticleAddress, readListAddress } from "./address.ts";
import { articleHead, withHead } from "./head.ts";

const at = (path: string) => new URL(path, "http://localhost");
const author = "0197a1b2-0000-7000-8000-000000000001";

describe("an address of the news", () => {
  it.each([
    ["/news", { language: 0, tag: "", authorId: "" }, undefined],
    ["/news/feed.xml?language=ru", { language: Language.RU, tag: "", authorId: "" }, FeedFormat.RSS],
    ["/news/tags/%D0%BA%D0%BE%D0%B4/atom.xml", { language: 0, tag: "код", authorId: "" }, FeedFormat.ATOM],
    [`/news/authors/${author}/feed.json`, { language: 0, tag: "", authorId: author }, FeedFormat.JSON],
  ])("%s names a list", (path, list, format) => {
    expect(readListAddress(at(path))).toEqual({ list, format });
  });

  it("of an article says its slug; broken ones say nothing", () => {
    expect(readArticleAddress(at("/news/%D0%BE%D0%B4%D0%B8%D0%BD"))).toBe("один");
    expect(readArticleAddress(at("/news/%ff"))).toBeUndefined();
    expect(readArticleAddress(at("/news/a/b"))).toBeUndefined();
    expect(readArticleAddress(at("/news/editor"))).toBeUndefined();
    expect(readListAddress(at("/newspaper"))).toBeUndefined();
    expect(readListAddress(at("/news/a/feed.xml"))).toBeUndefined();
  });
});

describe("a conditional request", () => {
  const etag = '"abc"';
  const changed = new Date("2026-11-02T03:04:05.678Z");
  const asks = (headers: Record<string, string>) => isUnchanged({ headers }, etag, changed);

  it("is answered by the etag where one was sent, else by the time", () => {
    expect(asks({})).toBe(false);
    expect(asks({ "if-none-match": '"x", W/"abc"' })).toBe(true);
    expect(asks({ "if-none-match": "*" })).toBe(true);
    expect(asks({ "if-none-match": '"x"', "if-modified-since": changed.toUTCString() })).toBe(false);
    expect(asks({ "if-modified-since": changed.toUTCString() })).toBe(true);
    expect(asks({ "if-modified-since": new Date(changed.getTime() - 1000).toUTCString() })).toBe(false);
    expect(asks({ "if-modified-since": "yesterday" })).toBe(false);
    expect(isUnchanged({ headers: { "if-modified-since": changed.toUTCString() } }, etag, undefined)).toBe(false);
  });
});

describe("the head of an article's page", () => {
  const hostile = `</script><script>alert("1")</script><!--$&`;
  const article = create(ArticleSchema, {
    head: { slug: "один", language: Language.RU, title: hostile, coverUrl: "/media/c?s=1", tags: [{ name: hostile }] },
    seoTitle: hostile,
    seoDescription: hostile,
    canonicalUrl: "https://example.org/news/one",
    versions: [{ language: Language.EN, slug: "one" }],
  });
  const page = withHead(
    '<html lang="en"><head><meta name="description" content="old" /><title>Platform</title></head></html>',
    articleHead(article, "https://example.org"),
  );

  it("says where the article is, in which languages, and shows its cover", () => {
    expect(page).toContain('<html lang="ru">');
    expect(page).not.toContain('content="old"');
    expect(page).toContain('<link rel="canonical" href="https://example.org/news/one" />');
    expect(page).toContain(
      '<link rel="alternate" href="https://example.org/news/%D0%BE%D0%B4%D0%B8%D0%BD" hreflang="ru" />',
    );
    expect(page).toContain('<link rel="alternate" href="https://example.org/news/one" hreflang="en" />');
    expect(page).toContain('<meta property="og:image" content="https://example.org/media/c?s=1" />');
    expect(page).toContain('type="application/rss+xml"');
  });

  it("lets no text of the article become a part of the page", () => {
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page).not.toContain("<!--");
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject({ headline: hostile, inLanguage: "ru" });
  });
});
