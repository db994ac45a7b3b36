import { localName } from "../manifest/manifest.ts";
import { isElement, type XmlElement, type XmlNode } from "../xml.ts";
import { withoutMarks } from "./marks.ts";

/** Names of QTI 2 that no capital betrays. */
const plain = new Set(
  (
    "value mapping prompt hottext gap match variable correct and or not null sum equal member contains selection " +
    "ordering weight stylesheet default include"
  ).split(" "),
);
// An element of HTML or MathML bears no capitals; one of QTI 2 that is several words does.
const words = /^[a-z]+([A-Z][A-Za-z0-9]*)$/;

/**
 * An element with the names of QTI 3 throughout. QTI 2 differs by them alone: `simpleChoice` with a `fixed` that was
 * `responseIdentifier` is `qti-simple-choice` and `response-identifier`. Its texts hold no marks.
 */
export function asQti3(element: XmlElement): XmlElement {
  const old = !localName(element.name).startsWith("qti-");
  return renamed(element, old);
}

function renamed(element: XmlElement, old: boolean): XmlElement {
  const bare = localName(element.name);
  const name = old && (words.test(bare) || plain.has(bare)) ? `qti-${hyphened(bare)}` : bare;
  const attributes: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(element.attributes)) attributes[old ? hyphened(key) : key] = value;
  const children = element.children.map(
    (child): XmlNode => (isElement(child) ? renamed(child, old) : { ...child, text: withoutMarks(child.text) }),
  );
  return { name, attributes, children };
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (capital, at) => `${at === 0 ? "" : "-"}${capital.toLowerCase()}`);
}
