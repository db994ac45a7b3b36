import { diffArrays } from "diff";
import * as Y from "yjs";

/** The one text of a document, as the contract names it. */
export const textName = "markdown";

/** A document's changes: one for all up to some point, and those since. */
export type Changes = readonly Uint8Array[];

/** A text as editors hold it: a line ends in one way, or places in it would mean another thing to each. */
export function withPlainEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** A document that says something. */
export function beginText(text: string): { state: Uint8Array; vector: Uint8Array } {
  const doc = new Y.Doc();
  doc.getText(textName).insert(0, withPlainEnds(text));
  return { state: Y.encodeStateAsUpdate(doc), vector: Y.encodeStateVector(doc) };
}

/** What a document says. */
export function readText(changes: Changes): string {
  return open(changes).getText(textName).toString();
}

/** All changes as one, without what was deleted since. */
export function compactChanges(changes: Changes): Uint8Array {
  return Y.encodeStateAsUpdate(open(changes));
}

/** The changes that somebody lacks who has what a state vector names; all of them, where none is given. */
export function changesSince(changes: Changes, vector: Uint8Array | undefined): Uint8Array {
  return Y.encodeStateAsUpdate(open(changes), vector);
}

/** The change that makes a document say something else, and what is there then; undefined where it says so already. */
export function changeText(changes: Changes, text: string): { data: Uint8Array; vector: Uint8Array } | undefined {
  const doc = open(changes);
  const before = Y.encodeStateVector(doc);
  const shared = doc.getText(textName);
  const wanted = withPlainEnds(text);
  if (shared.toString() === wanted) return undefined;
  const edits = editsBetween(shared.toString(), wanted);
  doc.transact(() => {
    // From the end, so that the places before stay what they are.
    for (const { from, to, insert } of edits.reverse()) {
      shared.delete(from, to - from);
      shared.insert(from, insert);
    }
  });
  return { data: Y.encodeStateAsUpdate(doc, before), vector: Y.encodeStateVector(doc) };
}

function open(changes: Changes): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const change of changes) Y.applyUpdate(doc, change);
  });
  return doc;
}

interface Edit {
  from: number;
  to: number;
  insert: string;
}

const mostSteps = 2000;

/** What to put in place of what, so that one text becomes another: few characters of those that both have. */
export function editsBetween(before: string, after: string): Edit[] {
  const lines = (text: string) => text.split(/(?<=\n)/);
  const parts = diffArrays(lines(before), lines(after), { maxEditLength: mostSteps });
  if (!parts) return [narrow(before, 0, before, after)];
  const edits: Edit[] = [];
  let at = 0;
  let gone = "";
  let come = "";
  const close = () => {
    if (gone !== come) edits.push(narrow(before, at - gone.length, gone, come));
    gone = come = "";
  };
  for (const { added, removed, value } of parts) {
    const text = value.join("");
    if (added) come += text;
    else if (removed) gone += text;
    else close();
    if (!added) at += text.length;
  }
  close();
  return edits;
}

/** One replacement without what its two texts begin and end with alike. */
function narrow(whole: string, at: number, gone: string, come: string): Edit {
  const shorter = Math.min(gone.length, come.length);
  let head = 0;
  while (head < shorter && gone[head] === come[head]) head++;
  let tail = 0;
  while (tail < shorter - head && gone.at(-1 - tail) === come.at(-1 - tail)) tail++;
  // Between the two halves of one character nothing may be put.
  if (isLow(whole, at + head)) head--;
  if (isLow(whole, at + gone.length - tail)) tail--;
  return { from: at + head, to: at + gone.length - tail, insert: come.slice(head, come.length - tail) };
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
