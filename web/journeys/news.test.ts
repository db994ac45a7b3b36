import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

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

describe("an article from its first word to its readers", () => {
  let anna: Person;
  let sam: Person;
  let articleId: string;
  beforeAll(async () => {
    [anna, sam] = await Promise.all([person("Anna"), person("Sam")]);
    await entrance(anna, "en").logIn({ email: "admin@example.org", password });
  });

  const saved = () =>
    anna.page
      .getByRole("status")
      .filter({ hasText: /^Saved$/ })
      .waitFor();
  const exactly = (name: string) => anna.page.getByRole("button", { name, exact: true });
  const dialog = () => anna.page.getByRole("dialog");
  const text = () => anna.page.getByRole("textbox", { name: "Text", exact: true });

  it("is begun at the desk, and saves itself", async () => {
    await anna.goTo("/news");
    await anna.link("Write").click();
    await anna.sees("Editorial desk");
    await anna.button("New article").click();
    await dialog().getByLabel("Title").fill("A lamp for every keeper");
    await anna.looks();
    await anna.button("Begin article").click();
    await anna.page.getByRole("heading", { level: 1, name: "A lamp for every keeper" }).waitFor();
    await text().fill("# Why\n\nThe old ones *smoke*.\n\n");
    await anna.field("Summary").fill("New lamps have come.");
    await saved();
    articleId = new URL(anna.page.url()).pathname.split("/").at(-1) ?? "";
    await anna.looks();
  });

  it("gets a picture in its text, a cover, topics, and words for search engines", async () => {
    const buffer = await anna.page.screenshot();
    const chooser = anna.page.waitForEvent("filechooser");
    await exactly("Picture").click();
    await (await chooser).setFiles({ name: "lamp.png", mimeType: "image/png", buffer });
    await expect.poll(() => text().inputValue()).toContain("![lamp](picture:");
    const cover = anna.page.waitForEvent("filechooser");
    await anna.button("Choose picture").click();
    await (await cover).setFiles({ name: "cover.png", mimeType: "image/png", buffer });
    await anna.button("Remove").first().waitFor();
    await anna.page.getByRole("combobox", { name: "Topics" }).or(anna.field("Topics")).first().fill("Lamps");
    await anna.page.keyboard.press("Enter");
    await anna.field("Description there").fill("Where the light comes from.");
    await saved();
    await anna.text("Where the light comes from.").first().waitFor();
    await anna.page.locator("label", { hasText: "Preview" }).click();
    await anna.page.locator("img[alt=lamp]").waitFor();
    await anna.looks();
    await anna.page.locator("label", { hasText: "Write" }).click();
  });

  it("is held when somebody else saved meanwhile, and nothing is lost", async () => {
    const { draft } = await call<{ draft: { revision: number } }>(anna, "news.v1.EditorialService/GetDraft", {
      articleId,
    });
    const theirs = { articleId, revision: draft.revision, updateMask: "summary", summary: "Theirs." };
    await call(anna, "news.v1.EditorialService/UpdateArticle", theirs);
    await anna.field("Title").fill("A lamp for each keeper");
    await anna.page.getByRole("alert").filter({ hasText: "Somebody else saved" }).waitFor();
    await anna.looks();
    await anna.button("Save mine over it").click();
    await saved();
    const { draft: now } = await call<{ draft: { article: { head: { title: string; summary: string } } } }>(
      anna,
      "news.v1.EditorialService/GetDraft",
      { articleId },
    );
    expect(now.article.head).toMatchObject({ title: "A lamp for each keeper", summary: "New lamps have come." });
  });

  it("is scheduled, then published at once, and read by a stranger", async () => {
    await anna.button("Publish…").click();
    await dialog().getByText("Later", { exact: true }).click();
    await dialog().getByLabel("When").last().fill("2099-01-01T10:00");
    await anna.looks();
    await exactly("Schedule").click();
    await anna.text(/^Will be published/).waitFor();
    await anna.button("Change the time…").click();
    await anna.button("Publish article").click();
    await anna.text("The article is published").waitFor();
    await anna.link("View").click();
    await anna.sees("A lamp for each keeper");
    const path = new URL(anna.page.url()).pathname;
    await sam.goTo(path);
    await sam.sees("A lamp for each keeper");
    await sam.page.locator("img[alt=lamp]").waitFor();
    const head = headOf(await (await fetch(sam.address + path)).text());
    expect(head).toContain('name="description" content="Where the light comes from."');
    const image = /property="og:image" content="([^"]+)"/.exec(head)?.[1]?.replaceAll("&#38;", "&") ?? "";
    const cover = await fetch(image);
    expect([cover.status, cover.headers.get("cross-origin-resource-policy")]).toEqual([200, "cross-origin"]);
  });

  it("gets a version in Russian, and each points at the other", async () => {
    await anna.goTo(`/news/editor/${articleId}`);
    await anna.button("Write it in Russian").click();
    await anna.page.waitForURL((url) => !url.pathname.endsWith(articleId));
    await anna.field("Title").fill("Каждому смотрителю по лампе");
    await text().fill("Старые *коптят*.");
    await saved();
    await anna.button("Publish…").click();
    await anna.button("Publish article").click();
    await anna.link("View").click();
    await anna.sees("Каждому смотрителю по лампе");
    await anna.link("English").click();
    await anna.sees("A lamp for each keeper");
  });

  it("is found by the palette, and leaves the lists for the archive", async () => {
    await anna.page.keyboard.press("Control+k");
    await anna.page.getByRole("combobox").fill("keeper lamps");
    await anna.page.getByRole("option", { name: "A lamp for each keeper" }).click();
    await anna.sees("A lamp for each keeper");
    await anna.link("Edit article").click();
    await exactly("More").click();
    await anna.button("Put into the archive").click();
    await anna.text("In the archive").waitFor();
    await sam.goTo("/news/tags/lamps");
    await sam.sees("Lamps");
    await expect.poll(() => sam.link("A lamp for each keeper").count()).toBe(0);
    await sam.link("Каждому смотрителю по лампе").waitFor();
  });
});

