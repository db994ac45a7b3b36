import { isElement, type XmlElement, type XmlNode } from "../../xml.ts";

const empty = new Set(["br", "hr", "img", "input", "col", "source", "wbr", "area", "embed", "link", "meta", "track"]);

/** Elements of a problem that HTML does not know, as those that say the same. */
const renamed: Record<string, [open: string, close: string]> = {
  label: ["<p>", "</p>"],
  description: ["<p><em>", "</em></p>"],
  text: ["<div>", "</div>"],
  clarification: [" (", ")"],
  startouttext: ["", ""],
  endouttext: ["", ""],
};

/** XML of an author as HTML; `replace` may give other HTML for an element, or none by an empty string. */
export function toHtml(node: XmlNode, replace: (element: XmlElement) => string | undefined = () => undefined): string {
  if (!isElement(node)) return node.raw ? node.text : escapeHtml(node.text);
  const other = replace(node);
  if (other !== undefined) return other;
  const inner = innerHtml(node, replace);
  const instead = renamed[node.name];
  if (instead) return instead[0] + inner + instead[1];
  if (!/^[A-Za-z][\w-]*$/.test(node.name)) return inner;
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value).replaceAll('"', "&quot;")}"`)
    .join("");
  return `<${node.name}${attributes}>${empty.has(node.name) ? "" : `${inner}</${node.name}>`}`;
}

/** What is inside an element, as HTML. */
export function innerHtml(element: XmlElement, replace?: (element: XmlElement) => string | undefined): string {
  return element.children.map((child) => toHtml(child, replace)).join("");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
