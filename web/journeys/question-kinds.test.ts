import type { Locator } from "playwright-core";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");
const text = "Paris lies on the Seine.\n\n```ts\nconst bridges = 37;\n```";

/** Hides a word of the question behind a gap, as one does with the mouse. */
async function hide(block: Locator, word: string): Promise<void> {
  const field = block.getByRole("textbox", { name: "Question", exact: true });
  await field.evaluate((area: HTMLTextAreaElement, hidden) => {
    const at = area.value.indexOf(hidden);
    area.setSelectionRange(at, at + hidden.length);
  }, word);
  await block.getByRole("button", { name: "Add gap" }).click();
}

/** A map of two lands in a sea. */
async function map({ page }: Person): Promise<Buffer> {
  const address = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 500 });
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("nothing to draw with");
    const land = (color: string, ...ellipse: [number, number, number, number]) => {
      pen.fillStyle = color;
      pen.beginPath();
      pen.ellipse(...ellipse, 0, 0, 2 * Math.PI);
      pen.fill();
    };
    pen.fillStyle = "#a9cbe0";
    pen.fillRect(0, 0, 800, 500);
    land("#d8c99b", 220, 190, 150, 110);
    land("#b9c98f", 560, 330, 170, 100);
    land("#e8e1c6", 620, 90, 60, 40);
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
}

