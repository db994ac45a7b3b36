import { uuid7 } from "@platform/kit";
import type { Block, CourseContent, Question } from "../../src/content.ts";
import { practice } from "../../src/content.ts";

export const question = (part: Partial<Question> & Pick<Question, "kind">, key: Partial<Question["key"]>): Block => ({
  id: uuid7(),
  kind: "question",
  question: {
    prompt: "Что верно?",
    choices: [],
    targets: [],
    points: 1,
    partialCredit: false,
    hints: [],
    ...part,
    key: { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "", ...key },
  },
});
export const text = (markdown: string): Block => ({ id: uuid7(), kind: "text", markdown });
export const choices = (...words: string[]) => words.map((word, at) => ({ id: `c-${at}`, text: word }));

export const everyKind: Block[] = [
  text("# Заголовок\n\nТекст с **жирным**, `кодом`, $x^2$ и ![схемой](asset:схема.png)."),
  { id: uuid7(), kind: "video", title: "", source: "youtube:AOUEsgFrYeg", transcript: "" },
  {
    id: uuid7(),
    kind: "video",
    title: "Запись: «1»",
    source: "asset:лекция.mp4",
    transcript: "Раз.\nДва: три\n\n- #четыре",
  },
  { id: uuid7(), kind: "video", title: "yes", source: "https://example.org/a.mp4", transcript: "---\n" },
  { id: uuid7(), kind: "file", name: "Конспект № 1.pdf", source: "asset:notes.pdf" },
  question({ kind: "SINGLE", choices: choices("Да", "*Нет*", "```js\nx\n```") }, { choiceIds: ["c-1"] }),
  question(
    {
      kind: "MULTIPLE",
      choices: choices("1", "true", "null"),
      partialCredit: true,
      points: 2.5,
      hints: ["a", "b: c\n\nd"],
    },
    { choiceIds: ["c-0", "c-2"], explanation: "Потому что\n\n> так" },
  ),
  question({ kind: "MULTIPLE", choices: choices("a", "b") }, { choiceIds: ["c-1", "c-0"] }),
  question({ kind: "TRUE_FALSE" }, { choiceIds: ["false"] }),
  question(
    {
      kind: "TRUE_FALSE",
      choices: [
        { id: "true", text: "Верно" },
        { id: "false", text: "Нет" },
      ],
    },
    { choiceIds: ["true"] },
  ),
  question({ kind: "NUMERIC" }, { number: -1.5e-7, tolerance: 0.1 }),
  question({ kind: "NUMERIC" }, { number: 1234567890123456 }),
  question({ kind: "TEXT" }, { texts: ["Ёлка", " с пробелом ", "no", "1e3", "~"] }),
  question({ kind: "ORDERING", choices: choices("раз", "два", "три") }, { choiceIds: ["c-0", "c-1", "c-2"] }),
  question({ kind: "ORDERING", choices: choices("раз", "два", "три") }, { choiceIds: ["c-2", "c-0", "c-1"] }),
  question(
    {
      kind: "MATCHING",
      choices: choices("Россия", "Франция"),
      targets: [
        { id: "x", text: "Москва" },
        { id: "y", text: "Париж" },
      ],
    },
    {
      pairs: [
        { choiceId: "c-0", targetId: "x" },
        { choiceId: "c-1", targetId: "y" },
      ],
    },
  ),
  question(
    { kind: "SINGLE", prompt: "![a](../assets/notes.pdf) [b](01-x.md)", choices: choices("a", "b") },
    { choiceIds: ["c-0"] },
  ),
  question(
    {
      kind: "CLOZE",
      prompt: "В [[g]] `x = [[g-2]]` и [[нет такого]]\n\n[[g2]]",
      partialCredit: true,
      gaps: [
        { id: "g", choices: [] },
        { id: "g-2", choices: choices("1", "- да", " край ") },
        { id: "g2", choices: choices("null", "yes") },
      ],
    },
    {
      gaps: [
        { gapId: "g", choiceId: "", texts: ["Ёлка", "1e3", "no"] },
        { gapId: "g-2", choiceId: "c-1", texts: [] },
        { gapId: "g2", choiceId: "c-0", texts: [] },
      ],
    },
  ),
  // Only in full: no gap stands in the prompt, and no place on the image.
  question(
    { kind: "CLOZE", prompt: "?", gaps: [{ id: "g", choices: choices("1", "2") }] },
    { gaps: [{ gapId: "g", choiceId: "c-1", texts: [" "] }] },
  ),
  question(
    {
      kind: "HOTSPOT",
      image: "https://example.org/a.png",
      imageAlt: "no",
      maxChoices: 1,
      choices: [
        { id: "c-0", text: "x" },
        { id: "c-1", text: "y", area: { shape: "rectangle", x: 1, y: 1, width: 1, height: 1 } },
        { id: "c-2", text: "z", area: { shape: "ellipse", x: 1, y: 0, radiusX: 0, radiusY: 2 } },
        { id: "c-3", text: "z", area: { shape: "polygon", points: [{ x: 0.5, y: 0.25 }] } },
      ],
    },
    { choiceIds: ["c-0", "c-2"] },
  ),
  question(
    {
      kind: "HOTSPOT",
      image: "asset:схема.png",
      imageAlt: "Схема: «1»",
      maxChoices: 2,
      choices: [
        { id: "c-0", text: "Угол", area: { shape: "rectangle", x: 0, y: 1 / 3, width: 0.1 + 0.2, height: 1e-7 } },
        { id: "c-1", text: "Круг: 1", area: { shape: "ellipse", x: 0.5, y: 0.25, radiusX: 1, radiusY: 0.125 } },
        {
          id: "c-2",
          text: "- край",
          area: {
            shape: "polygon",
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 0.5 },
              { x: 0.75, y: 1 },
            ],
          },
        },
      ],
    },
    { choiceIds: ["c-0", "c-2"] },
  ),
  question(
    {
      kind: "HOTSPOT",
      image: "asset:with%20space.png",
      imageAlt: "",
      maxChoices: 0,
      choices: [{ id: "c-0", text: "x", area: { shape: "ellipse", x: 0, y: 0, radiusX: 0.5, radiusY: 0.5 } }],
    },
    { choiceIds: ["c-0"] },
  ),
  {
    id: uuid7(),
    kind: "assignment",
    assignment: {
      title: "Эссе: «1»",
      instructions: "Напишите.\n\n```js\nx\n```\n\n![схема](asset:схема.png)",
      points: 1,
      dueTime: null,
      dueDays: 0,
      textAnswer: true,
      maxFiles: 0,
      maxFileMebibytes: 32,
      fileTypes: [],
      rubric: [],
      peerReviews: 0,
    },
  },
  {
    id: uuid7(),
    kind: "assignment",
    assignment: {
      title: "yes",
      instructions: "---",
      points: 2.5,
      dueTime: "2030-01-31T18:00:00.000Z",
      dueDays: 7,
      textAnswer: false,
      maxFiles: 3,
      maxFileMebibytes: 5,
      fileTypes: ["pdf", "7z"],
      rubric: [
        {
          id: "c-0",
          title: "Язык",
          description: "Ясно ли",
          levels: [
            { id: "1", title: "no", description: "", points: 0 },
            { id: "2", title: "Да", description: "во всём", points: 0.5 },
          ],
        },
      ],
      peerReviews: 2,
    },
  },
];

