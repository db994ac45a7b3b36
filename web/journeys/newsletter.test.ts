import { beforeAll, describe, expect, inject, it } from "vitest";
import { mailTo } from "./mail.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("the newsletter, from the wish for it to the end of it", () => {
  const address = "rita@elsewhere.example";
  let anna: Person;
  let lena: Person;
  let rita: Person;
  beforeAll(async () => {
    [anna, lena, rita] = await Promise.all([
      person("Anna"),
      person("Лена", { width: 390, language: "ru", colors: "dark" }),
      person("Rita"),
    ]);
    await entrance(anna, "en").logIn({ email: "admin@example.org", password });
    await entrance(lena, "ru").logIn({ email: "learner@example.org", password });
  });

  it("is asked for by an address, which confirms that it wants it", async () => {
    await rita.goTo("/news");
    await rita.field("Your e-mail address").fill("nowhere");
    await rita.button("Subscribe").click();
    await rita.text("This does not look like an address.").waitFor();
    await rita.looks();
    await rita.field("Your e-mail address").fill(address);
    await rita.button("Subscribe").click();
    await rita.text(/^If rita@elsewhere\.example does not read it yet/).waitFor();
    await rita.looks();
    const { mail, link } = await mailTo(rita, address, "/newsletter");
    expect(mail.subject).toBe("Confirm that you want the newsletter");
    await rita.goTo(link);
    await rita.sees("Read the newsletter by mail");
    await rita.button("Subscribe").click();
    await rita.sees("You are subscribed");
    await rita.goTo("/newsletter?token=one-that-nobody-was-sent");
    await rita.button("Subscribe").click();
    await rita.sees("The link does not work any more");
  });

  it("is turned on by a person with a switch, which the settings know", async () => {
    await lena.goTo("/news");
    await lena.page.locator("label", { hasText: "Присылать мне" }).click();
    await lena.text("Рассылка будет приходить на ваш адрес").waitFor();
    await lena.looks();
    await lena.goTo("/settings/notifications");
    await lena.sees("Уведомления");
    await expect.poll(() => lena.field("Рассылка: Почта").isChecked()).toBe(true);
    expect(await lena.field("Рассылка: Входящие").count()).toBe(0);
  });

  it("goes to both when an editor publishes an article with it, and says so afterwards", async () => {
    await anna.goTo("/news/editor");
    await anna.button("New article").click();
    const dialog = anna.page.getByRole("dialog");
    await dialog.getByLabel("Title").fill("The lighthouse shines again");
    await anna.button("Begin article").click();
    await anna.page.getByRole("heading", { level: 1, name: "The lighthouse shines again" }).waitFor();
    await anna.page
      .getByRole("textbox", { name: "Text", exact: true })
      .fill("The keeper is **back**, [read on](/news).");
    await anna.button("Publish…").click();
    await dialog.getByLabel("Send it to the subscribers of the newsletter").check();
    await anna.text("2 subscribers read in its language").waitFor();
    await anna.looks();
    await anna.button("Publish article").click();
    await anna.text("The article is published").waitFor();
    await anna.button("More").last().click();
    await anna.button("Make it a draft").click();
    await anna.button("Publish…").click();
    await anna.text(/^It went to the subscribers of the newsletter on/).waitFor();
    await anna.button("Publish article").click();

    for (const email of [address, "learner@example.org"]) {
      const { mail } = await mailTo(anna, email, "/unsubscribe");
      expect(mail.subject).toBe("The lighthouse shines again");
      expect(mail.html).toContain("<strong>back</strong>");
      expect(mail.html).toContain(`href="${anna.address}/news"`);
    }
  });

  it("is ended by one click of a mail program, and by the link of a mail", async () => {
    const { mail, link } = await mailTo(rita, address, "/unsubscribe");
    await rita.goTo(link);
    await rita.sees("Fewer mails");
    const oneClick = /<(.+)>/.exec(mail.headers?.["List-Unsubscribe"] ?? "")?.[1] ?? "";
    const clicked = await fetch(oneClick, { method: "POST", body: "List-Unsubscribe=One-Click" });
    expect(clicked.status).toBe(200);
    await rita.page.reload();
    await rita.text("You are unsubscribed. No more articles will come to this address.").waitFor();

    const { link: own } = await mailTo(lena, "learner@example.org", "/unsubscribe");
    await lena.goTo(own);
    await lena.sees("Меньше писем");
    await lena.button("Отписаться").click();
    await lena.sees("Отключено");
    await lena.link("Все настройки уведомлений").click();
    await expect.poll(() => lena.field("Рассылка: Почта").isChecked()).toBe(false);
  });
});
