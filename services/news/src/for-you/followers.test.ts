import { describe, expect, it } from "vitest";
import { eachOnce } from "./followers.ts";

const author = (authorName: string, ...recipientIds: string[]) => ({ authorName, tagName: "", recipientIds });
const tag = (tagName: string, ...recipientIds: string[]) => ({ authorName: "", tagName, recipientIds });

describe("those who wait for an article", () => {
  it("are told once, of the author before the tag, and its authors not at all", () => {
    const followers = [author("Anna", "x", "y", "boris"), author("Boris", "y", "anna"), tag("Masts", "x", "z", "anna")];
    expect(eachOnce(followers, ["anna", "boris"], 10)).toEqual([author("Anna", "x", "y"), tag("Masts", "z")]);
  });

  it("are told in pieces where they are many, and not where nothing has a name", () => {
    expect(eachOnce([author("Anna", "a", "b", "c", "d", "e")], [], 2).map(({ recipientIds }) => recipientIds)).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e"],
    ]);
    expect(eachOnce([author("", "a"), tag("T", "a")], [], 2)).toEqual([tag("T", "a")]);
    expect(eachOnce([], [], 2)).toEqual([]);
  });
});
