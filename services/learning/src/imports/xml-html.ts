import { isElement, type XmlElement, type XmlNode } from "./xml.ts";

/** Gives other HTML for an element, or none by an empty string; `inner` writes what is inside it. */
export type Replace = (element: XmlElement, inner: () => string) => string | undefined;

const empty = new Set(["br", "hr", "img", "input", "col", "source", "wbr", "area", "embed", "link", "meta", "track"]);

/** XML of an author as HTML, with what `replace` gives in the place of some elements. */
export function toHtml(node: XmlNode, replace: Replace = () => undefined): string {
  if (!isElement(node)) return node.raw ? node.text : escapeHtml(node.text);
  const inner = () => innerHtml(node, replace);
  const other = replace(node, inner);
  if (other !== undefined) return other;
  if (!/^[A-Za-z][\w-]*$/.test(node.name)) return inner();
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value).replaceAll('"', "&quot;")}"`)
    .join("");
  return `<${node.name}${attributes}>${empty.has(node.name) ? "" : `${inner()}</${node.name}>`}`;
}

/** What is inside an element, as HTML. */
export function innerHtml(element: XmlElement, replace?: Replace): string {
  return element.children.map((child) => toHtml(child, replace)).join("");
}

/** Plain text as HTML that shows the same. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
