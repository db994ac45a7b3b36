import type { Element, Root } from "hast";
import { toString as wordsOf } from "hast-util-to-string";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

/** HTML as a page. */
export interface ReadHtml {
  title: string;
  markdown: string;
  /** What was taken away since it could run, or run others' programs. */
  removed: boolean;
}

const deepest = 200;
const dangerous = new Set(
  "script style iframe object embed applet frame frameset base link meta noscript template svg math form".split(" "),
);
// These end by themselves where the next begins, so that counting them would count brothers as children.
const implied = new Set(
  "p li dt dd tr td th option thead tbody br hr img input meta link source embed col area base wbr".split(" "),
);

const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"], src: ["http", "https"] },
};

const parser = unified().use(rehypeParse);
const writer = unified()
  .use(rehypeSanitize, schema)
  .use(rehypeRemark)
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: "-", emphasis: "_", rule: "-", listItemIndent: "one" });

/** Reads HTML as Markdown, in which nothing runs; undefined for what is nested too deep to be anybody's page. */
export function readHtml(html: string): ReadHtml | undefined {
  if (depthOf(html) > deepest) return undefined;
  const tree = parser.parse(html);
  const found = { title: "", removed: false };
  clean(tree, found);
  const markdown = String(writer.stringify(writer.runSync(tree) as never)).trim();
  return { ...found, markdown };
}

function clean(node: Root | Element, found: { title: string; removed: boolean }): void {
  node.children = (node as Element).children.filter((child) => {
    if (child.type === "comment") return false;
    if (child.type !== "element") return true;
    if (child.tagName === "title") {
      found.title ||= wordsOf(child).replace(/\s+/g, " ").trim();
      return false;
    }
    if (child.tagName === "h1") found.title = found.title || wordsOf(child).replace(/\s+/g, " ").trim();
    if (dangerous.has(child.tagName)) {
      found.removed ||= !["style", "link", "meta", "noscript"].includes(child.tagName);
      return false;
    }
    const acts = Object.keys(child.properties).some((name) => /^on/i.test(name));
    const address = String(child.properties.href ?? child.properties.src ?? "");
    // As browsers read it: without controls and white space in between.
    const scheme = /^[\s\p{Cc}]*([a-z\s\p{Cc}]+):/iu
      .exec(address)?.[1]
      ?.replace(/[\s\p{Cc}]/gu, "")
      .toLowerCase();
    if (acts || scheme === "javascript" || scheme === "vbscript" || scheme === "data") found.removed = true;
    clean(child, found);
    return true;
  });
}

/** How deep elements are nested, counted without a parser, whose recursion a hostile file would exhaust. */
function depthOf(html: string): number {
  let depth = 0;
  let most = 0;
  for (const [, close, name = "", self] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)[^<>]*?(\/?)>/gi)) {
    if (implied.has(name.toLowerCase()) || self) continue;
    depth = close ? Math.max(0, depth - 1) : depth + 1;
    most = Math.max(most, depth);
  }
  return most;
}
