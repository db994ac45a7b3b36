import type { XmlElement, XmlNode } from "../../xml.ts";
import * as xml from "../../xml-html.ts";

/** Elements of a problem that HTML does not know, as those that say the same. */
const renamed: Record<string, [open: string, close: string]> = {
  label: ["<p>", "</p>"],
  description: ["<p><em>", "</em></p>"],
  text: ["<div>", "</div>"],
  clarification: [" (", ")"],
  startouttext: ["", ""],
  endouttext: ["", ""],
};

type ReplaceOwn = (element: XmlElement) => string | undefined;

/** A part of a problem as HTML. */
export function toHtml(node: XmlNode, replace?: ReplaceOwn): string {
  return xml.toHtml(node, withRenamed(replace));
}

/** What is inside an element of a problem, as HTML. */
export function innerHtml(element: XmlElement, replace?: ReplaceOwn): string {
  return xml.innerHtml(element, withRenamed(replace));
}

function withRenamed(replace: ReplaceOwn = () => undefined): xml.Replace {
  return (element, inner) => {
    const instead = renamed[element.name];
    return replace(element) ?? (instead && instead[0] + inner() + instead[1]);
  };
}
