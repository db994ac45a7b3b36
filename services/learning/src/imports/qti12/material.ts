import type { Change } from "../report.ts";
import { descendants, elements, isElement, textOf, type XmlElement } from "../xml.ts";
import { escapeHtml, innerHtml } from "../xml-html.ts";

/** Material of QTI 1.2 as HTML. */
export function materialHtml(material: XmlElement, changes: Change[]): string {
  return elements(material)
    .map((part) => partHtml(part, changes))
    .join("");
}

function partHtml(part: XmlElement, changes: Change[]): string {
  switch (part.name) {
    case "mattext":
    case "matemtext":
      return `<div>${textHtml(part)}</div>`;
    case "matimage":
      return `<img src="${quoted(part.attributes.uri ?? "")}" alt="${quoted(part.attributes.label ?? "")}">`;
    case "mataudio":
    case "matvideo":
      return `<${part.name.slice(3)} src="${quoted(part.attributes.uri ?? "")}"></${part.name.slice(3)}>`;
    case "matbreak":
      return "<br>";
    default:
      changes.push({ reason: "MATERIAL_DROPPED", message: `A ${part.name} was dropped.` });
      return "";
  }
}

function textHtml(part: XmlElement): string {
  if (part.children.some(isElement)) return innerHtml(part);
  if (/html/i.test(part.attributes.texttype ?? "")) return textOf(part);
  return escapeHtml(textOf(part)).replace(/\n/g, "<br>");
}

/** The materials in an element as HTML, without those inside elements of some names. */
export function materialsOf(element: XmlElement, changes: Change[], without: RegExp): string {
  return elements(element)
    .filter(({ name }) => !without.test(name))
    .map((child) => (child.name === "material" ? materialHtml(child, changes) : materialsOf(child, changes, without)))
    .join("");
}

/** What metadata says, by label in small letters. */
export function fieldsOf(element: XmlElement | undefined): Map<string, string> {
  const fields = element ? descendants(element, ({ name }) => name === "qtimetadatafield") : [];
  const words = (field: XmlElement, name: string) => elements(field, name).map(textOf).join(" ").trim();
  return new Map(fields.map((field) => [words(field, "fieldlabel").toLowerCase(), words(field, "fieldentry")]));
}

function quoted(text: string): string {
  return escapeHtml(text).replaceAll('"', "&quot;");
}
