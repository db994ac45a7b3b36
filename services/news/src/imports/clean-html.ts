import type { Element, Root } from "hast";
import rehypeRemark from "rehype-remark";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { readHtml } from "./read-html.ts";

/** What of an item's HTML is read, in characters; the test beside this measures how long hostile ones take. */
export const longestHtml = 20_000;

const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"] },
};
const writer = unified()
  .use(rehypeSanitize, schema)
  .use(rehypeRemark)
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: "-", emphasis: "_", rule: "-", listItemIndent: "one" });

/**
 * The beginning of strangers' HTML as Markdown, in which nothing runs. Links are completed with the item's address, and
 * pictures become links, since a reader's browser must not tell another site what they read here.
 */
export function cleanHtml(html: string, link: string): { markdown: string; cut: boolean } {
  const tree = readHtml(html.slice(0, longestHtml));
  complete(tree, link);
  const markdown = String(writer.stringify(writer.runSync(tree) as never)).trim();
  return { markdown, cut: html.length > longestHtml };
}

/** The words of strangers' text or HTML, on one line, at most `most` characters. */
export function wordsOnly(html: string, most: number): string {
  const words = saidIn(readHtml(html.slice(0, longestHtml)))
    .replace(/\s+/g, " ")
    .trim();
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}

function saidIn(node: Root | Element): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? saidIn(child) : ""))
    .join("");
}

function complete(node: Root | Element, base: string): void {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    const { href, src, alt } = child.properties;
    if (child.tagName === "img") {
      child.children = alt ? [{ type: "text", value: String(alt) }] : [];
      point(child, String(src ?? ""), base);
    } else if (child.tagName === "a") {
      point(child, String(href ?? ""), base);
    }
    complete(child, base);
  }
}

/** Lets an element lead to an address; one that leads nowhere that may be gone to keeps its words alone. */
function point(element: Element, address: string, base: string): void {
  const url = address && URL.canParse(address, base) ? new URL(address, base) : undefined;
  const leads = url !== undefined && ["http:", "https:", "mailto:"].includes(url.protocol);
  element.tagName = leads ? "a" : "span";
  element.properties = leads ? { href: url.href } : {};
}
