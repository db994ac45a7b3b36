import { describe, expect, inject, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const password = inject("demoPassword");

const languages = {
  en: {
    path: "Getting to know the platform",
    locked: /Opens after: First steps on the platform/,
    course: "Gaps, choices and places",
    lesson: "Fill, choose, point",
    enrol: "Enrol in the course",
    enrolled: "Start learning",
    start: "Start",
    gap: (number: number) => `Gap ${number} of 3`,
    gaps: ["lessons", "blocks", "60"],
    next: "Next",
    onImage: "On the image",
    places: ["The bar above", "The column at the left"],
    aim: "It puts courses into an order",
    check: "Review and submit",
    submit: "Submit answers",
    stay: "Stay in the lesson",
    right: "All right",
    drawing: /^A page with a bar above/,
  },
  ru: {
    path: "Знакомство с платформой",
    locked: /Откроется после: Первые шаги на платформе/,
    course: "Пропуски, выбор и места",
    lesson: "Впишите, выберите, покажите",
    enrol: "Записаться на курс",
    enrolled: "Начать учиться",
    start: "Начать",
    gap: (number: number) => `Пропуск ${number} из 3`,
    gaps: ["уроков", "блоков", "60"],
    next: "Дальше",
    onImage: "На картинке",
    places: ["Полоса сверху", "Столбец слева"],
    aim: "Курсы в ней открываются по порядку",
    check: "Проверить и сдать",
    submit: "Сдать ответы",
    stay: "Остаться в уроке",
    right: "Всё верно",
    drawing: /^Страница: сверху полоса/,
  },
} as const;

describe.each(["en", "ru"] as const)("the path of the demo space in %s", (language) => {
  const words = languages[language];
  let lena: Person;

  it("has a course that its first one opens", async () => {
    lena = await person("Lena", { language, width: language === "ru" ? 390 : 1280 });
    await entrance(lena, language).logIn({ email: "learner@example.org", password });
    await lena.goTo("/paths");
    await lena.link(words.path).first().click();
    await lena.sees(words.path);
    await lena.text(words.locked).waitFor();
    await lena.looks();
  });

  it("asks for gaps of three kinds, for places on a drawing, and for a choice that is shuffled", async () => {
    await lena.goTo("/courses");
    await lena.link(new RegExp(words.course)).first().click();
    await lena.sees(words.course);
    await lena.button(words.enrol).click();
    await lena.link(words.enrolled).click();
    await lena.sees(words.lesson);
    await lena.button(words.start).click();
    const [chosen, typed, number] = words.gaps;
    await lena.field(words.gap(1)).selectOption({ label: chosen });
    await lena.field(words.gap(2)).fill(typed);
    await lena.field(words.gap(3)).fill(number);
    await lena.looks();
    await lena.button(words.next).click();
    const image = lena.page.getByRole("group", { name: words.onImage });
    for (const name of words.places) await image.getByRole("checkbox", { name }).click();
    await lena.looks();
    await lena.button(words.next).click();
    await lena.page.getByRole("radio", { name: words.aim }).check();
    await lena.looks();
    await lena.button(words.check).click();
    await lena.button(words.submit).click();
    await lena.button(words.stay).click();
    await lena.text(words.right).waitFor();
    const drawing = lena.page.getByRole("img", { name: words.drawing });
    await drawing.scrollIntoViewIfNeeded();
    await expect.poll(async () => (await drawing.boundingBox())?.height).toBeGreaterThan(100);
    await lena.looks();
  });
});
