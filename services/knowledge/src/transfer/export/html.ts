import type { Link, Root } from "mdast";
import { findAndReplace } from "mdast-util-find-and-replace";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

// A parser takes seconds for what is larger, and holds up everybody meanwhile.
const longest = 200_000;
const wiki = /\[\[([^[\]|#\n]{1,200})(?:#([^[\]|\n]{1,200}))?(?:\|([^[\]\n]{1,400}))?\]\]/g;

/** Where the links of a page lead in an archive. */
export interface Places {
  page(name: string, anchor: string): string | undefined;
  file(name: string): string | undefined;
}

const schema = { ...defaultSchema, protocols: { ...defaultSchema.protocols, src: ["http", "https"] } };

/** A page as HTML that a browser shows without a server, and in which nothing runs. */
export function writeHtml(title: string, language: "RU" | "EN", markdown: string, places: Places): string {
  const body = markdown.length > longest ? `<pre>${escapeHtml(markdown)}</pre>` : render(markdown, places);
  return `<!doctype html>
<html lang="${language.toLowerCase()}"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; img-src 'self' https: data: file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{max-width:72ch;margin:32px auto;padding:0 16px;font:16px/1.6 system-ui,sans-serif}img{max-width:100%}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:4px 8px}pre{overflow:auto;padding:12px;background:#f3f3f5}blockquote{margin-inline:0;padding-inline:16px;border-inline-start:3px solid #bbb}</style>
</head><body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>
`;
}

function render(markdown: string, places: Places): string {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(() => (tree: Root) => leadOn(tree, places))
    .use(remarkRehype)
    .use(rehypeSanitize, schema)
    .use(rehypeStringify);
  return String(processor.processSync(markdown));
}

function leadOn(tree: Root, places: Places): void {
  findAndReplace(tree, [
    wiki,
    (_whole: string, name: string, anchor: string | undefined, words: string | undefined): Link | string => {
      const url = places.page(name.trim(), anchor?.trim() ?? "");
      const said = words?.trim() || name.trim();
      return url ? { type: "link", url, children: [{ type: "text", value: said }] } : said;
    },
  ]);
  walk(tree, places);
}

interface Node {
  type: string;
  url?: string;
  children?: Node[];
}

function walk(node: Node, places: Places): void {
  if (node.url?.startsWith("file:")) node.url = places.file(decoded(node.url.slice(5))) ?? "";
  for (const child of node.children ?? []) walk(child, places);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