export const tricky = [
  "````md\n```question\nkind: single\n```\n````",
  "```question\nkind: single\n```",
  "```question",
  "```\nnot closed",
  "~~~\n<!-- block -->\n~~~",
  "<!-- block -->",
  "<!-- block 0190b1c2-0000-7000-8000-000000000000 -->\n\ntext",
  "<!-- not closed",
  "---\n\ntext\n\n---",
  "---\ntitle: no head\n---",
  "    code by indentation\n\ttab",
  "  leading spaces",
  "\n\nblank lines before",
  "blank lines after\n\n",
  "trailing spaces  ",
  "windows\r\nlines\r\n\r\nhere",
  "ends in a return\r",
  "\r\n",
  "  ",
  "tab\tand \u00a0 no-break \u2028 separator \u0085 next line \ufeff mark",
  "- list\n\n  ```question\n  x: 1\n  ```",
  "> ```question\n> x: 1\n> ```",
  "[relative](../assets/notes.pdf) [other](02-next.md) [up](../course.md) [root](/assets/notes.pdf)",
  "[asset](asset:notes.pdf 'title') [x]: y\n\n[ref]: asset:notes.pdf\n\n`asset:notes.pdf` <img src=\"asset:notes.pdf\">",
  "[a](<asset:with space.png>) ![b](asset:with%20space.png) [c](asset:a&amp;b.png) ![d [e] f](asset:notes.pdf)",
  "[![in](asset:схема.png)](asset:notes.pdf) and [[wiki]] and [[a|b]]",
  "$$\n\\frac{1}{2}\n$$\n\n$a$ \\$5 | x | ^1",
  "😀 ".repeat(50),
  "\\`\\`\\`question",
  "```question extra\nx\n```",
  "`````question\nkind: x\n`````",
  "%YAML 1.2\n--- |\n...",
];

export function course(blocks: Block[], part: Partial<CourseContent["settings"]> = {}): CourseContent {
  return {
    settings: {
      title: "Курс: «проба» # 1",
      summary: "Коротко: да - нет",
      description: "# О курсе\n\n![обложка](asset:схема.png)",
      language: "RU",
      skills: ["TypeScript", "null", "1.0"],
      minutes: 90,
      cover: "схема.png",
      grading: {
        passScore: 0.6,
        requireAllBlocks: false,
        categories: [
          { name: "Экзамен", weight: 0.7, dropLowest: 0 },
          { name: "yes", weight: 1 / 3, dropLowest: 2 },
        ],
      },
      certificate: {
        heading: "Диплом: «1»",
        statement: "",
        signer: "no",
        signerTitle: "Декан # 1",
        signature: "схема.png",
        accent: "#0f766e",
      },
      ...part,
    },
    modules: [
      {
        id: uuid7(),
        title: "Модуль",
        lessons: [
          {
            id: uuid7(),
            title: "Урок",
            section: "Часть 1",
            grading: {
              category: "Экзамен",
              maxAttempts: 3,
              minutes: 45,
              dueTime: "2030-01-31T18:00:00.000Z",
              dueDays: 14,
              showAnswers: "NEVER",
            },
            blocks,
          },
          { id: uuid7(), title: "Урок", section: "", grading: practice, blocks: [] },
        ],
      },
      { id: uuid7(), title: "Модуль", lessons: [] },
      {
        id: uuid7(),
        title: "../../etc/passwd\\: <script> ???",
        lessons: [{ id: uuid7(), title: "...", section: "---", grading: practice, blocks: [text("x")] }],
      },
    ],
    banks: [],
  };
}
export const assets = ["схема.png", "лекция.mp4", "notes.pdf", "with space.png", "a&b.png"];
