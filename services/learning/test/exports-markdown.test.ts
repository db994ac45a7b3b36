import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { uuid7 } from "@platform/kit";
import { openFolder, withUpload } from "@platform/kit/archives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import type { Block, CourseContent, Question } from "../src/content.ts";
import { freePolicy, practice } from "../src/content.ts";
import { AssetPlaces } from "../src/exports/markdown/assets.ts";
import { writeCourse } from "../src/exports/markdown/course.ts";
import type { Imported } from "../src/imports/imported.ts";
import { readSource } from "../src/imports/read.ts";

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "exports-markdown-"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const quiet = { count: () => undefined, step: async () => undefined };

async function written(content: CourseContent, assets: string[]) {
  const folder = join(place, uuid7());
  const places = new AssetPlaces(assets);
  const files: { path: string; text: string }[] = [];
  for await (const file of writeCourse(content, places)) files.push(file);
  const all = [...files, ...assets.map((name) => ({ path: places.placeOf(name), text: name }))];
  return { folder, files, all };
}

/** Writes a course as a zip and reads it back through the doors of the import. */
async function roundTrip(content: CourseContent, assets: string[] = []): Promise<Imported> {
  const { folder, all } = await written(content, assets);
  const zip = new ZipFile();
  for (const { path, text } of all) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${folder}.zip`));
  const signal = new AbortController().signal;
  return withUpload(createReadStream(`${folder}.zip`), { signal }, (source) => readSource(source, "export.zip", quiet));
}

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = join(place, uuid7());
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const read = async (files: Record<string, string>, name = "notes.zip") =>
  readSource(await openFolder(await folderOf(files)), name, quiet);

const question = (part: Partial<Question> & Pick<Question, "kind">, key: Partial<Question["key"]>): Block => ({
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
const text = (markdown: string): Block => ({ id: uuid7(), kind: "text", markdown });
const choices = (...words: string[]) => words.map((word, at) => ({ id: `c-${at}`, text: word }));

const everyKind: Block[] = [
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

const tricky = [
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

function course(blocks: Block[], part: Partial<CourseContent["settings"]> = {}): CourseContent {
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
const assets = ["схема.png", "лекция.mp4", "notes.pdf", "with space.png", "a&b.png"];

describe("a course that is exported and imported", () => {
  it("comes back whole: settings, modules, every kind of block and of question, ids and files", async () => {
    const content = course(everyKind);
    const { content: back, assets: files, report } = await roundTrip(content, assets);
    expect(back).toEqual(content);
    expect([...files.keys()].sort()).toEqual([...assets].sort());
    expect(report.filter(({ outcome }) => outcome !== "TAKEN")).toEqual([]);
  });

  it("comes back with its banks, and its lessons draw from them", async () => {
    const asked = [...everyKind.flatMap((block) => (block.kind === "question" ? [block.question] : []))];
    const bank = (title: string, titleOf: (at: number) => string) => ({
      id: uuid7(),
      title,
      questions: asked.map((each, at) => ({ id: uuid7(), title: titleOf(at), question: each })),
    });
    const banks = [
      bank("Банк: 1", () => ""),
      bank("Банк: 1", (at) => tricky[at] ?? "x"),
      { ...bank("#", String), questions: [] },
    ];
    const draws: Block[] = banks.map(({ id }, at) => ({
      id: uuid7(),
      kind: "draw",
      bankId: id,
      count: at + 1,
      points: at / 2,
    }));
    const content = { ...course(draws), banks };
    const { content: back, report } = await roundTrip(content, assets);
    expect(back).toEqual(content);
    expect(report.filter(({ outcome }) => outcome !== "TAKEN")).toEqual([]);
  });

  it("whose bank was taken out of the archive says so", async () => {
    const content = course([text("x"), { id: uuid7(), kind: "draw", bankId: uuid7(), count: 1, points: 0 }]);
    const { content: back, report } = await roundTrip(content, assets);
    expect(back.modules[0]?.lessons[0]?.blocks.map(({ kind }) => kind)).toEqual(["text"]);
    expect(report.filter(({ outcome }) => outcome !== "TAKEN").map(({ reason }) => reason)).toEqual(["BANK_MISSING"]);
  });

  it.each(tricky)("keeps the text %j", async (markdown) => {
    const content = course([text("before"), text(markdown), text(markdown), text("after")]);
    expect((await roundTrip(content, assets)).content).toEqual(content);
  });

  it.each(tricky)("keeps %j wherever else text stands", async (words) => {
    const blocks: Block[] = [
      question(
        { kind: "SINGLE", prompt: words, choices: choices(words, "b"), hints: [words] },
        { choiceIds: ["c-0"], explanation: words },
      ),
      { id: uuid7(), kind: "video", title: words, source: "youtube:AOUEsgFrYeg", transcript: words },
      { id: uuid7(), kind: "file", name: words, source: "asset:notes.pdf" },
    ];
    const content = course(blocks, {
      title: words,
      summary: words,
      description: words,
      skills: [[...words].slice(0, 40).join("")],
    });
    for (const module of content.modules) module.title = words;
    expect((await roundTrip(content, assets)).content).toEqual(content);
  });

  it("comes back whole from random texts as well", async () => {
    const pieces = [
      "```",
      "question",
      "\n",
      "\n\n",
      "---",
      "<!-- block -->",
      " ",
      "\t",
      "\r\n",
      "~~~",
      "a",
      "я",
      "- ",
      "# ",
      "[x](y.md)",
      "asset:notes.pdf",
      "$",
      "|",
      ">",
      "`",
      "\\",
      ": ",
      "'",
      '"',
    ];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const blocks = Array.from({ length: 150 }, () =>
      text(Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join("") || "x"),
    );
    const content = course(blocks);
    expect((await roundTrip(content, assets)).content).toEqual(content);
  });

  it("keeps files whose names an archive cannot bear", async () => {
    const names = ["e\u0301.png", "..", "notes.md", ".hidden", "mirror\u202egnp.exe", "a:b?.png", "C:"];
    const content = course([text(`![x](asset:${encodeURIComponent(names[0] as string)})`)], { cover: names[0] });
    const { content: back, assets: files } = await roundTrip(content, [...names, "схема.png"]);
    expect(back).toEqual(content);
    expect([...files.keys()].sort()).toEqual([...names, "схема.png"].sort());
  });

  it("is written while others are served between two of its blocks", async () => {
    let turns = 0;
    let next = setImmediate(function turn() {
      turns++;
      next = setImmediate(turn);
    });
    const blocks = Array.from({ length: 50 }, (_, at) => text(`Text ${at}`));
    const { files } = await written(course(blocks), []);
    clearImmediate(next);
    expect(files.at(-1)?.text ?? "").not.toBe("");
    expect(turns).toBeGreaterThanOrEqual(blocks.length);
  });

  it("is written so that a person can read it", async () => {
    const id = "0190b1c2-0000-7000-8000-000000000001";
    const content = course([
      { ...text("Hello ![pic](asset:схема.png)"), id },
      { ...(everyKind[5] as Block), id },
    ]);
    const { files } = await written(content, assets);
    expect(files.map(({ path }) => path)).toEqual([
      "course.md",
      "01-модуль/module.md",
      "01-модуль/01-урок.md",
      "01-модуль/02-урок.md",
      "02-модуль/module.md",
      "03-etc-passwd-script/module.md",
      "03-etc-passwd-script/01.md",
    ]);
    expect(files[2]?.text.split("---\n")[2]).toBe(
      `\n<!-- block ${id} -->\n\nHello ![pic](../assets/схема.png)\n\n` +
        `\`\`\`\`question\nid: ${id}\nkind: single\nprompt: Что верно?\nchoices:\n  - id: c-0\n    text: Да\n` +
        '  - id: c-1\n    text: "*Нет*"\n    right: true\n  - id: c-2\n    text: |-\n      ```js\n      x\n      ```\n````\n',
    );
  });
});

