import { describe, expect, it } from "vitest";
import { anchorsOf } from "./headings.ts";
import { foldName, renameLinks, wikiLinks } from "./links.ts";
import { plainText } from "./plain.ts";

const targets = (markdown: string) => wikiLinks(markdown).map(({ target, words }) => [target, words]);

describe("the wiki links of a text", () => {
  it("are found with headings, words and the text around them", () => {
    expect(targets("See [[First steps]], [[Сборка#Шаг 1|как собрать]] and [[ Spaced |x]].")).toEqual([
      ["First steps", ""],
      ["Сборка#Шаг 1", "как собрать"],
      ["Spaced", "x"],
    ]);
    const [link] = wikiLinks("# Title\n\nRead **this** [[Page|here]] first.");
    expect(link?.context).toBe("Read this here first.");
  });

  it("are none in code, nor behind a backslash", () => {
    expect(targets("`[[a]]` ``[[b]] ` `` \\[[c]] [[d]]")).toEqual([["d", ""]]);
    expect(targets("```\n[[a]]\n```\n~~~md\n```\n[[b]]\n~~~\n[[c]]")).toEqual([["c", ""]]);
    expect(targets("```js `x`\n[[a]]")).toEqual([["a", ""]]);
    expect(targets("[[]] [[ ]] [[a\nb]] [[|x]] [a] [[b]")).toEqual([]);
  });

  it("follow a page to its new name, and nothing else changes", () => {
    const text = "[[Old]] [[old#H|w]] `[[Old]]` [[Older]] Old\n```\n[[Old]]\n```\n[[ОЛД]]";
    expect(renameLinks(text, "OLD", "New")).toBe(
      "[[New]] [[New#H|w]] `[[Old]]` [[Older]] Old\n```\n[[Old]]\n```\n[[ОЛД]]",
    );
  });

  it("know a name however it is written", () => {
    expect(foldName("  Ёлка_и  ДОМ ")).toBe("елка и дом");
  });

  it.each([
    ["brackets", "[[".repeat(500_000)],
    ["backticks", `${"`".repeat(300_000)} [[a]]`],
    ["backticks apart", "` ".repeat(300_000)],
    ["runs of many lengths", Array.from({ length: 1400 }, (_, at) => "`".repeat(at)).join(" ")],
    ["links", "[[a]] ".repeat(160_000)],
    ["one long line of words", "word ".repeat(200_000)],
    ["angle brackets", "<".repeat(1_000_000)],
    ["brackets and parentheses", "[a](".repeat(250_000)],
  ])("of a megabyte of %s are found in little time", (_what, text) => {
    const start = performance.now();
    wikiLinks(text);
    plainText(text);
    anchorsOf(text);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

describe("a text without its marks", () => {
  it("keeps the words alone", () => {
    const text =
      "# Title\n\n> [!NOTE]\n> Read [this](https://x.y 'z') and [[Page|that]] now\n\n| a | b |\n|---|---|\n- [x] **done**";
    expect(plainText(text)).toBe("Title Read this and that now a b done");
  });

  it("has the headings' ids as pages have them", () => {
    expect(anchorsOf("# One\n## Шаг 1: Сборка\n# One\n```\n# no\n```\n#no\n### **Bold** `code` #")).toEqual([
      "one",
      "шаг-1-сборка",
      "one-1",
      "bold-code",
    ]);
  });
});
