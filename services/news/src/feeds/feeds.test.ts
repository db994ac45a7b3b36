import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { atom } from "./atom.ts";
import type { Feed } from "./feed.ts";
import { jsonFeed } from "./json-feed.ts";
import { rss } from "./rss.ts";

const hostile = `"]]></title><script>alert('1')</script>&\u0000\u0008\ufffe\ud800 ё😀`;
const clean = `"]]></title><script>alert('1')</script>& ё😀`;
const feed: Feed = {
  title: hostile,
  description: "News",
  language: "ru",
  pageUrl: "https://example.org/news?a=1&b=2",
  feedUrl: "https://example.org/news/feed",
  updatedAt: new Date("2026-11-02T03:04:05Z"),
  items: [
    {
      id: "urn:uuid:0197",
      url: "https://example.org/news/one",
      title: hostile,
      summary: "Short",
      html: "<p>Body &amp; soul</p>",
      image: "https://example.org/cover.jpg",
      language: "en",
      authors: ["Anna", "Boris"],
      tags: ["a&b"],
      publishedAt: new Date("2026-11-01T00:00:00Z"),
      updatedAt: new Date("2026-11-02T03:04:05Z"),
    },
  ],
};

function parsed(xml: string) {
  const onError = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  const tree = new DOMParser({ onError }).parseFromString(xml, "text/xml");
  return (name: string) => Array.from(tree.getElementsByTagName(name)).map((node) => node.textContent);
}

describe("feeds", () => {
  it("RSS has what 2.0 requires, and hostile text stays text", () => {
    const texts = parsed(rss(feed));
    expect(texts("title")).toEqual([clean, clean]);
    expect(texts("script")).toEqual([]);
    expect(texts("link")).toEqual([feed.pageUrl, "https://example.org/news/one"]);
    expect(texts("description")).toEqual(["News", "Short"]);
    expect(texts("guid")).toEqual(["urn:uuid:0197"]);
    expect(texts("pubDate")).toEqual(["Sun, 01 Nov 2026 00:00:00 GMT"]);
    expect(texts("content:encoded")).toEqual(["<p>Body &amp; soul</p>"]);
  });

  it("Atom has what RFC 4287 requires, and hostile text stays text", () => {
    const texts = parsed(atom(feed));
    expect(texts("id")).toEqual([feed.feedUrl, "urn:uuid:0197"]);
    expect(texts("title")).toEqual([clean, clean]);
    expect(texts("updated")).toEqual(["2026-11-02T03:04:05.000Z", "2026-11-02T03:04:05.000Z"]);
    expect(texts("name")).toEqual([clean, "Anna", "Boris"]);
    expect(texts("content")).toEqual(["<p>Body &amp; soul</p>"]);
  });

  it("JSON Feed has what 1.1 requires", () => {
    const told = JSON.parse(jsonFeed(feed));
    expect(told).toMatchObject({ version: "https://jsonfeed.org/version/1.1", title: hostile });
    expect(told.items).toMatchObject([{ id: "urn:uuid:0197", content_html: "<p>Body &amp; soul</p>" }]);
  });
});
