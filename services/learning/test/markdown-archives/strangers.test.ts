import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openFolder, withUpload } from "@platform/kit/archives";
import { describe, expect, it } from "vitest";
import { freePolicy } from "../../src/content.ts";
import { readSource } from "../../src/imports/read.ts";
import { folderOf, quiet, read } from "./archives.ts";

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

const logseq = join(import.meta.dirname, "../../../../../shared/data/logseq-docs.tar.gz");
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
