import { expect, it } from "vitest";
import { filesIn } from "./files.ts";

it("names of files are found in pictures and links, however they are written", () => {
  const text = [
    "![map](file:map%20%281%29.png) [text](file:a.pdf 'Title')",
    "<img src='file:old.jpg'> ![](<file:with space.png>) ![](file:схема.png)",
    "[broken](file:50%) profile: none",
  ].join("\n");
  expect([...filesIn(text)]).toEqual(["map (1).png", "a.pdf", "old.jpg", "with space.png", "схема.png", "50%"]);
});
