import { proseLines } from "./prose.ts";

/** A wiki link as it is written: `[[name#anchor|words]]`. */
export interface WikiLink {
  /** `name` or `name#anchor`. */
  target: string;
  /** The page's title or alias. */
  name: string;
  /** The heading; empty for none. */
  anchor: string;
  /** What is shown instead of the target; empty for none. */
  words: string;
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
  /** The words around it, plain, at most 200 characters. */
  context: string;
}

const pattern = /\[\[([^[\]|#\n]{1,200})(?:#([^[\]|\n]{1,200}))?(?:\|([^[\]\n]{1,400}))?\]\]/g;
const mostLinks = 2000;

/** The wiki links of a text, in their order; those in code are none. At most 2,000. */
export function wikiLinks(markdown: string): WikiLink[] {
  const links: WikiLink[] = [];
  if (!markdown.includes("[[")) return links;
  for (const { text, bare, at } of proseLines(markdown)) {
    for (const match of bare.matchAll(pattern)) {
      if (text[match.index - 1] === "\\" || links.length >= mostLinks) continue;
      const [whole, name = "", anchor = "", words = ""] = match;
      if (name.trim() === "") continue;
      links.push({
        target: anchor ? `${name.trim()}#${anchor.trim()}` : name.trim(),
        name: name.trim(),
        anchor: anchor.trim(),
        words: words.trim(),
        start: at + match.index,
        end: at + match.index + whole.length,
        context: contextOf(text, match.index, whole.length),
      });
    }
  }
  return links;
}

/** The text with every link to a page of one name leading to its new one; words and headings stay. */
export function renameLinks(markdown: string, from: string, to: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { name, anchor, words, start, end } of wikiLinks(markdown)) {
    if (foldName(name) !== foldName(from)) continue;
    parts.push(markdown.slice(done, start), `[[${to}${anchor && `#${anchor}`}${words && `|${words}`}]]`);
    done = end;
  }
  return parts.join("") + markdown.slice(done);
}

/** Whether a title can stand in a wiki link as it is. */
export function isLinkable(title: string): boolean {
  return !/[[\]|#\n]/.test(title);
}

/** A title or alias as links are compared: without regard to case, white space, yo, and how Unicode spells a letter. */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[\s_]+/g, " ")
    .trim();
}

const reach = 90;

function contextOf(line: string, at: number, length: number): string {
  const around = line.slice(Math.max(0, at - reach), at + length + reach);
  return plainLine(around).slice(0, 200).trim();
}

/** A line of Markdown as plain words. */
export function plainLine(line: string): string {
  return line
    .replace(/\[\[(?:[^[\]|\n]*\|)?([^[\]|\n]*)\]\]/g, "$1")
    .replace(/!?\[([^[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)/g, "$1")
    .replace(/^\s*(?:#{1,6}\s+|>\s?(?:\[![A-Z]+\])?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)/, "")
    .replace(/[*_~`|]+/g, " ")
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
