import type { Blockquote, Root } from "mdast";

export const calloutKinds = ["note", "tip", "important", "warning", "caution"] as const;
export type CalloutKind = (typeof calloutKinds)[number];

const marker = /^\[!(note|tip|important|warning|caution)\][ \t]*/i;

/** Makes callouts of quotes that begin with `[!NOTE]` and its like. */
export function callouts() {
  return (tree: Root) => walk(tree);
}

function walk(node: { type: string; children?: unknown[] }): void {
  for (const child of (node.children ?? []) as (typeof node)[]) walk(child);
  if (node.type === "blockquote") mark(node as Blockquote);
}

function mark(quote: Blockquote): void {
  const [first] = quote.children;
  const words = first?.type === "paragraph" ? first.children[0] : undefined;
  const kind = words?.type === "text" ? marker.exec(words.value)?.[1]?.toLowerCase() : undefined;
  if (!kind || first?.type !== "paragraph" || words?.type !== "text") return;
  words.value = words.value.replace(marker, "").replace(/^\n/, "");
  if (words.value === "") first.children.shift();
  if (first.children.length === 0) quote.children.shift();
  quote.data = { hName: "aside", hProperties: { "data-callout": kind } };
}
