import { uuid7 } from "@platform/kit";
import { describe, expect, it } from "vitest";
import type { Block } from "../../src/content.ts";
import { roundTrip, written } from "./archives.ts";
import { assets, choices, course, everyKind, question, text, tricky } from "./whole-course.ts";

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