/** Drags over a picture, between two points in fractions of it. */
async function drag({ page }: Person, picture: Locator, from: [number, number], to: [number, number]): Promise<void> {
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error("the picture is nowhere");
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

describe("gaps in a text and places on an image, from their author to a learner's result", () => {
  let mentor: Person;
  let learner: Person;
  let [courseId, lessonId] = ["", ""];
  beforeAll(async () => {
    [mentor, learner] = await Promise.all([
      person("Maria", { width: 1280 }),
      person("Лена", { width: 390, language: "ru", colors: "dark" }),
    ]);
    await entrance(mentor, "en").logIn({ email: "admin@example.org", password });
    await entrance(learner, "ru").logIn({ email: "learner@example.org", password });
  });

  const block = (at: number) => mentor.page.locator('li[id^="block-"]').nth(at);
  const ask = () => mentor.page.getByRole("button", { name: "Question", exact: true }).last().click();
  const save = async () => {
    await mentor.button("Save").click();
    await mentor.text("Saved").waitFor();
  };

  it("are asked for in a lesson: words are hidden where they stand", async () => {
    await mentor.goTo("/authoring");
    await mentor.button("New course").first().click();
    await mentor.field("Title").fill("Rivers and lands");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Create course" }).click();
    await mentor.sees("Rivers and lands");
    await mentor.button("Add module").click();
    await mentor.field("Title of the module").fill("Europe");
    await mentor.field("Title of the module").press("Enter");
    await mentor.button("Add lesson").click();
    await mentor.field("Title of the lesson").fill("Where is what");
    await mentor.field("Title of the lesson").press("Enter");
    await mentor.text("Saved").waitFor();
    await mentor
      .link(/Where is what/)
      .first()
      .click();
    await mentor.sees("Where is what");
    [, courseId = "", lessonId = ""] = /authoring\/([^/]+)\/lessons\/([^/]+)/.exec(mentor.page.url()) ?? [];

    await ask();
    const cloze = block(0);
    await cloze.getByLabel("Kind").selectOption({ label: "Fill the gaps" });
    const prompt = cloze.getByRole("textbox", { name: "Question", exact: true });
    await prompt.fill(text);
    await mentor.button("Save").click();
    await mentor.text("Add a gap to the text.").waitFor();
    await hide(cloze, "Paris");
    expect(await prompt.inputValue()).toBe(text.replace("Paris", "[[g1]]"));
    await hide(cloze, "Seine");
    await hide(cloze, "37");
    const second = cloze.getByRole("group", { name: "Gap 2", exact: true });
    await second.getByText("From a list").click();
    expect(await second.getByLabel("Answer 1", { exact: true }).inputValue()).toBe("Seine");
    await mentor.button("Save").click();
    await second.getByText("Write something, or delete it.").waitFor();
    await second.getByLabel("Answer 2", { exact: true }).fill("Rhine");
    await cloze.getByText("Give a part of the points").click();
    await mentor.looks();
    await save();
  });

  it("are drawn on an image by pointer, and by numbers", async () => {
    await ask();
    const hotspot = block(1);
    await hotspot.getByLabel("Kind").selectOption({ label: "Places on an image" });
    await hotspot.getByRole("textbox", { name: "Question", exact: true }).fill("Where is the western land?");
    await mentor.button("Save").click();
    await hotspot.getByText("Choose an image of the course.").waitFor();
    const chooser = mentor.page.waitForEvent("filechooser");
    await hotspot.getByRole("button", { name: "Upload image" }).click();
    await (await chooser).setFiles({ name: "карта мира.png", mimeType: "image/png", buffer: await map(mentor) });
    await hotspot.getByLabel("What the image shows").fill("A map of three lands in a sea");
    const picture = hotspot.getByRole("img", { name: "A map of three lands in a sea" });
    await hotspot.getByText("Ellipse").click();
    await drag(mentor, picture, [0.46, 0.6], [0.09, 0.16]);
    await hotspot.getByLabel("Name of place 1").fill("West");
    await hotspot.getByLabel("Place 1 is right").check();
    await hotspot.getByText("Rectangle").click();
    const add = hotspot.getByRole("button", { name: "Add place" });
    await add.press("Enter");
    const second = hotspot.getByRole("group", { name: "Place 2", exact: true });
    await second.getByLabel("Name of place 2").fill("East");
    for (const [side, percent] of [
      ["Left, %", "49.25"],
      ["Top, %", "46"],
      ["Width, %", "42"],
      ["Height, %", "40"],
    ] as const) {
      await second.getByLabel(side).clear();
      await second.getByLabel(side).pressSequentially(percent);
    }
    await drag(mentor, picture, [0.69, 0.09], [0.86, 0.27]);
    await mentor.button("Save").click();
    await hotspot.getByText("Write something, or delete it.").waitFor();
    await mentor.looks();
    await hotspot.getByLabel("Name of place 3").fill("Isle");
    await hotspot.getByLabel("Places that one may choose").selectOption("1");
    await save();
    await mentor.looks();
    await mentor.page.setViewportSize({ width: 390, height: 844 });
    await mentor.looks();
    await mentor.page.setViewportSize({ width: 1280, height: 900 });
    await mentor.page.reload();
    await mentor.sees("Where is what");
    expect(await second.getByLabel("Left, %").inputValue()).toBe("49.25");
    expect(await hotspot.getByLabel("Place 1 is right").isChecked()).toBe(true);
    await mentor.page.goBack();
    await mentor.page.getByRole("button", { name: "Publish", exact: true }).click();
    await mentor.page
      .getByRole("dialog")
      .getByRole("button", { name: /Publish/ })
      .click();
    await mentor.text("What learners see is up to date").waitFor();
  });

  it("are kept in a bank, which knows the images of the course", async () => {
    await mentor.goTo(`/authoring/${courseId}/banks`);
    await mentor.button("Create bank").first().click();
    await mentor.field("Title").fill("Lands");
    await mentor.page.getByRole("dialog").getByRole("button", { name: "Create bank" }).click();
    await mentor.notices("The bank is still empty");
    await mentor.button("Add question").click();
    const dialog = mentor.page.getByRole("dialog");
    await dialog.getByLabel("Kind").selectOption({ label: "Places on an image" });
    await dialog.getByRole("textbox", { name: "Question", exact: true }).fill("Where is the isle?");
    await dialog.getByLabel("Image", { exact: true }).selectOption("карта мира.png");
    await dialog.getByRole("button", { name: "Add place" }).click();
    await dialog.getByLabel("Name of place 1").fill("Isle");
    await dialog.getByLabel("Place 1 is right").check();
    await mentor.looks();
    await dialog.getByRole("button", { name: "Save" }).click();
    await mentor.text("Where is the isle?").waitFor();
    await mentor.text(/Places on an image/).waitFor();
  });

  it("are answered on a phone, by keyboard and by touch", async () => {
    await learner.goTo(`/courses/${courseId}`);
    await learner.button("Записаться на курс").click();
    await learner.link("Начать учиться").waitFor();
    await learner.goTo(`/courses/${courseId}/lessons/${lessonId}`);
    await learner.button("Начать").click();
    const city = learner.field("Пропуск 1 из 3");
    await city.waitFor();
    expect(await learner.page.getByText("Paris").count()).toBe(0);
    await learner.looks();
    await city.focus();
    await learner.page.keyboard.type("париж");
    await learner.page.keyboard.press("Tab");
    await learner.page.keyboard.type("Sei");
    const river = learner.field("Пропуск 2 из 3");
    expect(await river.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe("Seine");
    await learner.field("Пропуск 3 из 3").pressSequentially("37");
    await learner.looks();

    await learner.button("Дальше").click();
    const image = learner.page.getByRole("radiogroup", { name: "На картинке" });
    await image.waitFor();
    await learner.looks();
    await image.getByRole("radio", { name: "West" }).focus();
    await learner.page.keyboard.press("Space");
    const list = learner.page.getByRole("radiogroup", { name: "По названиям" });
    expect(await list.getByRole("radio", { name: "West" }).isChecked()).toBe(true);
    await learner.page.keyboard.press("ArrowDown");
    expect(await list.getByRole("radio", { name: "East" }).isChecked()).toBe(true);
    await learner.looks();
    await image.getByRole("radio", { name: "Isle" }).tap();
    expect(await list.getByRole("radio", { name: "Isle" }).isChecked()).toBe(true);
    await list.getByRole("radio", { name: "East" }).tap();
    expect(await image.getByRole("radio", { name: "East" }).isChecked()).toBe(true);
    await learner.button("Проверить и сдать").click();
    await learner.text("На все вопросы есть ответ.").waitFor();
    await learner.button("Сдать ответы").click();
  });

  it("show what was answered, and what was right", async () => {
    await learner.button("Остаться в уроке").click();
    const graded = learner.page.getByRole("listitem");
    const [cloze, places] = [graded.filter({ hasText: "lies on the" }), graded.filter({ hasText: "western land" })];
    await cloze.getByText("Частично верно").waitFor();
    await cloze.getByText("париж").waitFor();
    await cloze.getByText("Paris").waitFor();
    await cloze.getByText("0,67 из 1").waitFor();
    await places.getByText("Неверно").waitFor();
    await places.getByRole("img", { name: "A map of three lands in a sea" }).waitFor();
    await places.getByText("East", { exact: true }).waitFor();
    await places.getByText("West", { exact: true }).waitFor();
    await learner.looks();
  });
});
