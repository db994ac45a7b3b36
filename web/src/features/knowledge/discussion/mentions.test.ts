import { describe, expect, it } from "vitest";
import { completeMention, readMentions, showMentions, typedMention, writeMentions } from "./mentions.ts";

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

  it("is completed to the name at the end of the text, and written with the person", () => {
    const typed = completeMention({ text: "@a, ask @ве", people: [] }, vera);
    expect(typed).toEqual({ text: "@a, ask @Вера dev ", people: [{ ...vera, name: "Вера dev" }] });
    expect(writeMentions(typed)).toBe(`@a, ask @[Вера dev](${vera.accountId}) `);
    expect(completeMention({ text: "nobody", people: [] }, vera).text).toBe("nobody");
  });

  it("keeps people of one name apart, and a name from one that begins alike", () => {
    const [ann, anna, other] = ["a", "b", "c"].map((at) => `0193e3a4-0000-7000-8000-00000000000${at}`) as [
      string,
      string,
      string,
    ];
    const first = completeMention({ text: "@A", people: [] }, { accountId: ann, name: "Ann" });
    const both = completeMention({ ...first, text: `${first.text}@A` }, { accountId: anna, name: "Ann B" });
    const third = completeMention({ ...both, text: `${both.text}@A` }, { accountId: other, name: "Ann" });
    expect(third.text).toBe(`@Ann @Ann B @[Ann](${other}) `);
    expect(writeMentions(third)).toBe(`@[Ann](${ann}) @[Ann B](${anna}) @[Ann](${other}) `);
    expect(writeMentions({ ...first, text: "@Anna, me@Ann and \\@Ann" })).toBe("@Anna, me@Ann and \\@Ann");
  });

  it("is read as a name by whoever changes the comment, and written as it was", () => {
    const [one, two] = ["a", "b"].map((at) => `0193e3a4-0000-7000-8000-00000000000${at}`);
    const markdown = `@[О. (Ия)](${one}): @[О. (Ия)](${two}), @[](${two}) @[О. (Ия)](${one})`;
    const typed = readMentions(markdown);
    expect(typed.text).toBe(`@О. (Ия): @[О. (Ия)](${two}), @[](${two}) @О. (Ия)`);
    expect(writeMentions(typed)).toBe(markdown);
  });

  it("is shown as a link to the person, also without a name", () => {
    expect(showMentions(`Hi @[Вера](${vera.accountId})!`, "somebody")).toBe(`Hi [@Вера](/people/${vera.accountId})!`);
    expect(showMentions(`@[](${vera.accountId})`, "somebody")).toBe(`[@somebody](/people/${vera.accountId})`);
    expect(showMentions("@[x](javascript:alert)", "somebody")).toBe("@[x](javascript:alert)");
  });
});
