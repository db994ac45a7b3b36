import { AccountErased, PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticleState } from "@platform/grpc/platform/news/v1/article.ts";
import { ArticlePublished, ArticleUnpublished, NewsletterIssued } from "@platform/grpc/platform/news/v1/news_events.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { uuid7 } from "@platform/kit";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { begin, edit, type Newsroom, openNewsroom, type Person, publish, refusal } from "./newsroom.ts";

let newsroom: Newsroom;
let anna: Person;
let boris: Person;
let staff: Person;
let reader: Person;
beforeAll(async () => {
  newsroom = await openNewsroom();
  anna = await newsroom.author("Anna");
  boris = await newsroom.author("Boris");
  staff = await newsroom.staff("Stella");
  reader = await newsroom.person("Rhea");
});
afterAll(() => newsroom?.stop());

const titles = (list: { title: string }[]) => list.map(({ title }) => title);
const png = () =>
  sharp({ create: { width: 20, height: 10, channels: 3, background: "#4f46e5" } })
    .png()
    .toBuffer();

describe("an article", () => {
  it("is a draft that nobody else sees, until it is published for everybody", async () => {
    const { id, slug } = await begin(anna, " First release ", { markdown: "It is **out**.", summary: "Out at last" });
    expect(slug).toBe("first-release");
    for (const who of [newsroom.stranger, reader, boris]) {
      await expect(who.articles.getArticle({ slug })).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
    }
    await expect(boris.editorial.getDraft({ articleId: id })).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
    expect((await anna.articles.getArticle({ slug })).mayEdit).toBe(true);
    expect((await staff.editorial.getDraft({ articleId: id })).draft?.article?.head?.title).toBe("First release");

    const { draft } = await anna.editorial.publishArticle({ articleId: id });
    expect(draft?.article?.head?.state).toBe(ArticleState.PUBLISHED);
    const { article, mayEdit } = await newsroom.stranger.articles.getArticle({ slug });
    expect(mayEdit).toBe(false);
    expect(article).toMatchObject({
      head: { title: "First release", authors: [{ name: "Anna" }], readingMinutes: 1 },
      markdown: "It is **out**.",
      seoTitle: "First release",
      seoDescription: "Out at last",
      canonicalUrl: "http://localhost:8080/news/first-release",
    });
    expect(await newsroom.platform.announced(ArticlePublished, id)).toMatchObject({
      path: "/news/first-release",
      authorIds: [anna.id],
    });
  });

  it("goes to the subscribers of the newsletter when staff say so, once", async () => {
    const { id } = await begin(anna, "Mailed", { markdown: "Go [there](/news).", summary: "In short" });
    await expect(edit(anna, id, { newsletter: true })).rejects.toMatchObject(refusal("STAFF_REQUIRED"));
    await anna.editorial.publishArticle({ articleId: id });
    await expect(newsroom.platform.announced(NewsletterIssued, id)).rejects.toThrow("was announced");
    await anna.editorial.unpublishArticle({ articleId: id });

    expect((await edit(staff, id, { newsletter: true })).mayFeature).toBe(true);
    const { draft } = await anna.editorial.publishArticle({ articleId: id });
    expect(draft?.newsletterTime).toBeInstanceOf(Date);
    expect(await newsroom.platform.announced(NewsletterIssued, id)).toMatchObject({
      title: "Mailed",
      path: "/news/mailed",
      language: Language.EN,
      summary: "In short",
      html: '<p>Go <a href="http://localhost:8080/news">there</a>.</p>\n',
      authorNames: ["Anna"],
    });
    await anna.editorial.unpublishArticle({ articleId: id });
    await edit(anna, id, { title: "Mailed again", markdown: "x" });
    await anna.editorial.publishArticle({ articleId: id });
    expect((await newsroom.platform.announced(NewsletterIssued, id)).title).toBe("Mailed");
  });

  it("is mailed by its beginning alone where it is long, and at its time where that was scheduled", async () => {
    const { id } = await begin(staff, "Long", { markdown: "слово ".repeat(9000), newsletter: true });
    await staff.editorial.publishArticle({ articleId: id, scheduleTime: new Date(Date.now() + 700) });
    await vi.waitFor(async () => {
      const issued = await newsroom.platform.announced(NewsletterIssued, id);
      expect(issued).toMatchObject({ html: "", summary: expect.stringMatching(/^слово слово .*…$/) });
    }, 5000);
  });

  it("is written by nobody without a writer's role", async () => {
    await expect(reader.editorial.createArticle({ title: "x", language: Language.EN })).rejects.toThrow();
  });

  it("needs a title and something to read before it is published", async () => {
    await expect(begin(anna, "  ")).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const { id } = await begin(anna, "Nothing");
    await expect(anna.editorial.publishArticle({ articleId: id })).rejects.toMatchObject(refusal("ARTICLE_EMPTY"));
  });

  it("keeps what a second writer saved from being overwritten by a first who has not seen it", async () => {
    const { id, revision = 0 } = await begin(anna, "Together", { markdown: "one" });
    const first = await edit(anna, id, { authorIds: [anna.id, boris.id] });
    expect(first.article?.head?.authors.map(({ name }) => name)).toEqual(["Anna", "Boris"]);
    await edit(boris, id, { markdown: "two" });
    const late = { articleId: id, revision, updateMask: ["markdown"], markdown: "three" };
    await expect(anna.editorial.updateArticle(late)).rejects.toMatchObject(refusal("ARTICLE_CHANGED"));
    expect((await anna.editorial.getDraft({ articleId: id })).draft?.article?.markdown).toBe("two");
    await edit(anna, id, { authorIds: [anna.id] });
    await expect(edit(boris, id, { markdown: "mine" })).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
  });

  it("refuses authors of whom nobody heard, masks of nothing, tags without a letter, and featuring by others", async () => {
    const { id, revision = 0 } = await begin(anna, "Refused");
    await expect(edit(anna, id, { authorIds: [uuid7()] })).rejects.toMatchObject(refusal("PERSON_NOT_FOUND"));
    await expect(edit(anna, id, { authorIds: [] })).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    await expect(edit(anna, id, { tags: ["ok", "!!"] })).rejects.toMatchObject(refusal("TAG_INVALID"));
    await expect(edit(anna, id, { featured: true })).rejects.toMatchObject(refusal("STAFF_REQUIRED"));
    await expect(edit(anna, id, { seriesId: uuid7() })).rejects.toMatchObject(refusal("SERIES_NOT_FOUND"));
    const nothing = { articleId: id, revision, updateMask: ["constructor"] };
    await expect(anna.editorial.updateArticle(nothing)).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    expect((await anna.editorial.getDraft({ articleId: id })).draft?.revision).toBe(revision);
  });

  it("goes on to be found under its old address, which no other article takes", async () => {
    const { id, slug } = await publish(anna, "Moving");
    await edit(anna, id, { slug: "moved" });
    expect((await newsroom.stranger.articles.getArticle({ slug })).article?.head?.slug).toBe("moved");
    const { slug: other, id: otherId } = await begin(boris, "Moving");
    expect(other).toMatch(/^moving-[0-9a-f]{6}$/);
    await expect(edit(boris, otherId, { slug: "moving" })).rejects.toMatchObject(refusal("SLUG_TAKEN"));
    await expect(edit(boris, otherId, { slug: "tags" })).rejects.toMatchObject(refusal("SLUG_TAKEN"));
    await expect(edit(boris, otherId, { slug: "No Good" })).rejects.toThrow();
  });

  it("is published by itself at its time, and not before", async () => {
    const { id, slug } = await begin(anna, "Later", { markdown: "Soon." });
    const past = new Date(Date.now() - 1000);
    await expect(anna.editorial.publishArticle({ articleId: id, scheduleTime: past })).rejects.toMatchObject(
      refusal("SCHEDULE_IN_PAST"),
    );
    const scheduleTime = new Date(Date.now() + 2500);
    const { draft } = await anna.editorial.publishArticle({ articleId: id, scheduleTime });
    expect(draft?.article?.head).toMatchObject({ state: ArticleState.SCHEDULED, publishTime: scheduleTime });
    await expect(newsroom.stranger.articles.getArticle({ slug })).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
    await vi.waitFor(() => newsroom.stranger.articles.getArticle({ slug }), { timeout: 10_000, interval: 100 });
    const { article } = await newsroom.stranger.articles.getArticle({ slug });
    expect(article?.head?.publishTime?.getTime()).toBeGreaterThanOrEqual(scheduleTime.getTime());
  });

  it("leaves lists when it is archived but not its address; as a draft it leaves both", async () => {
    const { id, slug } = await publish(anna, "Over", { tags: ["Ending"] });
    const listed = async () =>
      titles((await newsroom.stranger.articles.listArticles({ tag: "ending", pageSize: 50 })).articles);
    expect(await listed()).toEqual(["Over"]);
    await expect(anna.editorial.deleteArticle({ articleId: id })).rejects.toMatchObject(refusal("ARTICLE_NOT_DRAFT"));
    await anna.editorial.archiveArticle({ articleId: id });
    expect(await listed()).toEqual([]);
    expect((await newsroom.stranger.articles.getArticle({ slug })).article?.head?.state).toBe(ArticleState.ARCHIVED);
    expect(await newsroom.platform.announced(ArticleUnpublished, id)).toMatchObject({ title: "Over" });
    await anna.editorial.unpublishArticle({ articleId: id });
    await expect(newsroom.stranger.articles.getArticle({ slug })).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
    await expect(anna.editorial.archiveArticle({ articleId: id })).rejects.toMatchObject(
      refusal("ARTICLE_NOT_PUBLISHED"),
    );
    await boris.editorial.deleteArticle({ articleId: id });
    expect((await anna.editorial.getDraft({ articleId: id })).draft).toBeDefined();
    await anna.editorial.deleteArticle({ articleId: id });
    await expect(anna.editorial.getDraft({ articleId: id })).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
  });

  it("points at itself in another language once that is published", async () => {
    const english = await publish(anna, "Hello", { tags: ["Greeting"] });
    const { id, slug } = await begin(anna, "Привет", { language: Language.RU, versionOf: english.id, markdown: "Да." });
    await expect(begin(anna, "Hi", { versionOf: english.id })).rejects.toMatchObject(refusal("VERSION_EXISTS"));
    const versions = async (of: string) =>
      (await newsroom.stranger.articles.getArticle({ slug: of })).article?.versions;
    expect(await versions(english.slug)).toEqual([]);
    expect((await anna.editorial.getDraft({ articleId: english.id })).draft?.article?.versions).toHaveLength(1);
    await anna.editorial.publishArticle({ articleId: id });
    expect(await versions(english.slug)).toMatchObject([{ language: Language.RU, slug: "привет", title: "Привет" }]);
    expect(await versions(slug)).toMatchObject([{ language: Language.EN, slug: english.slug }]);
    const { article } = await newsroom.stranger.articles.getArticle({ slug });
    expect(article?.head?.tags).toMatchObject([{ slug: "greeting", name: "Greeting" }]);
  });

  it("stands in a series, whose order its maker decides", async () => {
    const { series } = await anna.editorial.createSeries({ title: "Lessons", language: Language.EN });
    const seriesId = series?.id ?? "";
    const one = await publish(anna, "Lesson one", { seriesId });
    const two = await publish(anna, "Lesson two", { seriesId });
    const order = async () => {
      const { article } = await newsroom.stranger.articles.getArticle({ slug: one.slug });
      return titles(article?.series?.articles ?? []);
    };
    expect(await order()).toEqual(["Lesson one", "Lesson two"]);
    const turned = { seriesId, title: "Lessons", articleIds: [two.id, one.id] };
    await expect(boris.editorial.updateSeries(turned)).rejects.toMatchObject(refusal("SERIES_NOT_FOUND"));
    await anna.editorial.updateSeries(turned);
    expect(await order()).toEqual(["Lesson two", "Lesson one"]);
    expect((await boris.editorial.listSeries({ language: Language.EN })).series).toMatchObject([
      { title: "Lessons", articleCount: 2 },
    ]);
  });

  it("has a cover and pictures, drawn anew, at addresses that stay the same; what is no picture is refused", async () => {
    const { id, slug } = await publish(anna, "Pictured");
    const changed = await edit(anna, id, { coverUploadKey: await newsroom.upload(anna, await png()) });
    const cover = changed.article?.head?.coverUrl ?? "";
    expect(cover).toMatch(/^\/media\/public\/news\/.+\.jpg\?s=/);
    const uploadKey = await newsroom.upload(anna, await png());
    const { picture } = await anna.editorial.addPicture({ articleId: id, uploadKey });
    expect(picture?.url).toMatch(/\.webp\?s=/);
    const { article } = await newsroom.stranger.articles.getArticle({ slug });
    expect(article).toMatchObject({ head: { coverUrl: cover }, pictures: [picture] });

    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const body of [svg, "no picture", ""]) {
      const coverUploadKey = await newsroom.upload(anna, body);
      await expect(edit(anna, id, { coverUploadKey })).rejects.toMatchObject(refusal("COVER_INVALID"));
      await expect(anna.editorial.addPicture({ articleId: id, uploadKey: coverUploadKey })).rejects.toMatchObject(
        refusal("PICTURE_INVALID"),
      );
    }
    const others = await newsroom.upload(boris, await png());
    await expect(anna.editorial.addPicture({ articleId: id, uploadKey: others })).rejects.toMatchObject(
      refusal("UPLOAD_NOT_FOUND"),
    );
    expect((await edit(anna, id, { coverUploadKey: "" })).article?.head?.coverUrl).toBe("");
    const { key } = newsroom.platform.host.parts.blobUrls.read(new URL(cover, "http://localhost")) ?? { key: "" };
    expect(await newsroom.platform.host.parts.blobs.get(key)).toBeUndefined();
  });
});

