import { describe, expect, it } from "vitest";
import { assetName, linkMarkdown, linkSource } from "./asset-links.ts";

const files: Record<string, string> = {
  "map.png": "/media/1",
  "my map.png": "/media/2",
  "plan(1).png": "/media/3",
  "карта.png": "/media/4",
};
const find = (name: string) => files[name];

describe("the files that Markdown names", () => {
  it.each([
    ["![a map](asset:map.png)", "![a map](/media/1)"],
    ['![a map](asset:map.png "Title")', '![a map](/media/1 "Title")'],
    ["![a map](<asset:my map.png>)", "![a map](/media/2)"],
    ["![a map](asset:my%20map.png)", "![a map](/media/2)"],
    ["![a plan](asset:plan(1).png) and more", "![a plan](/media/3) and more"],
    ["[карта](asset:карта.png)", "[карта](/media/4)"],
    ["[карта](asset:%D0%BA%D0%B0%D1%80%D1%82%D0%B0.png)", "[карта](/media/4)"],
    ["[m]: asset:map.png\n\n![x][m]", "[m]: /media/1\n\n![x][m]"],
    ['<img src="asset:map.png">', '<img src="/media/1">'],
    ["(asset:map.png), asset:map.png.", "(/media/1), /media/1."],
  ])("are linked: %s", (markdown, linked) => {
    expect(linkMarkdown(markdown, find)).toBe(linked);
  });

  it.each(["![gone](asset:gone.png)", "`asset:map.png`", "```\nasset:map.png\n```", "$asset:map.png$", "no files"])(
    "stay as they are: %s",
    (markdown) => {
      expect(linkMarkdown(markdown, find)).toBe(markdown);
    },
  );
});

describe("the file that a source names", () => {
  it("is linked where the course has it", () => {
    expect(linkSource("asset:my%20map.png", find)).toBe("/media/2");
    expect(linkSource("asset:gone.png", find)).toBe("asset:gone.png");
    expect(linkSource("https://example.org/a.mp4", find)).toBe("https://example.org/a.mp4");
  });

  it("has a name after the colon alone", () => {
    expect(assetName("asset:a%20b")).toBe("a b");
    expect(assetName("asset:100%")).toBe("100%");
    expect(assetName("youtube:abc")).toBeUndefined();
  });
});
