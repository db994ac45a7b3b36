import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { beginText, changeText, compactChanges, editsBetween, readText, textName } from "./text.ts";

/** A text after edits, made from its end on. */
function edited(before: string, after: string): string {
  let text = before;
  for (const { from, to, insert } of editsBetween(before, after).reverse()) {
    text = text.slice(0, from) + insert + text.slice(to);
  }
  return text;
}

describe("a document", () => {
  it("says what it began with, its lines ended in one way", () => {
    expect(readText([beginText("one\r\ntwo\rthree").state])).toBe("one\ntwo\nthree");
  });

  it("comes to say something else without touching what both say", () => {
    const { state } = beginText("one\ntwo\nthree\n");
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const caret = Y.createRelativePositionFromTypeIndex(doc.getText(textName), 10);
    const changed = changeText([state], "zero\none\ntwo\nfour three\n");
    if (!changed) throw new Error("nothing changed");
    Y.applyUpdate(doc, changed.data);
    expect(doc.getText(textName).toString()).toBe("zero\none\ntwo\nfour three\n");
    expect(Y.createAbsolutePositionFromRelativePosition(caret, doc)?.index).toBe(20);
    expect(changeText([state, changed.data], "zero\none\ntwo\nfour three\n")).toBeUndefined();
  });

  it("says the same when its changes were made one", () => {
    const { state } = beginText("one\ntwo\n");
    const changed = changeText([state], "two\nthree\n");
    if (!changed) throw new Error("nothing changed");
    expect(readText([compactChanges([state, changed.data])])).toBe("two\nthree\n");
  });
});

describe("edits", () => {
  it.each([
    ["", "new"],
    ["old", ""],
    ["one\ntwo\nthree", "one\n2\nthree"],
    ["a\nb\nc\n", "c\nb\na\n"],
    ["same", "same"],
    ["🌊 and 🌋", "🌋 and 🌊"],
    ["aaaa", "aa"],
  ])("make of %j %j", (before, after) => {
    expect(edited(before, after)).toBe(after);
  });

  it("never cut a character in two", () => {
    expect(editsBetween("🌊", "🌋")).toEqual([{ from: 0, to: 2, insert: "🌋" }]);
  });
});
