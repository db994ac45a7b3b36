import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";

const scheme = "asset:";
const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

/** Where the file of a name can be read; undefined where the course has none of that name. */
export type FindAsset = (name: string) => string | undefined;

/** The name in `asset:<name>`; undefined for any other source. */
export function assetName(source: string): string | undefined {
  return source.startsWith(scheme) ? decoded(source.slice(scheme.length)) : undefined;
}

/** A source with its `asset:` name made a path, where there is such a file. */
export function linkSource(source: string, find: FindAsset): string {
  const name = assetName(source);
  return (name !== undefined && find(name)) || source;
}

/** Markdown with its `asset:` names made paths, wherever they are links; code and maths stay as they are. */
export function linkMarkdown(markdown: string, find: FindAsset): string {
  if (!markdown.includes(scheme)) return markdown;
  const verbatim = verbatimRanges(parser.parse(markdown) as MarkdownNode);
  const link = (whole: string, address: string, at: number) => {
    if (verbatim.some(([start, end]) => at >= start && at < end)) return whole;
    return linkLongest(address, find) ?? whole;
  };
  const inBrackets = /<(asset:[^<>\n]+)>/g;
  const bare = /(asset:[^\s<>"'\]]+)/g;
  const pattern = new RegExp(`${inBrackets.source}|${bare.source}`, "g");
  return markdown.replace(pattern, (whole, bracketed: string | undefined, plain: string | undefined, at: number) =>
    link(whole, (bracketed ?? plain) as string, at),
  );
}

// An address in Markdown ends at the parenthesis that closes its link, and a name may hold parentheses itself.
function linkLongest(address: string, find: FindAsset): string | undefined {
  for (let end = address.length; end > scheme.length; end--) {
    const path = find(decoded(address.slice(scheme.length, end)));
    if (path !== undefined) return path + address.slice(end);
    if (end < address.length && !/[).,;:!?]/.test(address[end] ?? "")) return undefined;
  }
  return undefined;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface MarkdownNode {
  type: string;
  children?: MarkdownNode[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}

function verbatimRanges(node: MarkdownNode): [number, number][] {
  if (["code", "inlineCode", "math", "inlineMath"].includes(node.type)) {
    return [[node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]];
  }
  return (node.children ?? []).flatMap(verbatimRanges);
}
