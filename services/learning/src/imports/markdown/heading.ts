import type { Nodes } from "mdast";
import { withoutBlankEnds } from "./front-matter.ts";
import { parseMarkdown } from "./links.ts";

/** The first heading of a text, and the text without it where it stands at its head. */
export function takeHeading(markdown: string): { title: string; rest: string } {
  const root = parseMarkdown(markdown);
  const nodes = "children" in root ? root.children : [];
  const heading = nodes.find(({ type }) => type === "heading");
  const title = heading ? wordsOf(heading).replace(/\s+/g, " ").trim() : "";
  if (!heading || heading !== nodes[0]) return { title, rest: withoutBlankEnds(markdown) };
  return { title, rest: withoutBlankEnds(markdown.slice(heading.position?.end.offset ?? 0)) };
}

function wordsOf(node: Nodes): string {
  if ("children" in node) return node.children.map(wordsOf).join("");
  return "value" in node ? node.value : node.type === "image" ? (node.alt ?? "") : "";
}
