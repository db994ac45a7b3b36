import { describe, expect, it } from "vitest";
import { completeMention, showMentions, typedMention } from "./mentions.ts";

const vera = { accountId: "0193e3a4-0000-7000-8000-00000000000a", name: "Вера [dev]" };

describe("a mention", () => {
  it.each([
    ["Ask @ве", "ве"],
    ["@O'Ne", "O'Ne"],
    ["line\n@a", "a"],
    ["me@example", undefined],
    ["@", undefined],
    ["@vera ", undefined],
  ])("is being typed in %j as %j", (text, typed) => {
    expect(typedMention(text)).toBe(typed);
  });

  it("is completed at the end of the text, whatever the name holds", () => {
    expect(completeMention("@a, ask @ве", vera)).toBe(`@a, ask @[Вера dev](${vera.accountId}) `);
    expect(completeMention("nobody", vera)).toBe("nobody");
  });

  it("is shown as a link to the person, also without a name", () => {
    expect(showMentions(`Hi @[Вера](${vera.accountId})!`, "somebody")).toBe(`Hi [@Вера](/people/${vera.accountId})!`);
    expect(showMentions(`@[](${vera.accountId})`, "somebody")).toBe(`[@somebody](/people/${vera.accountId})`);
    expect(showMentions("@[x](javascript:alert)", "somebody")).toBe("@[x](javascript:alert)");
  });
});
