import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { checkUpdate } from "./check.ts";
import { textName } from "./text.ts";

const empty = Y.encodeStateVector(new Y.Doc());

/** What a change of a new document is, as it is pushed. */
function updateOf(change: (doc: Y.Doc) => void, doc = new Y.Doc()): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

const typing = (words: string) => updateOf((doc) => doc.getText(textName).insert(0, words));

describe("an update", () => {
  it("of the text is taken, with how much it brings and what is there then", () => {
    const doc = new Y.Doc();
    const update = updateOf(() => doc.getText(textName).insert(0, "да!"), doc);
    expect(checkUpdate(update, empty)).toEqual({ vector: Y.encodeStateVector(doc), typed: 5, changes: true });
  });

  it("that deletes is taken, and brings nothing", () => {
    const doc = new Y.Doc();
    doc.getText(textName).insert(0, "word");
    const vector = Y.encodeStateVector(doc);
    const update = updateOf(() => doc.getText(textName).delete(1, 2), doc);
    expect(checkUpdate(update, vector)).toEqual({ vector, typed: 0, changes: true });
  });

  it("that is known already changes nothing", () => {
    const doc = new Y.Doc();
    const update = updateOf(() => doc.getText(textName).insert(0, "word"), doc);
    expect(checkUpdate(update, Y.encodeStateVector(doc))).toMatchObject({ typed: 0, changes: false });
  });

  it.each<[string, Uint8Array]>([
    ["bytes of anything", new Uint8Array([1, 2, 3, 4, 5, 255, 255, 255, 255])],
    ["nothing", new Uint8Array()],
    ["an update that is cut off", typing("some words").slice(0, -4)],
    ["counts past all bounds", new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127, 1])],
    ["a text of another name", updateOf((doc) => doc.getText("title").insert(0, "x"))],
    ["a map", updateOf((doc) => doc.getMap("map").set("key", "value"))],
    ["an array", updateOf((doc) => doc.getArray(textName).insert(0, [1, 2]))],
    ["a format", updateOf((doc) => doc.getText(textName).insert(0, "bold", { bold: true }))],
    ["something embedded", updateOf((doc) => doc.getText(textName).insertEmbed(0, { image: "x" }))],
    ["a document in the document", updateOf((doc) => doc.getMap(textName).set("doc", new Y.Doc()))],
    ["a carriage return", typing("one\r\ntwo")],
    ["writers by the hundred", Y.mergeUpdates(Array.from({ length: 101 }, () => typing("x")))],
  ])("of %s is none", (_what, update) => {
    expect(checkUpdate(update, empty)).toBe("INVALID");
  });

  it("of what the document does not have is incomplete", () => {
    const doc = new Y.Doc();
    const text = doc.getText(textName);
    text.insert(0, "one");
    const second = updateOf(() => text.insert(3, " two"), doc);
    expect(checkUpdate(second, empty)).toBe("INCOMPLETE");
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const after = updateOf(() => other.getText(textName).insert(1, "x"), other);
    expect(checkUpdate(after, empty)).toBe("INCOMPLETE");
    const deleting = updateOf(() => text.delete(0, 1), doc);
    expect(checkUpdate(deleting, empty)).toBe("INCOMPLETE");
  });
});
