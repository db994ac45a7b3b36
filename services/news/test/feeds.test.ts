import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { FeedFormat } from "@platform/grpc/platform/news/v1/feed_service.ts";
import { uuid7 } from "@platform/kit";
import { DOMParser } from "@xmldom/xmldom";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, edit, type Newsroom, openNewsroom, type Person, publish, refusal } from "./newsroom.ts";

let newsroom: Newsroom;
let anna: Person;
beforeAll(async () => {
  newsroom = await openNewsroom();
  anna = await newsroom.author(`Anna <"&>`);
});
afterAll(() => newsroom?.stop());

function parsed(xml: string) {
  const onError = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  const tree = new DOMParser({ onError }).parseFromString(xml, "text/xml");
  return {
    texts: (name: string) => Array.from(tree.getElementsByTagName(name)).map((node) => node.textContent),
    attributes: (name: string, attribute: string) =>
      Array.from(tree.getElementsByTagName(name)).map((node) => node.getAttribute(attribute)),
  };
}

const feed = (request: Parameters<Person["feeds"]["getFeed"]>[0]) => newsroom.stranger.feeds.getFeed(request);

describe("a feed", () => {
  it("is of a tag, an author and a language, in three formats, and what stands in it is whole", async () => {
    const { id } = await begin(anna, "Говорит <сам>", {
      language: Language.RU,
      tags: ["Лента", "R&D"],
      summary: "Кратко & ясно",
      markdown: "x",
    });
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const uploadKey = await newsroom.upload(anna, png);
    const { picture } = await anna.editorial.addPicture({ articleId: id, uploadKey });
    await edit(anna, id, { markdown: `![вид](picture:${picture?.id}) [туда](/news) **да** "src=\\"/x\\""` });
    await anna.editorial.publishArticle({ articleId: id });
    const list = { tag: "лента", authorId: anna.id, language: Language.RU };

    const rss = await feed({ ...list, format: FeedFormat.RSS });
    expect(rss.contentType).toBe("application/rss+xml; charset=utf-8");
    const read = parsed(rss.document);
    expect(read.texts("title")).toEqual([`Новости · Anna <"&>`, "Говорит <сам>"]);
    expect(read.texts("guid")).toEqual([`urn:uuid:${id}`]);
    expect(read.texts("category")).toEqual(["Лента", "R&D"]);
    expect(read.texts("dc:creator")).toEqual([`Anna <"&>`]);
    const [html = ""] = read.texts("content:encoded");
    expect(html).toContain('<a href="http://localhost:8080/news">туда</a>');
    expect(html).toContain(`src="http://localhost:8080${picture?.url.replaceAll("&", "&amp;")}"`);
    expect(html).toContain("<strong>да</strong>");
    expect(html).toContain("src=&quot;/x&quot;");
    expect(read.attributes("atom:link", "href")).toEqual([
      `http://localhost:8080/news/tags/${encodeURIComponent("лента")}/feed.xml?language=ru`,
    ]);

    const atom = parsed((await feed({ ...list, format: FeedFormat.ATOM })).document);
    expect(atom.texts("id")).toEqual([expect.stringContaining("/atom.xml"), `urn:uuid:${id}`]);
    expect(atom.texts("updated")).toHaveLength(2);

    const json = JSON.parse((await feed({ ...list, format: FeedFormat.JSON })).document);
    expect(json).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language: "ru" });
    expect(json.items).toMatchObject([{ id: `urn:uuid:${id}`, tags: ["Лента", "R&D"], language: "ru" }]);

    const english = await feed({ ...list, language: Language.EN, format: FeedFormat.RSS });
    expect(parsed(english.document).texts("item")).toEqual([]);
  });

  it("says the same until something changes, and keeps an article's id when its address changes", async () => {
    const { id } = await publish(anna, "Steady", { tags: ["Steady"] });
    const read = () => feed({ format: FeedFormat.ATOM, tag: "steady" });
    const first = await read();
    expect(await read()).toEqual(first);
    expect(first.etag).toMatch(/^"[\w-]{27}"$/);
    await edit(anna, id, { slug: "steady-as-she-goes" });
    const second = await read();
    expect(second.etag).not.toBe(first.etag);
    expect(second.lastModified?.getTime()).toBeGreaterThan(first.lastModified?.getTime() ?? 0);
    expect(parsed(second.document).texts("id")[1]).toBe(`urn:uuid:${id}`);
    await anna.editorial.archiveArticle({ articleId: id });
    const third = await read();
    expect(parsed(third.document).texts("entry")).toEqual([]);
    expect(third.lastModified?.getTime()).toBeGreaterThan(second.lastModified?.getTime() ?? 0);
  });

  it("holds no drafts and none that will be published later", async () => {
    await begin(anna, "Secret", { tags: ["Hidden"], markdown: "x" });
    const later = await begin(anna, "Later", { tags: ["Hidden"], markdown: "x" });
    await anna.editorial.publishArticle({ articleId: later.id, scheduleTime: new Date(Date.now() + 3600_000) });
    const { document, lastModified } = await feed({ format: FeedFormat.RSS, tag: "hidden" });
    expect(document).not.toMatch(/Secret|Later/);
    expect(lastModified).toBeUndefined();
  });

  it("is refused for a tag or an author that is not there", async () => {
    await expect(feed({ format: FeedFormat.RSS, tag: "never" })).rejects.toMatchObject(refusal("TAG_NOT_FOUND"));
    await expect(feed({ format: FeedFormat.RSS, authorId: uuid7() })).rejects.toMatchObject(
      refusal("AUTHOR_NOT_FOUND"),
    );
  });
});

describe("the sitemap", () => {
  it("names published articles with their languages, and none that was published elsewhere first", async () => {
    const english = await publish(anna, "Mapped");
    const { id } = await begin(anna, "На карте", { language: Language.RU, versionOf: english.id, markdown: "x" });
    await anna.editorial.publishArticle({ articleId: id });
    await publish(anna, "Foreign", { canonicalUrl: "https://elsewhere.example/one" });
    await begin(anna, "Unmapped", { markdown: "x" });
    const { document, etag, lastModified } = await newsroom.stranger.feeds.getSitemap({});
    const { texts, attributes } = parsed(document);
    const places = texts("loc");
    expect(places).toContain("http://localhost:8080/news/mapped");
    expect(places).toContain(`http://localhost:8080/news/${encodeURIComponent("на-карте")}`);
    expect(places.join()).not.toMatch(/foreign|unmapped/);
    expect(attributes("xhtml:link", "hreflang").sort()).toEqual(["en", "en", "ru", "ru"]);
    expect(etag).toMatch(/^".+"$/);
    expect(lastModified).toBeInstanceOf(Date);
  });
});
