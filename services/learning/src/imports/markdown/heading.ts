import type { Nodes } from "mdast";
import { withoutBlankEnds } from "./front-matter.ts";
import { parseMarkdown } from "./links.ts";

const atx = /^ {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?$/;
const underline = /^ {0,3}(=+|-+)[ \t]*\r?$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The first heading of a text, and the text without it where it stands at its head. */
export function takeHeading(markdown: string): { title: string; rest: string } {
  const lines = markdown.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  let code = "";
  for (let at = Math.max(first, 0); at < lines.length; at++) {
    const line = lines[at] as string;
    const mark = fence.exec(line)?.[1]?.slice(0, 3);
    if (mark && (code === "" || code === mark)) code = code === "" ? mark : "";
    if (code !== "") continue;
    const next = lines[at + 1] ?? "";
    // An underline makes a heading of a line of words alone.
    const underlined =
      underline.test(next) && /^ {0,3}[\p{L}\p{N}"«*_[]/u.test(line) && (lines[at - 1] ?? "").trim() === "";
    const words = atx.exec(line)?.[1] ?? (underlined ? line : undefined);
    if (words === undefined) continue;
    const rest = at === first ? lines.slice(at + (underlined ? 2 : 1)).join("\n") : markdown;
    return { title: wordsOf(parseMarkdown(words)).replace(/\s+/g, " ").trim(), rest: withoutBlankEnds(rest) };
  }
  return { title: "", rest: withoutBlankEnds(markdown) };
}

function wordsOf(node: Nodes): string {
  if ("children" in node) return node.children.map(wordsOf).join("");
  return "value" in node ? node.value : node.type === "image" ? (node.alt ?? "") : "";
}
