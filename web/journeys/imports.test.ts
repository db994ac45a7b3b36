import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("a feed elsewhere, from its address to its readers", () => {
  let anna: Person;
  let rita: Person;
  let broken = false;
  const titles = ["Storm warning"];
  const server = createServer((request, response) => {
    if (broken || request.url !== "/feed.xml") return response.writeHead(500).end();
    const items = titles.map(
      (title, place) =>
        `<item><title>${title}</title><link>http://harbour.example/${place}</link><description><![CDATA[<p>The wind is <b>rising</b>.</p><script>document.title = "Taken"</script><img src="http://harbour.example/chart.png" alt="Chart">]]></description></item>`,
    );
    return response.end(`<rss version="2.0"><channel><title>Harbour gazette</title>${items.join("")}</channel></rss>`);
  });
  const address = () => `http://localhost:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    server.listen(0);
    await once(server, "listening");
    [anna, rita] = await Promise.all([person("Anna"), person("Рита", { width: 390, language: "ru", colors: "dark" })]);
    await entrance(anna, "en").logIn({ email: "admin@example.org", password });
  });
  afterAll(() => server.close());

  it("is added by staff, once its address leads to one", async () => {
    await anna.goTo("/news/editor");
    await anna.link("Feeds elsewhere").click();
    await anna.sees("Feeds elsewhere");
    await anna.button("Add feed").click();
    await anna.field("Address of the feed").fill(`${address()}/nothing`);
    await anna.button("Read the feed").click();
    await anna.text("The feed cannot be reached. See whether the address is right.").waitFor();
    await anna.looks();
    await anna.field("Address of the feed").fill(`${address()}/feed.xml`);
    await anna.page.getByRole("combobox", { name: "Topics" }).or(anna.field("Topics")).first().fill("Harbour");
    await anna.page.keyboard.press("Enter");
    await anna.button("Read the feed").click();
    await anna.text("1 new article").waitFor();
    await anna.text("Harbour gazette").waitFor();
    await anna.looks();
  });

  it("is read by a stranger, who sees where it comes from; nothing of it runs", async () => {
    await rita.goTo("/news/tags/harbour");
    await rita.link("Storm warning").click();
    await rita.sees("Storm warning");
    await rita.text("rising").waitFor();
    await expect(rita.page.title()).resolves.toContain("Storm warning");
    const original = rita.link(/^Читать оригинал/);
    expect(await original.getAttribute("href")).toBe("http://harbour.example/0");
    expect(await rita.link("Chart").getAttribute("href")).toBe("http://harbour.example/chart.png");
    const page = await (await fetch(rita.page.url())).text();
    expect(page).toContain('rel="canonical" href="http://harbour.example/0"');
  });

  it("is read again, says when it cannot be, is paused and removed; what it brought stays", async () => {
    titles.push("Calm again");
    const read = anna.page.waitForResponse((response) => response.url().endsWith("/RefreshFeedImport"));
    await anna.button("Read now").click();
    await read;
    broken = true;
    await anna.button("Read now").click();
    await anna.text("Cannot be read").waitFor();
    await anna.looks();
    await anna.button("Pause").click();
    await anna.text("Paused").waitFor();
    await anna.button("Remove…").click();
    await anna.looks();
    await anna.button("Remove feed").click();
    await anna.text("No feeds yet").waitFor();
    await anna.looks();
    await rita.goTo("/news/tags/harbour");
    await rita.link("Calm again").waitFor();
    await rita.goTo("/news/imports");
    await rita.page.waitForURL((url) => url.pathname !== "/news/imports");
  });
});
