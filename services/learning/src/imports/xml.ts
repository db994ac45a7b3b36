import { refuse } from "@platform/kit";
import { DOMParser, type Node, onWarningStopParsing } from "@xmldom/xmldom";
import { scanXml } from "./xml-scan.ts";

/** An element of XML, without the machinery of a document. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

/** Text between elements; `raw` where it stood in a CDATA section. */
export interface XmlText {
  text: string;
  raw: boolean;
}

export type XmlNode = XmlElement | XmlText;

/** Reads XML strictly; refuses with the file and the line, and everything that could expand or nest without end. */
export function parseXml(text: string, file: string): XmlElement {
  scanXml(text, file);
  try {
    const parser = new DOMParser({ onError: onWarningStopParsing });
    const root = parser.parseFromString(text.replace(/^\ufeff/, ""), "text/xml").documentElement;
    if (!root) throw new Error("there is no element");
    return convert(root) as XmlElement;
  } catch (cause) {
    const { message, locator } = cause as { message: string; locator?: { lineNumber?: number } };
    const line = locator?.lineNumber === undefined ? "" : `, line ${locator.lineNumber}`;
    const why = message.split("\n")[0]?.slice(0, 200);
    throw refuse.state("XML_INVALID", `${file}${line} is not well-formed XML: ${why}`, { cause });
  }
}

export function isElement(node: XmlNode): node is XmlElement {
  return "name" in node;
}

/** The elements directly inside, of one name where it is given. */
export function elements(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children.filter(isElement).filter((child) => name === undefined || child.name === name);
}

/** All elements below, in their order, that `test` picks. */
export function descendants(parent: XmlElement, test: (element: XmlElement) => boolean): XmlElement[] {
  return elements(parent).flatMap((child) => [...(test(child) ? [child] : []), ...descendants(child, test)]);
}

/** The text of an element with that of all inside it. */
export function textOf(node: XmlNode): string {
  return isElement(node) ? node.children.map(textOf).join("") : node.text;
}

const [elementNode, textNode, cdataNode] = [1, 3, 4];

function convert(node: Node): XmlNode | undefined {
  if (node.nodeType === textNode) return { text: node.nodeValue ?? "", raw: false };
  if (node.nodeType === cdataNode) return { text: node.nodeValue ?? "", raw: true };
  if (node.nodeType !== elementNode) return undefined;
  const element = node as Node & { tagName: string; attributes: Iterable<{ name: string; value: string }> };
  const attributes: Record<string, string> = Object.create(null);
  for (const { name, value } of element.attributes) attributes[name] = value;
  const children = [...(node.childNodes as Iterable<Node>)].flatMap((child) => convert(child) ?? []);
  return { name: element.tagName, attributes, children };
}
