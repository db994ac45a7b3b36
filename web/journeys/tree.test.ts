import { beforeAll, describe, expect, inject, it } from "vitest";
import { call } from "./call.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

describe("the tree of a space", () => {
  let olga: Person;
  let phone: Person;
  beforeAll(async () => {
    [olga, phone] = await Promise.all([person("Olga"), person("Ольга", { width: 390, language: "ru" })]);
    await entrance(olga, "en").logIn({ email: "admin@example.org", password });
    await entrance(phone, "ru").logIn({ email: "admin@example.org", password });
  });

  const tree = (who: Person) => who.page.getByRole("tree").filter({ visible: true });
  const row = (name: string) => tree(olga).getByRole("treeitem", { name, exact: true });
  const rows = async () => {
    const all = await tree(olga).getByRole("treeitem").all();
    return Promise.all(
      all.map(async (one) => `${await one.getAttribute("aria-level")} ${await one.locator("a").first().textContent()}`),
    );
  };

  async function write(title: string) {
    await olga.page.getByRole("dialog").getByLabel("Title").fill(title);
    await olga.button("Create page").click();
    await olga.page.getByRole("textbox", { name: "Text of the page" }).waitFor();
    await olga.goTo("/knowledge/garden");
    await olga.sees("Garden");
  }

  it("grows: pages at the top, and below others", async () => {
    await olga.goTo("/knowledge");
    await olga.button("New space").first().click();
    await olga.field("Name").fill("Garden");
    await olga.button("Create space").click();
    await olga.sees("Garden");
    for (const title of ["Apples", "Beans", "Carrots"]) {
      await olga.page.locator("aside").getByRole("button", { name: "New page", exact: true }).click();
      await write(title);
    }
    await row("Apples").hover();
    await olga.button("New page below “Apples”").click();
    await write("Antonovka");
    await olga.button("Show what is below “Apples”").click();
    await row("Antonovka").waitFor();
    expect(await rows()).toEqual(["1 Apples", "2 Antonovka", "1 Beans", "1 Carrots"]);
    await olga.looks();
  });

  it("stays what it is from page to page", async () => {
    await tree(olga).evaluate((element) => element.setAttribute("data-seen", "before"));
    await row("Beans").getByRole("link").click();
    await olga.sees("Beans");
    await olga.page.locator("aside").getByRole("link", { name: "Garden" }).click();
    await olga.sees("Garden");
    expect(await tree(olga).getAttribute("data-seen")).toBe("before");
  });

  it("goes by keyboard: arrows walk and fold, Enter opens, Alt moves", async () => {
    await tree(olga).focus();
    await olga.page.keyboard.press("ArrowDown");
    await olga.page.keyboard.press("ArrowLeft");
    await row("Antonovka").waitFor({ state: "detached" });
    await olga.page.keyboard.press("ArrowRight");
    await olga.page.keyboard.press("ArrowRight");
    await olga.page.keyboard.press("Enter");
    await olga.sees("Antonovka");
    await tree(olga).focus();
    await olga.page.keyboard.press("End");
    await olga.page.keyboard.press("Alt+ArrowUp");
    await expect.poll(rows).toEqual(["1 Apples", "2 Antonovka", "1 Carrots", "1 Beans"]);
  });

  it("is put in order by dragging: between pages, and into one", async () => {
    await row("Beans").dragTo(row("Apples"), { targetPosition: { x: 40, y: 2 } });
    await expect.poll(rows).toEqual(["1 Beans", "1 Apples", "2 Antonovka", "1 Carrots"]);
    await row("Carrots").dragTo(row("Beans"));
    await expect.poll(rows).toEqual(["1 Beans", "2 Carrots", "1 Apples", "2 Antonovka"]);
    await olga.page.reload();
    await olga.sees("Antonovka");
    expect(await rows()).toContain("2 Antonovka");
  });

  it("gives a page away to another space, by name", async () => {
    await call(olga, "knowledge.v1.SpaceService/CreateSpace", {
      name: "Orchard",
      language: "LANGUAGE_EN",
      visibility: "SPACE_VISIBILITY_MEMBERS",
    });
    await olga.page.reload();
    await olga.sees("Antonovka");
    await olga.button("Actions").click();
    await olga.button("Move").click();
    await olga.field("Space").selectOption({ label: "Orchard" });
    await olga.looks();
    await olga.button("Move here").click();
    await olga.page.waitForURL("**/knowledge/orchard/antonovka");
    await olga.sees("Antonovka");
    await expect.poll(rows).toEqual(["1 Antonovka"]);
  });

  it("offers a template, with whose text a page begins", async () => {
    const text = olga.page.getByRole("textbox", { name: "Text of the page" });
    await olga.goTo("/knowledge/garden/beans/edit");
    await text.click();
    await olga.page.keyboard.type("Sown in May.");
    await olga.page.getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Saved", { exact: true }).waitFor();
    await olga.link("Close").click();
    await olga.sees("Beans");
    await olga.button("Actions").click();
    await olga.button("Properties").click();
    await olga.field("Offer as a template for new pages").check();
    await olga.page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await olga.page.getByText("Template", { exact: true }).waitFor();
    await olga.page.locator("aside").getByRole("button", { name: "New page", exact: true }).click();
    const dialog = olga.page.getByRole("dialog");
    await dialog.getByLabel("Title").fill("Peas");
    await olga.field("Begin with").selectOption({ label: "Beans" });
    await olga.looks();
    await olga.button("Create page").click();
    await text.getByText("Sown in May.").waitFor();
    await olga.goTo("/knowledge/garden");
    await olga.sees("Garden");
  });

  it("is a sheet on a phone, from which a page is made", async () => {
    await phone.goTo("/knowledge/garden");
    await phone.sees("Garden");
    await phone.button(/Garden/).click();
    await tree(phone).getByRole("treeitem", { name: "Apples" }).waitFor();
    await phone.looks();
    await phone.page.getByRole("dialog").getByRole("button", { name: "Новая страница", exact: true }).click();
    await phone.field("Название").fill("Дыни");
    await phone.button("Создать страницу").click();
    await phone.page.getByRole("textbox", { name: "Текст страницы" }).waitFor();
    await phone.looks();
  });
});
