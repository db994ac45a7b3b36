import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

// Stand for gaps while Markdown is parsed: one sign each, so that nothing in a gap's name is read as Markdown, and signs
// that Markdown takes for punctuation, as it does brackets. Nobody writes radicals of Yi by themselves.
const [firstSign, signs] = [0xa490, /[\ua490-\ua4c6]/g];

/** The gaps of these ids that stand in a text where they can be filled: in words and in code. Each time they stand. */
export function gapsIn(markdown: string, ids: readonly string[]): string[] {
  const signOf = new Map(ids.map((id, index) => [`[[${id}]]`, String.fromCharCode(firstSign + index)]));
  const signed = markdown
    .replace(signs, "\ufffd")
    .replace(/\[\[[A-Za-z0-9_-]+\]\]/g, (mark) => signOf.get(mark) ?? mark);
  const found = textsIn(parser.parse(signed) as MarkdownNode).flatMap((text) => text.match(signs) ?? []);
  return found.flatMap((sign) => ids[sign.charCodeAt(0) - firstSign] ?? []);
}

interface MarkdownNode {
  type: string;
  lang?: string | null;
  value?: string;
  children?: MarkdownNode[];
}

function textsIn({ type, lang, value, children }: MarkdownNode): string[] {
  // A diagram is drawn, and shows nothing of what it is written with.
  const read = type === "text" || type === "inlineCode" || (type === "code" && lang !== "mermaid");
  return read ? [value ?? ""] : (children ?? []).flatMap(textsIn);
}