describe("lists", () => {
  it("are of a language, a tag, an author or what staff put in front, page by page", async () => {
    const author = await newsroom.author("Lister");
    for (const number of [1, 2, 3]) {
      await publish(author, `Numbered ${number}`, { tags: ["Numbers", "C++"], language: Language.RU });
    }
    const authorId = author.id;
    const { articles, nextPageToken } = await reader.articles.listArticles({ authorId, pageSize: 2 });
    expect(titles(articles)).toEqual(["Numbered 3", "Numbered 2"]);
    const rest = await reader.articles.listArticles({ authorId, pageSize: 2, pageToken: nextPageToken });
    expect(titles(rest.articles)).toEqual(["Numbered 1"]);
    expect(rest.nextPageToken).toBe("");
    expect((await reader.articles.listArticles({ authorId, language: Language.EN })).articles).toEqual([]);
    expect((await reader.articles.listArticles({ tag: "c-plus-plus" })).articles).toHaveLength(3);
    const { tags } = await reader.articles.listTags({ language: Language.RU });
    expect(tags).toContainEqual({ tag: { slug: "numbers", name: "Numbers" }, articleCount: 3 });
    await edit(staff, articles[0]?.id ?? "", { featured: true });
    const featured = await newsroom.stranger.articles.listArticles({ authorId, featuredOnly: true });
    expect(titles(featured.articles)).toEqual(["Numbered 3"]);
    expect(await reader.articles.getAuthor({ accountId: authorId })).toMatchObject({
      author: { name: "Lister" },
      articleCount: 3,
    });
    await expect(reader.articles.getAuthor({ accountId: reader.id })).rejects.toMatchObject(
      refusal("AUTHOR_NOT_FOUND"),
    );
  });

  it("of writers hold their own, in any state; those of staff hold all", async () => {
    const author = await newsroom.author("Own");
    await begin(author, "Draft of mine");
    await publish(author, "Mine");
    const own = await author.editorial.listEditorialArticles({});
    expect(titles(own.articles)).toEqual(["Mine", "Draft of mine"]);
    const drafts = await author.editorial.listEditorialArticles({ state: ArticleState.DRAFT });
    expect(titles(drafts.articles)).toEqual(["Draft of mine"]);
    const all = await staff.editorial.listEditorialArticles({ pageSize: 100 });
    expect(titles(all.articles)).toEqual(expect.arrayContaining(["Mine", "Draft of mine", "First release"]));
  });
});