describe("what people make of an article, and what staff decide", () => {
  const address = "/news/how-to-learn-in-short-sittings";
  let anna: Person;
  let lena: Person;
  let sam: Person;
  beforeAll(async () => {
    [anna, lena, sam] = await Promise.all([
      person("Anna"),
      person("Лена", { width: 390, language: "ru" }),
      person("Sam"),
    ]);
    await entrance(anna, "en").logIn({ email: "admin@example.org", password });
    await entrance(lena, "ru").logIn({ email: "learner@example.org", password });
  });

  it("reacts, and comments for the first time: it is held, and nobody else sees it", async () => {
    await lena.goTo(address);
    await lena.sees("How to learn in short sittings");
    await lena.button(/^Узнал новое/).click();
    await lena.button("Узнал новое: 1 человек").and(lena.page.locator("[aria-pressed=true]")).waitFor();
    await lena.field("Ваш комментарий").fill("Двадцать минут и **правда** хватает.");
    await lena.button("Отправить комментарий").click();
    await lena.text("Пока комментарий не прочли сотрудники, его видите только вы и они").waitFor();
    await lena.looks();
    await sam.goTo(address);
    await sam.page.getByRole("link", { name: /Learned something: 1 person/ }).waitFor();
    await sam.text("Nobody has said anything yet.").waitFor();
    await sam.link("Log in to comment").waitFor();
  });

  it("is shown by staff, answered, and told of", async () => {
    await anna.goTo("/news/editor");
    await anna.link("Moderation").click();
    await anna.sees("Moderation");
    await anna.button("Show to everybody").click();
    await anna.text("Nothing waits").waitFor();
    await anna.looks();
    await anna.goTo(address);
    await anna.button("Answer").click();
    await anna.field("Your answer").fill("Glad to hear it.");
    await anna.button("Send answer").click();
    await anna.text("Glad to hear it.").waitFor();
    await anna.looks();
    await sam.page.reload();
    await sam.text("Glad to hear it.").waitFor();
    await lena.goTo("/inbox");
    await lena.link("Вам ответили под статьёй «How to learn in short sittings»").waitFor();
    await lena.link("Ваш комментарий к статье «How to learn in short sittings» виден всем").waitFor();
  });

  it("is changed by its author, reported, and hidden with a reason", async () => {
    await lena.goTo(address);
    await lena.button("Изменить").click();
    await lena.field("Ваш комментарий").first().fill("Купите мои лампы");
    await lena.button("Сохранить").click();
    await lena.text("Купите мои лампы").waitFor();
    await anna.page.reload();
    await anna.button("Report").click();
    await anna.page.getByRole("dialog").getByRole("textbox").fill("An advertisement");
    await anna.looks();
    await anna.page.getByRole("dialog").getByRole("button", { name: "Report" }).click();
    await anna.text("Thank you. Staff will look at it.").waitFor();
    await anna.goTo("/news/moderation");
    await anna.text("An advertisement").waitFor();
    await anna.button("Hide…").click();
    await anna.field("Why").fill("No advertising here.");
    await anna.button("Hide comment").click();
    await anna.text("Nothing waits").waitFor();
    await sam.page.reload();
    await sam.text("This comment is not here any more.").waitFor();
    await lena.page.reload();
    await lena.text("Скрыт сотрудниками: No advertising here.").waitFor();
    await lena.button("Удалить").click();
    await lena.page.getByRole("dialog").getByRole("button", { name: "Удалить" }).click();
    await lena.text("Этого комментария больше нет.").waitFor();
  });
});

