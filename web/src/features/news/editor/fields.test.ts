import { describe, expect, it } from "vitest";
import { changedPaths, type Fields, wrongFields } from "./fields.ts";

const form: Fields = {
  title: "A",
  slug: "a",
  summary: "",
  markdown: "",
  tags: ["x"],
  authorIds: ["1"],
  seriesId: "",
  seoTitle: "",
  seoDescription: "",
  canonicalUrl: "",
  featured: false,
  commentsOpen: true,
  newsletter: false,
};

describe("the form of an article", () => {
  it("names what was changed as the contract does", () => {
    expect(changedPaths(form, { ...form, tags: ["x"] })).toEqual([]);
    expect(changedPaths(form, { ...form, tags: ["x", "y"], authorIds: [], commentsOpen: false })).toEqual([
      "tags",
      "author_ids",
      "comments_open",
    ]);
  });

  it("holds back what the service would not take", () => {
    expect(wrongFields(form)).toEqual([]);
    expect(wrongFields({ ...form, slug: "первый-2", canonicalUrl: "https://x.y/z" })).toEqual([]);
    expect(wrongFields({ ...form, title: " ", slug: "A b", canonicalUrl: "x.y" })).toEqual([
      "title",
      "slug",
      "canonicalUrl",
    ]);
    expect(wrongFields({ ...form, slug: "a--b" })).toEqual(["slug"]);
  });
});
