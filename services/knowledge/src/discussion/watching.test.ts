import { describe, expect, it } from "vitest";
import { type Watch, watchersOf } from "./watching.ts";

const lineage = ["top", "middle", "page"];
const says = (pageId: string, accountId: string, watching = true, withChildren = false): Watch => ({
  pageId,
  accountId,
  watching,
  withChildren,
});
const watchers = (...said: Watch[]) => [...watchersOf(lineage, "author", said)];

describe("a page", () => {
  it("is watched by who made it, until they stop", () => {
    expect(watchers()).toEqual(["author"]);
    expect(watchers(says("page", "author", false))).toEqual([]);
  });

  it("is watched by those who watch it, and those who watch one above with all below", () => {
    expect(watchers(says("page", "ann"), says("top", "ben", true, true), says("middle", "cy"))).toEqual([
      "author",
      "ben",
      "ann",
    ]);
  });

  it("is watched as the nearest word of each person says, in whichever order they were said", () => {
    const stops = [says("page", "ann", false), says("top", "ann", true, true)];
    expect(watchers(...stops)).toEqual(["author"]);
    const muted = [says("middle", "ann", false, true), says("top", "ann", true, true)];
    expect(watchers(...muted)).toEqual(["author"]);
    expect(watchers(...muted, says("page", "ann"))).toEqual(["author", "ann"]);
  });
});
