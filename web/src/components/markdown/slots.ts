import type { ReactNode } from "react";

/** Places in a text that are filled: where `[[id]]` of one of them stands, words and code alike, comes what `fill` gives. */
export interface Slots {
  ids: readonly string[];
  fill(id: string, index: number): ReactNode;
}

// Stand for places while Markdown is parsed: one sign each, so that neither Markdown nor the colours of code take a name
// apart, and signs that Markdown takes for punctuation, as it does brackets. The service finds them in the same way.
const [firstSign, sign] = [0xa490, /([\ua490-\ua4c6])/];

/** The text with one sign in place of each slot. */
export function withSigns(text: string, ids: readonly string[]): string {
  const signs = new Map(ids.map((id, index) => [`[[${id}]]`, String.fromCharCode(firstSign + index)]));
  return text
    .replace(new RegExp(sign, "g"), "\ufffd")
    .replace(/\[\[[A-Za-z0-9_-]+\]\]/g, (mark) => signs.get(mark) ?? mark);
}

interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** Makes elements named `slot` of the signs; each is named by its number. */
export function slotElements() {
  return (tree: Node) => split(tree);
}

function split(node: Node): void {
  if (!node.children) return;
  for (const child of node.children) split(child);
  node.children = node.children.flatMap((child) => (child.type === "text" ? pieces(child.value ?? "") : [child]));
}

function pieces(text: string): Node[] {
  return text
    .split(sign)
    .filter((piece) => piece !== "")
    .map((piece) =>
      sign.test(piece)
        ? {
            type: "element",
            tagName: "slot",
            properties: { name: String(piece.charCodeAt(0) - firstSign) },
            children: [],
          }
        : { type: "text", value: piece },
    );
}
