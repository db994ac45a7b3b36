import type { Element, ElementContent } from "hast";
import type { Change } from "../report.ts";

const layout: Change = { reason: "TABLE_UNFOLDED", message: "A table that held more than words was unfolded." };
const spans: Change = { reason: "TABLE_CHANGED", message: "A cell of a table spanned several; it fills one." };
const flow = /^(ul|ol|dl|p|div|h[1-6]|table|pre|blockquote|figure|section|hr)$/;

/**
 * A table as Markdown can hold it, where cells are single lines. One with a head keeps its cells, with what stood on
 * lines of its own put one after another; one without, whose cells hold lists or pictures, was for layout alone and is
 * unfolded.
 */
export function asTable(table: Element, changes: Change[]): ElementContent[] {
  const cells = cellsOf(table);
  const nested = cells.filter((cell) => cell.children.some(holdsFlow));
  if (nested.length > 0 && cells.every(({ tagName }) => tagName === "td")) {
    changes.push(layout);
    return cells.flatMap(({ children }): ElementContent[] => [
      { type: "element", tagName: "div", properties: {}, children },
    ]);
  }
  if (cells.some(({ properties }) => Number(properties.colSpan) > 1 || Number(properties.rowSpan) > 1)) {
    changes.push(spans);
  }
  for (const cell of cells) cell.children = trimmed(cell.children.flatMap((child) => inline(child)));
  return [table];
}

function cellsOf(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== "element") return [];
    return /^t[dh]$/.test(child.tagName) ? [child] : cellsOf(child);
  });
}

function holdsFlow(node: ElementContent): boolean {
  return node.type === "element" && (flow.test(node.tagName) || node.children.some(holdsFlow));
}

/** Flow as a run of words: items of lists behind a dot, paragraphs one after another. */
function inline(node: ElementContent): ElementContent[] {
  if (node.type !== "element") return [node];
  const inside = node.children.flatMap(inline);
  if (node.tagName === "li" || node.tagName === "dd") return [text(" • "), ...trimmed(inside), text(" ")];
  if (node.tagName === "br") return [text(" ")];
  if (flow.test(node.tagName)) return [text(" "), ...inside, text(" ")];
  if (/^(thead|tbody|tfoot|tr|t[dh])$/.test(node.tagName)) return [...inside, text(" ")];
  return [{ ...node, children: inside }];
}

/** A run without the space at its ends. */
function trimmed(nodes: ElementContent[]): ElementContent[] {
  const blank = (node: ElementContent | undefined) => node?.type === "text" && node.value.trim() === "";
  const rest = [...nodes];
  while (blank(rest[0])) rest.shift();
  while (blank(rest.at(-1))) rest.pop();
  return rest;
}

function text(value: string): ElementContent {
  return { type: "text", value };
}
