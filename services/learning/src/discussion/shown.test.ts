import { describe, expect, it } from "vitest";
import { shown } from "./threads.ts";

const post = (markdown: string, more: { deleted?: boolean; hidden?: boolean } = {}) => ({
  markdown,
  deleted: false,
  hidden: false,
  ...more,
});

describe("what of a thread is seen", () => {
  const thread = [post("a", { hidden: true }), post("b"), post("", { deleted: true }), post("d", { hidden: true })];

  it("keeps the place of silent words above others, and none at the end", () => {
    expect(shown(thread, false).map(({ markdown }) => markdown)).toEqual(["", "b"]);
    expect(shown([post("a", { hidden: true })], false)).toEqual([]);
  });

  it("holds what is hidden for those who teach", () => {
    expect(shown(thread, true).map(({ markdown }) => markdown)).toEqual(["a", "b", "", "d"]);
  });
});
