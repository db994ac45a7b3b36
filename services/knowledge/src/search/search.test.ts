import { describe, expect, it } from "vitest";
import { mark, snippet } from "./mark.ts";
import { latin, wordsOf } from "./text.ts";
import { distance } from "./words.ts";

const shown = (fragments: { text: string; found: boolean }[]) =>
  fragments.map(({ text, found }) => (found ? `<${text}>` : text)).join("");

describe("the words that were found", () => {
  it("are marked in any form, in the case in which they stand", () => {
    expect(shown(mark("Страницы и Страница, не страна", ["страниц"]))).toBe("<Страницы> и <Страница>, не страна");
    expect(shown(mark("Ёлка, ёлки", ["елк"]))).toBe("<Ёлка>, <ёлки>");
    expect(shown(mark("nothing here", ["страниц"]))).toBe("nothing here");
  });

  it("are quoted from where most of them stand together", () => {
    const text = `${"слово ".repeat(200)}первое ${"слово ".repeat(200)}Первое и второе рядом ${"слово ".repeat(200)}`;
    const quoted = shown(snippet(text, ["перв", "втор"]));
    expect(quoted).toContain("<Первое> и <второе> рядом");
    expect(quoted.startsWith("…слово")).toBe(true);
    expect(quoted.length).toBeLessThan(320);
    expect(shown(snippet("short text", ["x"]))).toBe("short text");
  });
});

describe("typing errors", () => {
  it("are counted by letters that were changed, left out, put in or swapped", () => {
    expect(distance("page", "page")).toBe(0);
    expect(distance("page", "pgae")).toBe(1);
    expect(distance("stranica", "stranitsa")).toBe(2);
    expect(distance("", "abc")).toBe(3);
  });

  it("are looked for among words of letters", () => {
    expect(wordsOf("Ёлка: 2024 год, a b, don't e-mail C++ иной")).toEqual(["елка", "don't", "e-mail", "иной"]);
    expect(latin("щука")).toBe("shchuka");
  });
});
