import { describe, expect, it } from "vitest";
import { cutGift } from "./cut.ts";
import { readGift } from "./read.ts";

const texts = (file: string) => cutGift(file).map(({ text, line }) => [line, text]);

describe("a GIFT file", () => {
  it("is cut at blank lines, but not inside an answer", () => {
    expect(texts("\ufeffone {T}\r\n\r\ntwo {\r\n\r\n=a\r\n}\r\n\r\n\r\nthree")).toEqual([
      [1, "one {T}"],
      [3, "two {\n\n=a\n}".replace("\n\n", "\n\n")],
      [9, "three"],
    ]);
  });

  it("loses comments, and one question where a brace is not closed", () => {
    expect(texts("// c\nbroken {=a\n\nnext {T}\n// d\n\n// only")).toEqual([
      [2, "broken {=a"],
      [4, "next {T}"],
    ]);
    expect(texts("a \\{ b\n\nc")).toEqual([
      [1, "a \\{ b"],
      [3, "c"],
    ]);
  });

  it.each([
    ["braces", `ok {T}\n\n${"{".repeat(50_000)}`],
    ["backslashes", `ok {T}\n\n${"\\".repeat(99_999)}`],
    ["open braces in many pieces", `ok {T}\n\n${"x {\n\n".repeat(20_000)}`],
    ["a long line", `ok {T}\n\n${"~a ".repeat(1_000_000)}`],
    ["tags", `ok {T}\n\n[html]${"<b>".repeat(20_000)} {T}`],
  ])("of %s is read in little time", (_what, file) => {
    const start = performance.now();
    expect(readGift(file).questions.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
