import { describe, expect, it } from "vitest";
import { countLines, diffLines } from "./lines.ts";

const written = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, parts, skipped }) => {
    const text = parts.map((part) => (part.changed ? `{${part.text}}` : part.text)).join("");
    return kind === "SKIPPED" ? `… ${skipped}` : `${{ SAME: " ", ADDED: "+", REMOVED: "-" }[kind]}${text}`;
  });

describe("what changed between two texts", () => {
  it("is told by line, and within a line by word", () => {
    expect(written("one\nthe old word\nthree", "one\nthe new word\nthree\nfour")).toEqual([
      " one",
      "-the {old} word",
      "+the {new} word",
      " three",
      "+four",
    ]);
  });

  it("folds what stayed, but for the lines around a change", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    expect(written(lines.join("\n"), lines.with(10, "changed").join("\n"))).toEqual([
      "… 7",
      " line 7",
      " line 8",
      " line 9",
      "-{line 10}",
      "+{changed}",
      " line 11",
      " line 12",
      " line 13",
      "… 6",
    ]);
  });

  it("from nothing is all of it, and to the same is nothing", () => {
    expect(written("", "a\nb")).toEqual(["+a", "+b"]);
    expect(written("a", "a")).toEqual([" a"]);
    expect(countLines("a\nb\nc", "a\nx\nc\nd")).toEqual({ added: 2, removed: 1 });
    expect(countLines("", "")).toEqual({ added: 0, removed: 0 });
  });

  it.each([
    ["lines", Array.from({ length: 50_000 }, (_, at) => `a${at}`).join("\n"), "b\n".repeat(50_000)],
    ["words", "a b ".repeat(100_000), "b c ".repeat(100_000)],
    ["lines that repeat", "x\ny\n".repeat(100_000), "y\nx\n".repeat(100_000)],
  ])("of hostile %s is told in little time", (_what, before, after) => {
    const start = performance.now();
    expect(diffLines(before, after).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
