import { describe, expect, it } from "vitest";
import { latin } from "./latin.ts";

describe("a name in Latin letters", () => {
  it("is the same from either spelling", () => {
    expect(latin("Фёдор Щукин")).toBe(latin("Fedor Shchukin"));
    expect(latin("Юлия")).toBe("yuliya");
  });

  it("has no accents, no capitals, no needless white space", () => {
    expect(latin("  José   Ångström ")).toBe("jose angstrom");
  });
});