describe("what is new for one person", () => {
  let lena: Person;
  beforeAll(async () => {
    lena = await person("Лена", { width: 390, language: "ru", colors: "dark" });
    await entrance(lena, "ru").logIn({ email: "learner@example.org", password });
  });

  it("is what they hear of once they follow a topic", async () => {
    await lena.goTo("/news/tags/learning");
    await lena.button("Подписаться").click();
    await lena.button("Вы подписаны").waitFor();
    await lena.goTo("/");
    await lena.text("Потому что вы подписаны на тему «Learning»").first().waitFor();
    await lena.looks();

    const anna = await person("Anna");
    await entrance(anna, "en").logIn({ email: "admin@example.org", password });
    const { draft } = await call<{ draft: { article: { head: { id: string } }; revision: number } }>(
      anna,
      "news.v1.EditorialService/CreateArticle",
      { title: "Learning by the sea", language: "LANGUAGE_EN" },
    );
    const articleId = draft.article.head.id;
    const change = { updateMask: "markdown,tags", markdown: "Come and see.", tags: ["Learning"] };
    await call(anna, "news.v1.EditorialService/UpdateArticle", { articleId, revision: draft.revision, ...change });
    await call(anna, "news.v1.EditorialService/PublishArticle", { articleId });
    await lena.goTo("/inbox");
    await lena.link("Новая статья: «Learning by the sea»").click();
    await lena.sees("Learning by the sea");

    await lena.goTo("/news/tags/learning");
    await lena.button("Вы подписаны").click();
    await lena.button("Подписаться").waitFor();
    await lena.text("Вы отписались: Learning").waitFor();
  });

  it("stands on their first page with its reason, and goes once it was read", async () => {
    await lena.goTo("/");
    await lena.notices("Почитать");
    await lena.text("Потому что вы проходите курс «First steps on the platform»").first().waitFor();
    await lena.goTo("/news/the-platform-is-open");
    await lena.link("Анна Админова").first().click();
    await lena.page.getByRole("heading", { level: 1, name: "Анна Админова" }).waitFor();
    await lena.link("Профиль").click();
    await lena.button("Подписаться").click();
    await lena.button("Вы подписаны").waitFor();
    await expect
      .poll(
        async () => {
          await lena.goTo("/");
          await lena.page.getByRole("heading", { name: "Почитать" }).waitFor();
          return lena.text("Потому что вы подписаны: Анна Админова").first().isVisible();
        },
        { timeout: 15_000, interval: 1000 },
      )
      .toBe(true);
    await lena.notices("Почитать");
    const read = lena.page.waitForResponse((response) => response.url().endsWith("/MarkArticleRead"));
    const articles = lena.page.getByRole("region", { name: "Почитать" }).getByRole("heading", { level: 3 });
    const first = articles.first();
    const title = (await first.textContent()) ?? "";
    await first.getByRole("link").click();
    await read;
    await lena.goTo("/");
    await lena.page.getByRole("heading", { name: "Почитать" }).waitFor();
    await expect.poll(() => articles.filter({ hasText: title }).count()).toBe(0);
  });
});
