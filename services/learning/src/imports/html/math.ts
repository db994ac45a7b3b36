import type { Element, ElementContent, Text } from "hast";

/** The name of an element that holds a formula until it becomes Markdown. */
export const mathTag = "x-math";

const marks =
  /\\\((?<a>[\s\S]+?)\\\)|\\\[(?<b>[\s\S]+?)\\\]|\[mathjaxinline\](?<c>[\s\S]+?)\[\/mathjaxinline\]|\[mathjax\](?<d>[\s\S]+?)\[\/mathjax\]/g;

/** Cuts the formulas out of a text, by the marks that MathJax knows in Open edX. */
export function splitMath(text: string): ElementContent[] {
  // Without an end mark each begin would be searched to the end of the text.
  if (!/\\\)|\\\]|\[\/mathjax/.test(text)) return [{ type: "text", value: text }];
  const parts: ElementContent[] = [];
  let at = 0;
  for (const match of text.matchAll(marks)) {
    const { a, b, c, d } = match.groups as Record<string, string | undefined>;
    const value = (a ?? b ?? c ?? d ?? "").trim();
    if (value === "") continue;
    if (match.index > at) parts.push({ type: "text", value: text.slice(at, match.index) } satisfies Text);
    parts.push(formula(value, (b ?? d) !== undefined));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ type: "text", value: text.slice(at) });
  return parts;
}

/** An element that holds a formula. */
export function formula(value: string, display: boolean): Element {
  return {
    type: "element",
    tagName: mathTag,
    properties: { display: display ? "block" : "" },
    children: [{ type: "text", value }],
  };
}

/** The formula that an element holds. */
export function formulaOf({ children }: Element): string {
  return children.map((child) => (child.type === "text" ? child.value : "")).join("");
}

/** Whether a node is a formula that stands on lines of its own. */
export function isDisplayMath(node: ElementContent): node is Element {
  return node.type === "element" && node.tagName === mathTag && Boolean(node.properties.display);
}

const raised = new Map([..."0123456789+-=()ni"].map((plain, at) => [plain, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"][at] as string]));
const lowered = new Map([..."0123456789+-=()"].map((plain, at) => [plain, [..."₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"][at] as string]));

/** Text as superscript or subscript; where there are no such characters, as `^(...)` or `_(...)`. */
export function script(text: string, tag: "sup" | "sub"): string {
  const map = tag === "sup" ? raised : lowered;
  const characters = [...text.trim()].map((character) => map.get(character));
  if (characters.every((character) => character !== undefined)) return characters.join("");
  return `${tag === "sup" ? "^" : "_"}(${text.trim()})`;
}
