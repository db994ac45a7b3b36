import type { createLowlight } from "lowlight";

export type Highlighter = Pick<ReturnType<typeof createLowlight>, "highlight" | "registered">;

/** A stretch of code and the classes of its colour. */
export interface Coloured {
  from: number;
  to: number;
  className: string;
}

type Node = ReturnType<Highlighter["highlight"]>["children"][number];

/** The coloured stretches of some code, outer ones first; none in a language that is not known. */
export function colouredParts(highlighter: Highlighter, language: string, code: string): Coloured[] {
  if (!highlighter.registered(language)) return [];
  const parts: Coloured[] = [];
  let at = 0;
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (node.type === "text") at += node.value.length;
      if (node.type !== "element") continue;
      const names = node.properties.className;
      const part = { from: at, to: at, className: Array.isArray(names) ? names.join(" ") : "" };
      parts.push(part);
      walk(node.children as Node[]);
      part.to = at;
    }
  };
  walk(highlighter.highlight(language, code).children);
  return parts.filter(({ from, to, className }) => to > from && className !== "");
}
