import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticlePublished } from "@platform/grpc/platform/news/v1/news_events.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { edit, type Newsroom, openNewsroom, type Person, refusal } from "./newsroom.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let newsroom: Newsroom;
let staff: Person;
let elsewhere: string;
/** What the other site answers, by path. */
const pages = new Map<string, Answer>();
const asked: IncomingMessage[] = [];
const server = createServer((request, response) => {
  asked.push(request);
  const answer = pages.get(request.url ?? "");
  if (answer) answer(request, response);
  else response.writeHead(404).end();
});

beforeAll(async () => {
  newsroom = await openNewsroom();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  // Somebody else for each, since one person may not ask for so many in a minute.
  staff = await newsroom.staff("Stella");
  process.env.PLATFORM_PRIVATE_FEEDS = "allow";
});
afterEach(() => {
  delete process.env.PLATFORM_PRIVATE_FEEDS;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await newsroom?.stop();
});

interface Told {
  guid: string;
  title: string;
  link: string;
  html?: string;
}
const rss = (items: Told[]) =>
  `<rss version="2.0"><channel><title>The other blog</title>${items
    .map(
      ({ guid, title, link, html = "<p>Said</p>" }) =>
        `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>${link}</link><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[${html}]]></description></item>`,
    )
    .join("")}</channel></rss>`;
const serve = (path: string, items: Told[]) => pages.set(path, (_, response) => response.end(rss(items)));

const create = (path: string, tags: string[] = []) =>
  staff.imports.createFeedImport({ url: elsewhere + path, language: Language.EN, tags });
const titlesOf = async (tag: string) =>
  (await newsroom.stranger.articles.listArticles({ tag })).articles.map(({ title }) => title);

describe("a feed elsewhere", () => {
  it("brings its items as articles that name their source, clean, and canonical there", async () => {
    const html =
      '<p>Read <a href="/two">two</a>.</p><script>alert(1)</script><img src="/x.png" alt="A mast" onerror="x()">';
    serve("/feed", [
      { guid: "1", title: "Fish &amp; chips", link: `${elsewhere}/posts/1`, html },
      { guid: "2", title: "Without an address", link: "javascript:alert(1)" },
    ]);
    const { feedImport } = await create("/feed", ["Harbour"]);
    expect(feedImport).toMatchObject({ name: "The other blog", articleCount: 1, failure: "", tags: ["Harbour"] });
    const [head] = (await newsroom.stranger.articles.listArticles({ tag: "harbour" })).articles;
    expect(head).toMatchObject({
      title: "Fish & chips",
      authors: [],
      source: { name: "The other blog", url: `${elsewhere}/posts/1` },
      publishTime: new Date("2026-11-02T10:00:00Z"),
    });
    const { article } = await newsroom.stranger.articles.getArticle({ slug: head?.slug ?? "" });
    expect(article?.canonicalUrl).toBe(`${elsewhere}/posts/1`);
    expect(article?.markdown).toBe(`Read [two](${elsewhere}/two).\n\n[A mast](${elsewhere}/x.png)`);
    expect(await newsroom.platform.announced(ArticlePublished, head?.id ?? "")).toMatchObject({ tags: ["harbour"] });
    expect((await newsroom.stranger.feeds.getSitemap({})).document).not.toContain("fish-chips");
    await expect(create("/feed")).rejects.toMatchObject(refusal("FEED_EXISTS"));
  });

  it("is asked whether it changed, brings what is new, changes what changed, and nothing twice", async () => {
    const first = { guid: "a", title: "First", link: `${elsewhere}/a`, html: "<p>Old words</p>" };
    let items: Told[] = [first];
    pages.set("/changing", (request, response) => {
      const etag = `"${items.length}-${items[0]?.html?.length}"`;
      if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(rss(items));
    });
    const { feedImport } = await create("/changing", ["Changing"]);
    const importId = feedImport?.id ?? "";
    expect((await staff.imports.refreshFeedImport({ importId })).added).toBe(0);
    expect(asked.at(-1)?.headers["if-none-match"]).toBe('"1-16"');

    const again = { ...first, guid: "another-guid" };
    items = [{ ...first, html: "<p>Newer words</p>" }, again, { guid: "b", title: "Second", link: `${elsewhere}/b` }];
    expect((await staff.imports.refreshFeedImport({ importId })).added).toBe(1);
    expect((await titlesOf("changing")).sort()).toEqual(["First", "Second"]);
    const read = async () => (await newsroom.stranger.articles.getArticle({ slug: "first" })).article;
    expect((await read())?.markdown).toBe("Newer words");

    await edit(staff, (await read())?.head?.id ?? "", { markdown: "Ours" });
    items = [{ ...first, html: "<p>Theirs once more</p>" }];
    await staff.imports.refreshFeedImport({ importId });
    expect((await read())?.markdown).toBe("Ours");

    const second = (await newsroom.stranger.articles.getArticle({ slug: "second" })).article?.head?.id ?? "";
    await staff.editorial.unpublishArticle({ articleId: second });
    await staff.editorial.deleteArticle({ articleId: second });
    items = [{ guid: "b", title: "Second", link: `${elsewhere}/b`, html: "<p>Back?</p>" }];
    expect((await staff.imports.refreshFeedImport({ importId })).added).toBe(0);
    expect(await titlesOf("changing")).toEqual(["First"]);
  });
});