describe("a search", () => {
  it("finds any form of a word in both languages, titles first, and no drafts", async () => {
    await publish(anna, "О кошках", { language: Language.RU, markdown: "Кошка сидела на заборе." });
    await publish(anna, "Про забор", { language: Language.RU, markdown: "Новый." });
    await publish(anna, "Running far", { markdown: "He ran and runs." });
    await begin(anna, "Тайный забор", { language: Language.RU, markdown: "x" });
    const found = async (query: string, language = Language.UNSPECIFIED) =>
      titles((await newsroom.stranger.articles.searchArticles({ query, language })).articles);
    expect(await found("заборы")).toEqual(["Про забор", "О кошках"]);
    expect(await found("КОШКАМИ")).toEqual(["О кошках"]);
    expect(await found("run")).toEqual(["Running far"]);
    expect(await found("забор", Language.EN)).toEqual([]);
    expect(await found("!!! & | ' \" \\")).toEqual([]);
    const first = await reader.articles.searchArticles({ query: "заборе", pageSize: 1 });
    const second = await reader.articles.searchArticles({
      query: "заборе",
      pageSize: 1,
      pageToken: first.nextPageToken,
    });
    expect(titles([...first.articles, ...second.articles])).toEqual(["Про забор", "О кошках"]);
    expect(second.nextPageToken).toBe("");
  });
});

describe("a person's data", () => {
  it("are collected, and their name is gone once they are erased while their articles stay", async () => {
    const author = await newsroom.author("Erased");
    const { slug } = await publish(author, "Stays");
    const exportId = uuid7();
    await newsroom.platform.announce(PersonalDataRequested, { accountId: author.id, exportId });
    const { document } = await newsroom.platform.announced(PersonalDataCollected, author.id);
    expect(JSON.parse(document)).toMatchObject({ name: "Erased", articles: [{ title: "Stays" }] });
    await newsroom.platform.announce(AccountErased, { accountId: author.id });
    const { article } = await newsroom.stranger.articles.getArticle({ slug });
    expect(article?.head?.authors).toEqual([{ accountId: author.id, name: "" }]);
  });
});
