import type { Nodes } from "mdast";
import { parseMarkdown } from "./links.ts";

const wikiLink = /\[\[([^[\]\n|]+)(?:\|([^[\]\n]+))?\]\]/g;

/** Replaces links between notes, `[[Page]]` and `[[Page|words]]`, with their words; what stands in code stays. */
export function withoutWikiLinks(markdown: string): string {
  if (!markdown.includes("[[")) return markdown;
  const verbatim = rangesOf(parseMarkdown(markdown));
  return markdown.replace(wikiLink, (whole, page: string, words: string | undefined, at: number) =>
    verbatim.some(([start, end]) => at >= start && at < end) ? whole : (words ?? page),
  );
}

function rangesOf(node: Nodes): [number, number][] {
  if (["code", "inlineCode", "math", "inlineMath"].includes(node.type)) {
    return [[node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]];
  }
  return "children" in node ? node.children.flatMap(rangesOf) : [];
}
