import type { Definition, Html, Image, Link, Nodes } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

/** What to put in place of an address: another one, or the words of its link alone; undefined leaves it as it is. */
export type Relink = (address: string) => { address: string } | { words: true } | undefined;

type Range = [start: number, end: number];

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Changes addresses in Markdown and not a character besides; what stands in code is no address. Links between
 * notes, `[[Page]]` and `[[Page|words]]`, become their words where `onNote` is given, which is told of it.
 */
export function relink(markdown: string, change: Relink, onNote?: () => void): string {
  const notes = onNote !== undefined && markdown.includes("[[");
  if (!notes && !/\]\(|\]:|<img/i.test(markdown)) return markdown;
  const edits: Edit[] = [];
  const verbatim: Range[] = [];
  const walk = (node: Nodes) => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === "link" || node.type === "image" || node.type === "definition") {
      const edit = editOf(markdown, node, change);
      if (edit) edits.push(edit);
      // The words of a link that goes hold nothing that must be changed on its own.
      if (edit && node.type === "link" && edit.start === start) return;
    }
    if (node.type === "html") edits.push(...imagesOf(node, change));
    if (isVerbatim(node)) verbatim.push([start, node.position?.end.offset ?? start]);
    if ("children" in node) for (const child of node.children) walk(child);
  };
  walk(parser.parse(markdown));
  if (notes) {
    const taken = [...verbatim, ...edits.map(({ start, end }): Range => [start, end])];
    const found = notesIn(markdown, taken);
    if (found.length > 0) onNote();
    edits.push(...found);
  }
  return applied(markdown, edits);
}

function isVerbatim({ type }: Nodes): boolean {
  return type === "code" || type === "inlineCode" || type === "math" || type === "inlineMath";
}

/** The links between notes outside the ranges that are taken. */
function notesIn(markdown: string, taken: Range[]): Edit[] {
  const found = [...markdown.matchAll(/\[\[([^[\]\n|]+)(?:\|([^[\]\n]+))?\]\]/g)];
  return found
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[2] ?? (match[1] as string),
    }))
    .filter(({ start, end }) => !taken.some(([from, to]) => start < to && end > from));
}

const destination = /\]\(\s*(<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))+)/y;
const imageHead = /!\[(?:\\.|[^[\]\\]|\[(?:\\.|[^[\]\\])*\])*/y;
const definitionHead = /\[(?:\\.|[^[\]\\])+\]:\s*/y;

function editOf(markdown: string, node: Link | Image | Definition, change: Relink): Edit | undefined {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const made = change(node.url);
  if (!made) return undefined;
  if ("words" in made) {
    if (node.type === "definition") return undefined;
    const children = node.type === "link" ? node.children : [];
    const [from, to] = [children[0]?.position?.start.offset, children.at(-1)?.position?.end.offset];
    const words = from === undefined || to === undefined ? "" : markdown.slice(from, to);
    return { start, end, text: node.type === "image" ? (node.alt ?? "") : words };
  }
  const at = addressAt(markdown, node, start);
  return at && { ...at, text: made.address };
}

/** Where in the text the address of a node stands. */
function addressAt(markdown: string, node: Link | Image | Definition, start: number) {
  let from = start;
  if (node.type === "link") from = node.children.at(-1)?.position?.end.offset ?? start + 1;
  if (node.type === "image") from = after(imageHead, markdown, start);
  if (node.type === "definition") {
    const begin = after(definitionHead, markdown, start);
    const length = /^(<[^<>\n]*>|\S+)/.exec(markdown.slice(begin, begin + 4000))?.[0].length;
    return begin === start || !length ? undefined : { start: begin, end: begin + length };
  }
  destination.lastIndex = from;
  const found = destination.exec(markdown);
  if (!found?.[1]) return undefined;
  const end = from + found[0].length;
  return { start: end - found[1].length, end };
}

function after(shape: RegExp, text: string, at: number): number {
  shape.lastIndex = at;
  return shape.test(text) ? shape.lastIndex : at;
}

/** Images written in HTML become Markdown, which alone is shown. */
function imagesOf(node: Html, change: Relink): Edit[] {
  const begin = node.position?.start.offset ?? 0;
  return [...node.value.matchAll(/<img\s[^<>]*?\bsrc\s*=\s*["']([^"'<>]+)["'][^<>]*>/gi)].flatMap((match) => {
    const made = change(match[1] as string);
    if (!made || !("address" in made)) return [];
    const alt = /\balt\s*=\s*["']([^"'<>]*)["']/i.exec(match[0])?.[1] ?? "";
    const start = begin + match.index;
    return [{ start, end: start + match[0].length, text: `![${alt.replace(/[[\]\\]/g, "\\$&")}](${made.address})` }];
  });
}

function applied(text: string, edits: Edit[]): string {
  let result = text;
  for (const { start, end, text: other } of edits.sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + other + result.slice(end);
  }
  return result;
}

/** Nodes of Markdown, for those who look at its outline. */
export function parseMarkdown(markdown: string): Nodes {
  return parser.parse(markdown);
}
