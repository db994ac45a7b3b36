import { beforeAll, describe, expect, it } from "vitest";
import { type Person, person } from "./person.ts";

const headOf = (page: string) => page.slice(0, page.indexOf("</head>"));

describe("a stranger with the news, and their programs", () => {
  let sam: Person;
  let rita: Person;
  beforeAll(async () => {
    [sam, rita] = await Promise.all([person("Sam"), person("Рита", { width: 390, language: "ru", colors: "dark" })]);
  });

  it("reads what is new, by topic and by author", async () => {
    await sam.goTo("/news");
    await sam.sees("News");
    await sam.notices("Worth reading");
    await sam.page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Learning" }).click();
    await sam.sees("Learning");
    await sam.link("How to learn in short sittings").click();
    await sam.sees("How to learn in short sittings");
    await sam.notices("Spread it out");
    await sam.link("Анна Админова").click();
    await sam.sees("Анна Админова");
  });

  it("finds an article by a word in another form, and goes on to the next of its series", async () => {
    await sam.goTo("/news");
    await sam.page.getByRole("searchbox").fill("sitting");
    await sam.notices("Found");
    await sam.link("How to learn in short sittings").click();
    await sam.page
      .getByRole("navigation", { name: /series/ })
      .getByRole("link", { name: /^Next/ })
      .click();
    await sam.sees("Reading code as one reads prose");
  });

  it("reads on a phone in the dark, and changes to the other language of an article", async () => {
    await rita.goTo("/news?language=ru");
    await rita.sees("Новости");
    await rita.link("Как читать чужой код").click();
    await rita.sees("Как читать чужой код");
    await rita.link("English").click();
    await rita.sees("Reading code as one reads prose");
    await rita.goTo("/news/there-is-none");
    await rita.page.getByRole("heading", { name: "Такой статьи нет" }).waitFor();
    // The page's own status says it too, which the console tells.
    rita.faults.splice(0);
  });

  it("sends a link on, whose preview has title, text and languages; the page of nothing is not found", async () => {
    const response = await fetch(`${sam.address}/news/the-platform-is-open`);
    const head = headOf(await response.text());
    expect(head).toContain("<title>The platform is open · Platform</title>");
    expect(head).toContain('property="og:description" content="Courses, a knowledge base and news');
    expect(head).toContain('hreflang="ru"');
    expect(head).toContain(`rel="canonical" href="${sam.address}/news/the-platform-is-open"`);
    expect(head).toContain('"@type":"NewsArticle"');
    expect((await fetch(`${sam.address}/news/there-is-none`)).status).toBe(404);
    const list = headOf(await (await fetch(`${sam.address}/news`)).text());
    expect(list).toContain('type="application/atom+xml"');
  });

  it("has a reader's program that takes a feed once, and asks whether there is more", async () => {
    for (const file of ["feed.xml", "atom.xml", "feed.json", "tags/learning/feed.xml"]) {
      const address = `${sam.address}/news/${file}?language=en`;
      const first = await fetch(address);
      expect([first.status, first.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
      expect(await first.text()).toContain("How to learn in short sittings");
      const etag = first.headers.get("etag") ?? "";
      expect((await fetch(address, { headers: { "if-none-match": etag } })).status).toBe(304);
      const since = first.headers.get("last-modified") ?? "";
      expect((await fetch(address, { headers: { "if-modified-since": since } })).status).toBe(304);
    }
    expect((await fetch(`${sam.address}/news/tags/nothing/feed.xml`)).status).toBe(404);
    expect(await (await fetch(`${sam.address}/sitemap.xml`)).text()).toContain("/news/the-platform-is-open</loc>");
    expect(await (await fetch(`${sam.address}/robots.txt`)).text()).toContain(`Sitemap: ${sam.address}/sitemap.xml`);
  });
});
