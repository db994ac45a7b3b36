import type { Element, ElementContent, Text } from "hast";
import { MathMLToLaTeX } from "mathml-to-latex";
import { escapeHtml } from "../xml-html.ts";

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

const longestMathml = 20_000;

/** A formula in MathML as one in TeX: the one that its author wrote beside it, or a translation; undefined for none. */
export function mathmlFormula(math: Element): Element | undefined {
  const display = math.properties.display === "block";
  const tex = texBeside(math) ?? translated(math);
  return tex === undefined || tex.trim() === "" ? undefined : formula(tex.trim(), display);
}

function texBeside(math: Element): string | undefined {
  for (const child of math.children) {
    if (child.type !== "element") continue;
    const tex = child.tagName === "annotation" && /tex/i.test(String(child.properties.encoding ?? ""));
    const found = tex ? formulaOf(child) : texBeside(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function translated(math: Element): string | undefined {
  const mathml = written(math);
  if (mathml.length > longestMathml) return undefined;
  try {
    return MathMLToLaTeX.convert(mathml);
  } catch {
    // What cannot be translated is reported as dropped.
    return undefined;
  }
}

function written(node: ElementContent): string {
  if (node.type === "text") return escapeHtml(node.value);
  // Whatever else stands in a formula, such as a script, is no part of it.
  if (node.type !== "element" || !/^(m[a-z]+|semantics|none)$/.test(node.tagName)) return "";
  const attributes = Object.entries(node.properties)
    .filter(([name, value]) => /^[a-z]+$/i.test(name) && value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value)).replaceAll('"', "&quot;")}"`);
  return `<${node.tagName}${attributes.join("")}>${node.children.map(written).join("")}</${node.tagName}>`;
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
