import { beforeAll, describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("a talk about a page", () => {
  let olga: Person;
  let ivan: Person;
  let address: string;
  beforeAll(async () => {
    [olga, ivan] = await Promise.all([person("Olga"), person("Иван", { width: 390, language: "ru", colors: "dark" })]);
    await entrance(olga, "en").logIn({ email: "admin@example.org", password });
    await entrance(ivan, "ru").logIn({ email: "learner@example.org", password });
  });

  it("begins with a reader's comment, which its writer is told of", async () => {
    await olga.goTo("/knowledge");
    await olga.button("New space").first().click();
    await olga.field("Name").fill("Tides");
    await olga.button("Create space").click();
    await olga.sees("Tides");
    await olga.button("New page").first().click();
    await olga.field("Title").fill("Spring tides");
    await olga.button("Create page").click();
    await olga.page.getByRole("textbox", { name: "Text of the page" }).click();
    await olga.page.keyboard.type("They come twice a month, with the moon.");
    await olga.page.getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    address = new URL(olga.page.url()).pathname.replace(/\/edit$/, "");

    await ivan.goTo(address);
    await ivan.sees("Spring tides");
    await ivan.text("Об этой странице ещё ничего не сказали.").waitFor();
    await ivan.page.getByText("They come twice").selectText();
    await ivan.button("Прокомментировать эти слова").waitFor();
    await ivan.looks();
    await ivan.button("Прокомментировать эти слова").click();
    await ivan.looks();
    await ivan.field("Ваш комментарий").fill("Это **точно** каждые две недели?");
    await ivan.button("Отправить").click();
    await ivan.text("точно").waitFor();
    await ivan.button("Прокомментировать всю страницу").waitFor({ state: "detached" });
    await ivan.page.locator("li blockquote", { hasText: "They come twice a month, with the moon." }).waitFor();
    await ivan.text("1 открытое обсуждение").waitFor();

    // Olga has the page open, and looks on while it is said; she comes to it by the space's front, whose tree stays.
    await olga.link("Close").click();
    await olga.text("точно").waitFor();
    await ivan.button(/^Ответить:/).click();
    await ivan.field("Ваш ответ").fill("И ещё вопрос");
    await ivan.page.getByRole("button", { name: "Ответить", exact: true }).click();
    await olga.text("И ещё вопрос").waitFor();
    // What others say is heard as it comes; what is one's own is not.
    await olga.page
      .locator("[aria-live]", { hasText: /^New comment from Lena Learner$/ })
      .waitFor({ state: "attached" });
    expect(await ivan.page.locator("[aria-live]", { hasText: "Новый комментарий" }).count()).toBe(0);
    await olga.looks();

    await olga.goTo("/inbox");
    await olga.text("A comment on “Spring tides”").first().waitFor();
  });

  it("goes on with an answer that mentions somebody, whose name is completed", async () => {
    await olga.goTo(address);
    await olga.sees("Spring tides");
    await olga.button("Stop watching").waitFor();
    await olga.button(/^Answer to/).click();
    await olga.field("Your answer").fill("Yes, see the almanac. @");
    await olga.page.keyboard.type("len");
    await olga.button("Mention Lena Learner").click();
    await expect.poll(() => olga.field("Your answer").inputValue()).toBe("Yes, see the almanac. @Lena Learner ");
    await olga.looks();
    await olga.page.getByRole("button", { name: "Answer", exact: true }).click();
    await olga.page.getByRole("link", { name: "@Lena Learner" }).waitFor();
    await olga.looks();
    await ivan.goTo("/inbox");
    await ivan.text("Вас упомянули на странице «Spring tides»").waitFor();
  });

  it("ends when it is closed, and can be found again", async () => {
    await ivan.goTo(address);
    await ivan.button("Закрыть обсуждение").click();
    await ivan.text("Об этой странице ещё ничего не сказали.").waitFor();
    await ivan.button("Показать закрытые обсуждения").click();
    await ivan.text("закрыто").waitFor();
    await ivan.looks();
  });

  it("loses what somebody takes back, but not the answers", async () => {
    await ivan.button("Удалить").first().click();
    await ivan.page.getByRole("dialog").getByRole("button", { name: "Удалить" }).click();
    await ivan.text("Комментарий удалён.").waitFor();
    await ivan.text(/Yes, see the almanac/).waitFor();
    await ivan.button("Следить").click();
    await ivan.button("Не следить").waitFor();
    await expect.poll(() => ivan.page.getByText("точно").count()).toBe(0);
  });
});
