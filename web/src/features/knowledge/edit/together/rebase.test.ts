import { describe, expect, it } from "vitest";
import { rebase } from "./rebase.ts";

describe("what was typed in a document that is no more", () => {
  it("is put where it belongs in the one that took its place", () => {
    expect(rebase("one\ntwo", "one\ntwo\nmine", "zero\none\ntwo")).toBe("zero\none\ntwo\nmine");
    expect(rebase("one two", "one big two", "one two three")).toBe("one big two three");
    expect(rebase("same", "same", "theirs")).toBe("theirs");
    expect(rebase("same", "mine", "same")).toBe("mine");
  });

  it("is not lost where others changed the same words", () => {
    const merged = rebase("one two three", "one TWO three", "one 2 three");
    expect(merged).toContain("TWO");
    expect(merged).toContain("2");
  });
});
