import type { Tree } from "@lezer/common";

/** A stretch of a text, whole lines. */
export interface Block {
  from: number;
  to: number;
}

/** The blocks of a text that say nothing until they are drawn: tables, formulas of their own, diagrams. */
export function drawnIn(tree: Tree, slice: (from: number, to: number) => string): Block[] {
  const found: Block[] = [];
  tree.iterate({
    enter({ name, from, to }) {
      if (name === "Document") return true;
      const drawn =
        name === "Table" ||
        (name === "FencedCode" && /^(?:`{3,}|~{3,})\s*mermaid\s*\n/.test(slice(from, to))) ||
        (name === "Paragraph" && /^\$\$[^$]+\$\$\s*$/.test(slice(from, to)));
      if (drawn) found.push({ from, to });
      return false;
    },
  });
  return found;
}