describe("the address of a feed", () => {
  it("leads into no network of the operator's: not as a number, not by a name", async () => {
    delete process.env.PLATFORM_PRIVATE_FEEDS;
    const { port } = server.address() as AddressInfo;
    const before = asked.length;
    const hosts = ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0"];
    for (const host of hosts) {
      const url = `http://${host}:${port}/own`;
      const refused = staff.imports.createFeedImport({ url, language: Language.EN });
      await expect(refused, host).rejects.toMatchObject(refusal("FEED_ADDRESS_FORBIDDEN"));
    }
    expect(asked.length).toBe(before);
  });

  it("is looked at again after a redirect, which may not lead away from the web, or on without end", async () => {
    serve("/target", [{ guid: "t", title: "Target", link: `${elsewhere}/t` }]);
    pages.set("/inside", (_, response) => {
      // From here on the target counts as the operator's own.
      delete process.env.PLATFORM_PRIVATE_FEEDS;
      response.writeHead(302, { location: "/target" }).end();
    });
    const before = asked.length;
    await expect(create("/inside")).rejects.toMatchObject(refusal("FEED_ADDRESS_FORBIDDEN"));
    expect(asked.slice(before).map(({ url }) => url)).toEqual(["/inside"]);
    process.env.PLATFORM_PRIVATE_FEEDS = "allow";
    pages.set("/file", (_, response) => response.writeHead(301, { location: "file:///etc/passwd" }).end());
    await expect(create("/file")).rejects.toMatchObject(refusal("FEED_ADDRESS_FORBIDDEN"));
    pages.set("/loop", (_, response) => response.writeHead(302, { location: "/loop" }).end());
    await expect(create("/loop")).rejects.toMatchObject(refusal("FEED_UNREACHABLE"));
    pages.set("/moved", (_, response) => response.writeHead(301, { location: "/target" }).end());
    expect((await create("/moved")).feedImport?.articleCount).toBe(1);
  });

  it.each<[string, string, Answer]>([
    ["a body without end", "FEED_TOO_LARGE", (_, response) => void endless(response)],
    [
      "a small body that is large once unpacked",
      "FEED_TOO_LARGE",
      (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000_000))),
    ],
    [
      "a body that is packed in an unknown way",
      "FEED_INVALID",
      (_, response) => response.writeHead(200, { "content-encoding": "zip" }).end("x"),
    ],
    ["nothing that is a feed", "FEED_INVALID", (_, response) => response.end("<!doctype html><p>Hello")],
    ["a line that is cut", "FEED_UNREACHABLE", (request) => request.destroy()],
    [
      "an entity that leads to a file",
      "FEED_INVALID",
      (_, response) =>
        response.end(
          `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss([]).replace("The other blog", "&x;")}`,
        ),
    ],
  ])("is refused where it answers %s", async (what, reason, answer) => {
    const path = `/hostile/${what.replaceAll(" ", "-")}`;
    pages.set(path, answer);
    await expect(create(path)).rejects.toMatchObject(refusal(reason));
    expect((await staff.imports.listFeedImports({})).feedImports.map(({ url }) => url)).not.toContain(elsewhere + path);
  });
});

// The last, since tokens end with the time that passes here.
describe("a feed from hour to hour", () => {
  async function later(ms: number) {
    newsroom.platform.advance(ms);
    staff = await newsroom.staff("Stella");
  }

  it("is read every hour, less often while it fails, and not while it is paused", async () => {
    let fails = false;
    let reads = 0;
    pages.set("/hourly", (_, response) => {
      reads++;
      if (fails) response.writeHead(500).end();
      else response.end(rss([{ guid: String(reads), title: `Read ${reads}`, link: `${elsewhere}/hourly/${reads}` }]));
    });
    const { feedImport } = await create("/hourly", ["Hourly"]);
    const importId = feedImport?.id ?? "";
    const now = async () => (await staff.imports.listFeedImports({})).feedImports.find(({ id }) => id === importId);
    fails = true;
    await later(3_700_000);
    await expect.poll(async () => (await now())?.failure, { timeout: 5000 }).toBe("FEED_UNREACHABLE");
    const again = (await now())?.nextTime?.getTime() ?? 0;
    expect(again - ((await now())?.readTime?.getTime() ?? 0)).toBe(900_000);
    fails = false;
    await later(1_000_000);
    await expect.poll(async () => (await now())?.articleCount, { timeout: 5000 }).toBe(2);
    expect((await now())?.failure).toBe("");

    const { feedImport: paused } = await staff.imports.updateFeedImport({ importId, tags: ["Hourly"], paused: true });
    expect(paused).toMatchObject({ paused: true, nextTime: undefined });
    const before = reads;
    await later(7_200_000);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(reads).toBe(before);

    await staff.imports.deleteFeedImport({ importId });
    await staff.imports.deleteFeedImport({ importId });
    expect(await now()).toBeUndefined();
    expect(await titlesOf("hourly")).toHaveLength(2);
    await expect(staff.imports.refreshFeedImport({ importId })).rejects.toMatchObject(refusal("IMPORT_NOT_FOUND"));
    const unknown = { importId: uuid7(), tags: [], paused: false };
    await expect(staff.imports.updateFeedImport(unknown)).rejects.toMatchObject(refusal("IMPORT_NOT_FOUND"));
  });
});

async function endless(response: ServerResponse): Promise<void> {
  const chunk = Buffer.alloc(100_000, " ");
  response.on("error", () => undefined);
  while (!response.destroyed) {
    if (!response.write(chunk)) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
