import { describe, expect, it } from "vitest";
import { parseFeed } from "./parse-feed.ts";

const rss = (inside: string, before = "") =>
  `<?xml version="1.0"?>${before}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title>${inside}</channel></rss>`;

describe("a feed elsewhere", () => {
  it("is read as RSS 2.0", () => {
    const { title, items } = parseFeed(
      rss(
        "<image><title>No title</title></image><item><title>One &amp; all</title><link>https://e.x/1</link><guid isPermaLink='false'>g1</guid><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item><item><title>Two</title><guid>https://e.x/2</guid><pubDate>nonsense</pubDate></item>",
      ),
    );
    expect(title).toBe("Blog");
    expect(items).toEqual([
      {
        guid: "g1",
        title: "One & all",
        link: "https://e.x/1",
        html: "<p>Long</p>",
        publishTime: new Date("2026-11-02T10:00:00Z"),
      },
      { guid: "https://e.x/2", title: "Two", link: "https://e.x/2", html: "", publishTime: undefined },
    ]);
  });

  it("is read as Atom, markup as XHTML included", () => {
    const { title, items } = parseFeed(
      `\ufeff<feed xmlns="http://www.w3.org/2005/Atom"><title>Лента</title><entry><id>urn:1</id><title type="html">A &lt;b&gt;b&lt;/b&gt;</title><link rel="self" href="https://e.x/self"/><link href="https://e.x/a"/><updated>2026-11-02T10:00:00Z</updated><author><name>N</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">Hi &amp; &lt;bye&gt;<br/></p></div></content></entry></feed>`,
    );
    expect(title).toBe("Лента");
    expect(items).toEqual([
      {
        guid: "urn:1",
        title: "A <b>b</b>",
        link: "https://e.x/a",
        html: '<div xmlns="http://www.w3.org/1999/xhtml"><p class="x">Hi &amp; &lt;bye&gt;<br></br></p></div>',
        publishTime: new Date("2026-11-02T10:00:00Z"),
      },
    ]);
  });

  it.each([
    ["what is no XML", "<!doctype html><html><p>Hi"],
    ["another XML", "<opml><body/></opml>"],
    ["nothing", ""],
    ["XML without its end", rss("<item>").slice(0, -10)],
    ["tags without end", "<rss>".repeat(5000)],
    [
      "an entity that leads to a file",
      rss("<item><title>&xxe;</title></item>", '<!DOCTYPE rss [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'),
    ],
    [
      "entities that laugh",
      rss("<item><title>&lol2;</title></item>", '<!DOCTYPE rss [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'),
    ],
  ])("is refused for %s", (_what, text) => {
    expect(() => parseFeed(text)).toThrow(expect.objectContaining({ reason: "FEED_INVALID" }));
  });

  it("is read where it names a document type that nobody fetches, and marks of HTML", () => {
    const type = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1/rss.dtd">';
    expect(parseFeed(rss("<item><title>A&nbsp;—&mdash;</title></item>", type)).items[0]?.title).toBe("A ——");
  });

  it("has 200 items at most", () => {
    expect(parseFeed(rss("<item><title>x</title></item>".repeat(300))).items).toHaveLength(200);
  });
});
