import { describe, expect, it } from "vitest";
import { foldText, readNumber } from "./typed.ts";

describe("a typed number", () => {
  it.each([
    ["42", 42],
    [" 42 ", 42],
    ["+3.5", 3.5],
    ["3,5", 3.5],
    ["1 234,5", 1234.5],
    ["1\u00a0234\u202f567", 1234567],
    ["1'000", 1000],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["−7", -7],
    ["–0,25", -0.25],
    ["—1", -1],
    ["1e3", 1000],
    ["1,5E−3", 0.0015],
    ["6,02·10^23", 6.02e23],
    ["2×10^-2", 0.02],
    [".5", 0.5],
    ["5.", 5],
  ])("%j is %d", (typed, number) => {
    expect(readNumber(typed)).toBeCloseTo(number, 12);
  });

  it.each(["", "-", "five", "5 kg", "1.2.3", "1,2,3", "0x10", "Infinity", "NaN", "1e", "1e999", "--1", "1/2"])(
    "%j is none",
    (typed) => {
      expect(readNumber(typed)).toBeUndefined();
    },
  );
});

describe("a typed text", () => {
  it("is compared without case, outer and repeated white space, yo, and the form of its letters", () => {
    expect(foldText("  Ёлка \t и\u00a0 ЁЖ ")).toBe("елка и еж");
    expect(foldText("е\u0308лка")).toBe("елка");
    expect(foldText("ＡＢＣ ﬁ")).toBe("abc fi");
    expect(foldText("cafe\u0301")).toBe(foldText("Café"));
    expect(foldText("и")).not.toBe(foldText("й"));
  });
});
