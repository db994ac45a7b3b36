import { diffArrays, diffWordsWithSpace } from "diff";

/** A line of two texts, or a stretch of lines that they share. */
export interface DiffLine {
  kind: "SAME" | "ADDED" | "REMOVED" | "SKIPPED";
  /** The line in pieces; `changed` marks what differs within it. */
  parts: { text: string; changed: boolean }[];
  /** How many lines a stretch has. */
  skipped: number;
}

const around = 3;
// Steps that the search for the shortest difference may take; beyond, whole texts are shown as changed.
const mostSteps = 2000;
const longestLine = 2000;

/** How many lines came and went from one text to another. */
export function countLines(before: string, after: string): { added: number; removed: number } {
  const lines = compare(before, after);
  return {
    added: lines.reduce((sum, { added, count }) => sum + (added ? count : 0), 0),
    removed: lines.reduce((sum, { removed, count }) => sum + (removed ? count : 0), 0),
  };
}

/** What changed from one text to another, by line, and within lines that were rewritten by word. */
export function diffLines(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  const changes = compare(before, after);
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at];
    const next = changes[at + 1];
    if (!change) continue;
    if (change.removed && next?.added) {
      lines.push(...rewritten(change.value, next.value));
      at++;
    } else if (change.added || change.removed) {
      lines.push(...change.value.map((text) => whole(change.added ? "ADDED" : "REMOVED", text)));
    } else {
      lines.push(...folded(change.value, at === 0, at === changes.length - 1));
    }
  }
  return lines;
}

function compare(before: string, after: string) {
  const [from, to] = [toLines(before), toLines(after)];
  const found = diffArrays(from, to, { maxEditLength: mostSteps });
  if (found) return found;
  return [
    { value: from, removed: true, added: false, count: from.length },
    { value: to, removed: false, added: true, count: to.length },
  ];
}

function toLines(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

/** Lines in place of others: those that stand at the same place are compared by word. */
function rewritten(removed: string[], added: string[]): DiffLine[] {
  const gone: DiffLine[] = [];
  const come: DiffLine[] = [];
  for (let at = 0; at < Math.max(removed.length, added.length); at++) {
    const [from, to] = [removed[at], added[at]];
    const words =
      from !== undefined && to !== undefined && from.length + to.length < longestLine
        ? diffWordsWithSpace(from, to, { maxEditLength: 200 })
        : undefined;
    if (from !== undefined) gone.push(words ? inWords("REMOVED", words, "added") : whole("REMOVED", from));
    if (to !== undefined) come.push(words ? inWords("ADDED", words, "removed") : whole("ADDED", to));
  }
  return [...gone, ...come];
}

type Words = NonNullable<ReturnType<typeof diffWordsWithSpace>>;

function inWords(kind: "ADDED" | "REMOVED", words: Words, without: "added" | "removed"): DiffLine {
  const parts = words
    .filter((word) => !word[without])
    .map(({ value, added, removed }) => ({ text: value, changed: added || removed }));
  return { kind, parts, skipped: 0 };
}

function whole(kind: DiffLine["kind"], text: string): DiffLine {
  return { kind, parts: [{ text, changed: false }], skipped: 0 };
}

/** Lines that stayed: those next to a change, with a stretch for the rest. */
function folded(lines: string[], first: boolean, last: boolean): DiffLine[] {
  const head = first ? 0 : around;
  const tail = last ? 0 : around;
  const hidden = lines.length - head - tail;
  if (hidden <= around) return lines.map((text) => whole("SAME", text));
  return [
    ...lines.slice(0, head).map((text) => whole("SAME", text)),
    { kind: "SKIPPED", parts: [], skipped: hidden },
    ...lines.slice(lines.length - tail).map((text) => whole("SAME", text)),
  ];
}
