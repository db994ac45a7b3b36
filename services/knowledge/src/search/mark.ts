import { searchable } from "@platform/kit";

/** A piece of a text, and whether it is a word that was looked for. */
export interface Fragment {
  text: string;
  found: boolean;
}

// What a language may put behind a stem.
const longestEnding = 7;
const window = 220;

/** A text with the words of some stems marked. */
export function mark(text: string, stems: readonly string[]): Fragment[] {
  const fragments: Fragment[] = [];
  let done = 0;
  for (const { start, end } of findWords(text, stems)) {
    if (start > done) fragments.push({ text: text.slice(done, start), found: false });
    fragments.push({ text: text.slice(start, end), found: true });
    done = end;
  }
  if (done < text.length) fragments.push({ text: text.slice(done), found: false });
  return fragments;
}

/** The stretch of a long text that holds the most of some stems, marked; its beginning where it holds none. */
export function snippet(text: string, stems: readonly string[]): Fragment[] {
  const words = findWords(text, stems);
  let best = { kinds: 0, start: 0 };
  let tail = 0;
  for (let head = 0; head < words.length; head++) {
    const last = words[head] as FoundWord;
    while (last.end - (words[tail] as FoundWord).start > window) tail++;
    const kinds = new Set(words.slice(tail, head + 1).map(({ stem }) => stem)).size;
    if (kinds > best.kinds) best = { kinds, start: (words[tail] as FoundWord).start };
    if (kinds === stems.length) break;
  }
  const from = best.kinds === 0 ? 0 : wordBefore(text, best.start - 60);
  const until = wordAfter(text, from + window);
  const cut = mark(text.slice(from, until), stems);
  const dots = (yes: boolean): Fragment[] => (yes ? [{ text: "…", found: false }] : []);
  return [...dots(from > 0), ...cut, ...dots(until < text.length)];
}

interface FoundWord {
  start: number;
  end: number;
  stem: string;
}

const mostWords = 400;

function findWords(text: string, written: readonly string[]): FoundWord[] {
  // The English stemmer ends some stems in a letter that their words do not have: `canari` is that of `canary`.
  const stems = written.flatMap((stem) => (stem.endsWith("i") ? [stem, `${stem.slice(0, -1)}y`] : [stem]));
  const found: FoundWord[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    const word = searchable(match[0]);
    const stem = stems.find((each) => word.startsWith(each) && word.length <= each.length + longestEnding);
    if (stem === undefined) continue;
    found.push({ start: match.index, end: match.index + match[0].length, stem });
    if (found.length >= mostWords) break;
  }
  return found;
}

function wordBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.lastIndexOf(" ", at);
  return space < at - 40 ? at : space + 1;
}

function wordAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.indexOf(" ", at);
  return space < 0 || space > at + 40 ? at : space;
}
