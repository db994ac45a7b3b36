import { describe, expect, it } from "vitest";
import { forgetName, mentionedIn } from "./mentions.ts";

const ada = "0193e3a4-0000-7000-8000-00000000000a";
const bob = "0193e3a4-0000-7000-8000-00000000000b";

describe("mentions", () => {
  it("are found once each, in their order, and not in code or behind a backslash", () => {
    expect(mentionedIn(`@[Bob](${bob}) and @[Ада](${ada.toUpperCase()}), @[Bob](${bob})`)).toEqual([bob, ada]);
    expect(mentionedIn(`\`@[Bob](${bob})\`\n\`\`\`\n@[Bob](${bob})\n\`\`\`\n\\@[Bob](${bob})`)).toEqual([]);
    expect(mentionedIn("@[Bob](javascript:alert(1)) @[Bob]() @Bob")).toEqual([]);
  });

  it("are at most twenty, however many somebody writes", () => {
    const many = Array.from({ length: 500 }, (_, at) => `@[x](${ada.slice(0, -3)}${String(at).padStart(3, "0")})`);
    expect(mentionedIn(many.join(" "))).toHaveLength(20);
  });

  it("lose the name of one person, and keep all else", () => {
    expect(forgetName(`@[Ada](${ada}), see @[Bob](${bob})`, ada)).toBe(`@[](${ada}), see @[Bob](${bob})`);
  });

  it("cost little in a text that almost holds many", () => {
    const start = performance.now();
    expect(mentionedIn("@[".repeat(10_000))).toEqual([]);
    expect(mentionedIn(`@[${"a".repeat(200)}`.repeat(100))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