describe("a course that is written by hand", () => {
  it("needs no ids, and takes what lies beside its lessons", async () => {
    const {
      content,
      assets: files,
      report,
    } = await read({
      "my-course/course.md":
        "---\ntitle: Git\nlanguage: en\ngrading:\n  pass_score: 0.5\n  categories:\n    - name: Quiz\n---\nLearn ![git](assets/git.png)\n",
      "my-course/assets/git.png": "png",
      "my-course/2-branches/1-why.md":
        "# Why branch\n\nSee ![tree](pics/tree.png) and [the next](2-how.md).\n\n```question\nkind: single\nprompt: Which?\nchoices:\n  - text: One\n    right: true\n  - Two\n```\n\nMore.\n",
      "my-course/2-branches/pics/tree.png": "png",
      "my-course/2-branches/2-how.md":
        "---\ntitle: How\ngrading: {category: Quiz, max_attempts: 2}\n---\n```question\nkind: matching\nprompt: Match\nchoices: [a cat, a dog]\ntargets: [meow, woof]\npairs:\n  - [a cat, meow]\n  - [a dog, woof]\n```\n\n```question\nkind: singel\nprompt: What\n```\n",
      "my-course/10-end/code.md": "````md\ntext\n```question\nkind: single\n```\n````\n",
      "my-course/10-end/bye.md": "Bye\r\n\r\n<!-- block -->\r\n\r\nagain\r\n",
    });
    expect(content.settings).toMatchObject({
      title: "Git",
      description: "Learn ![git](asset:git.png)",
      grading: { passScore: 0.5, requireAllBlocks: true, categories: [{ name: "Quiz", weight: 1, dropLowest: 0 }] },
    });
    expect(content.modules.map(({ title }) => title)).toEqual(["Branches", "End"]);
    const [why, how] = content.modules[0]?.lessons ?? [];
    expect(why?.title).toBe("Why branch");
    expect(why?.blocks).toMatchObject([
      { kind: "text", markdown: "See ![tree](asset:tree.png) and the next." },
      {
        kind: "question",
        question: {
          kind: "SINGLE",
          choices: [
            { id: "a", text: "One" },
            { id: "b", text: "Two" },
          ],
          key: { choiceIds: ["a"] },
        },
      },
      { kind: "text", markdown: "More." },
    ]);
    expect(how?.grading).toMatchObject({ category: "Quiz", maxAttempts: 2 });
    expect(how?.blocks).toMatchObject([
      {
        question: {
          key: {
            pairs: [
              { choiceId: "a", targetId: "a" },
              { choiceId: "b", targetId: "b" },
            ],
          },
        },
      },
    ]);
    expect(content.modules[1]?.lessons[0]?.blocks).toMatchObject([{ markdown: "Bye" }, { markdown: "again" }]);
    expect(content.modules[1]?.lessons[1]?.blocks).toMatchObject([
      { kind: "text", markdown: "````md\ntext\n```question\nkind: single\n```\n````" },
    ]);
    expect([...files.keys()].sort()).toEqual(["git.png", "tree.png"]);
    expect(report.find(({ source }) => source === "2-branches/2-how.md")).toMatchObject({
      outcome: "CHANGED",
      reason: "BLOCK_INVALID",
      message:
        "The question in line 15 was left out: `kind` must be one of single, multiple, true-false, numeric, text, ordering, matching, cloze, hotspot.",
    });
    expect(report.find(({ source }) => source === "2-branches/1-why.md")).toMatchObject({ reason: "LINK_REDUCED" });
  });

  it("asks for gaps and for places on an image of the archive", async () => {
    const { content, report } = await read({
      "course.md": "---\ntitle: Maps\nlanguage: en\n---\n",
      "assets/map one.png": "png",
      "1-europe/1-rivers.md":
        "```question\nkind: cloze\nprompt: The [[river]] flows through [[city]].\ngaps:\n  - {id: river, choices: [{text: Seine, right: true}, Rhine]}\n  - {id: city, answer: Paris}\n```\n\n```question\nkind: hotspot\nprompt: Where?\nimage: ../assets/map%20one.png\nchoices:\n  - {text: Paris, rectangle: [0.1, 0.2, 0.3, 0.4], right: true}\n  - {text: Bonn, polygon: [[0, 0], [1, 0], [0, 1]]}\n```\n\n```question\nkind: hotspot\nprompt: Where?\nimage: ../assets/none.png\nchoices:\n  - {text: Paris, ellipse: [0.1, 0.2], right: true}\n```\n",
    });
    expect(content.modules[0]?.lessons[0]?.blocks).toMatchObject([
      {
        question: {
          gaps: [
            {
              id: "river",
              choices: [
                { id: "a", text: "Seine" },
                { id: "b", text: "Rhine" },
              ],
            },
            { id: "city", choices: [] },
          ],
          key: {
            gaps: [
              { gapId: "river", choiceId: "a", texts: [] },
              { gapId: "city", choiceId: "", texts: ["Paris"] },
            ],
          },
        },
      },
      {
        question: {
          image: "asset:map%20one.png",
          choices: [
            { id: "a", text: "Paris", area: { shape: "rectangle", x: 0.1, y: 0.2, width: 0.3, height: 0.4 } },
            { id: "b", text: "Bonn", area: { shape: "polygon" } },
          ],
          key: { choiceIds: ["a"] },
        },
      },
    ]);
    const [, wrong] = report.filter(({ reason }) => reason === "BLOCK_INVALID").map(({ message }) => message);
    expect(wrong).toBeUndefined();
    expect(report.find(({ reason }) => reason === "BLOCK_INVALID")?.message).toContain("an `ellipse` of four numbers");
  });

  it("is refused where its head cannot be read, and cannot be made to eat memory", async () => {
    await expect(read({ "course.md": "---\ntitle: [\n---\n" })).rejects.toMatchObject({
      reason: "FRONT_MATTER_INVALID",
    });
    const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map((name, at) => `${name}: &${name} [${`*${"abcdefg"[at]},`.repeat(9)}]`)
      .join("\n")}`;
    await expect(read({ "course.md": `---\n${laughs}\n---\n` })).rejects.toMatchObject({
      reason: "FRONT_MATTER_INVALID",
    });
  });
});

describe("a folder of strangers' Markdown", () => {
  it("becomes modules and lessons, with the files that they show", async () => {
    const {
      content,
      assets: files,
      report,
    } = await read({
      "wiki/README.md": "# Наша база знаний\n\nС чего начать: [сюда](guides/start.md).",
      "wiki/guides/README.md": "# Руководства\n\nВведение.",
      "wiki/guides/start.md":
        "---\ntags: [a]\n---\n# Начало\n\n![экран](../img/screen%20one.png) [[Заметка|слово]] `[[код]]`\n\n```text\nкод\n```",
      "wiki/guides/deep/tips.md": "Советы.",
      "wiki/guides/empty.md": "\n\n",
      "wiki/faq.md": '## Вопросы\n\n<img src="img/a.svg" alt="А">',
      "wiki/img/screen one.png": "png",
      "wiki/img/a.svg": "<svg/>",
      "wiki/img/unused.png": "png",
      "wiki/run.js": "alert(1)",
      "wiki/.obsidian/app.json": "{}",
    });
    expect(content.settings).toMatchObject({
      title: "Наша база знаний",
      language: "RU",
      description: "С чего начать: сюда.",
      grading: freePolicy,
    });
    expect(
      content.modules.map(({ title, lessons }) => [title, lessons.map((lesson) => [lesson.section, lesson.title])]),
    ).toEqual([
      ["Наша база знаний", [["", "Вопросы"]]],
      [
        "Guides",
        [
          ["", "Руководства"],
          ["Deep", "Tips"],
          ["", "Начало"],
        ],
      ],
    ]);
    expect(content.modules[1]?.lessons[2]?.blocks).toMatchObject([
      { markdown: "![экран](asset:screen_one.png) слово `[[код]]`\n\n```text\nкод\n```" },
    ]);
    expect(content.modules[0]?.lessons[0]?.blocks).toMatchObject([{ markdown: "![А](asset:a.svg)" }]);
    expect([...files]).toEqual([
      ["a.svg", "wiki/img/a.svg"],
      ["screen_one.png", "wiki/img/screen one.png"],
    ]);
    const left = report.filter(({ outcome }) => outcome === "LEFT_OUT").map(({ source, reason }) => [source, reason]);
    expect(left).toEqual([
      ["guides/empty.md", "NOTHING_TO_READ"],
      ["img/unused.png", "FILE_UNUSED"],
      ["run.js", "FILE_UNUSED"],
      ["", "FILES_HIDDEN"],
    ]);
    expect(report.find(({ source }) => source === "guides/start.md")).toMatchObject({ outcome: "CHANGED" });
  });

  it("is refused where it holds no Markdown, or says nothing", async () => {
    await expect(read({ "a.txt": "text" })).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
    await expect(read({ "a.md": " \n" })).rejects.toMatchObject({ reason: "COURSE_EMPTY" });
  });

  it("takes a file that is not UTF-8 for one that cannot be read, and the rest for a course", async () => {
    const folder = await folderOf({ "a.md": "A" });
    await writeFile(join(folder, "b.md"), Buffer.from("\xff\xfe broken", "latin1"));
    const { content, report } = await readSource(await openFolder(folder), "notes.zip", quiet);
    expect(content.settings.title).toBe("Notes");
    expect(content.modules[0]?.lessons).toHaveLength(1);
    expect(report).toContainEqual(
      expect.objectContaining({ source: "b.md", outcome: "LEFT_OUT", reason: "TEXT_UNREADABLE" }),
    );
  });
});

const logseq = join(import.meta.dirname, "../../../../shared/data/logseq-docs.tar.gz");
const there = await readFile(logseq).catch(() => undefined);

describe.skipIf(!there)("the documentation of Logseq (skipped where logseq-docs.tar.gz is not there)", () => {
  it("becomes a course of its pages and journals", async () => {
    const signal = new AbortController().signal;
    const { content, report } = await withUpload(createReadStream(logseq), { signal }, (source) =>
      readSource(source, "logseq-docs.tar.gz", quiet),
    );
    expect(content.settings).toMatchObject({ title: "Logseq docs", language: "EN" });
    expect(content.modules.map(({ title }) => title)).toEqual(["Journals", "Pages"]);
    const lessons = content.modules.flatMap((module) => module.lessons);
    const said = report.filter(({ kind }) => kind === "lesson");
    expect(said).toHaveLength(314);
    expect(lessons).toHaveLength(said.filter(({ outcome }) => outcome !== "LEFT_OUT").length);
    expect(lessons.length).toBeGreaterThan(290);
    expect(lessons.map(({ title }) => title)).toContain("Advanced Queries");
    expect(new Set(report.filter(({ kind }) => kind === "file").map(({ source }) => source.split(".").at(-1)))).toEqual(
      new Set(["org", "edn", "css"]),
    );
  });
});
