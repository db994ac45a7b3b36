import { common, createLowlight } from "lowlight";
import { describe, expect, it } from "vitest";
import { colouredParts } from "./coloured-parts.ts";

const highlighter = createLowlight(common);
const shown = (language: string, code: string) =>
  colouredParts(highlighter, language, code).map(({ from, to, className }) => `${code.slice(from, to)}=${className}`);

describe("the coloured parts of code", () => {
  it("stand where their words stand, inner ones within outer ones", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code of the example.
    const code = 'const a = "ё";\nreturn `x${1}`;';
    expect(shown("ts", code)).toEqual([
      "const=hljs-keyword",
      '"ё"=hljs-string',
      "return=hljs-keyword",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a part of the example.
      "`x${1}`=hljs-string",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a part of the example.
      "${1}=hljs-subst",
      "1=hljs-number",
    ]);
  });

  it("are none in a language that is not known, and in no code", () => {
    expect(shown("klingon", "a = 1")).toEqual([]);
    expect(shown("", "a = 1")).toEqual([]);
    expect(shown("ts", "")).toEqual([]);
  });
});
