import { descendants, isElement, textOf, type XmlElement } from "../../xml.ts";
import { toHtml } from "./serialise.ts";

/** A problem, cut into what is read and what is answered, in their order. */
export type ProblemPart =
  | { kind: "html"; html: string }
  | {
      kind: "response";
      element: XmlElement;
      /** Where its gap is in the text before: `(2) Periodic Table: Country of Origin`; empty where it has none. */
      gap: string;
    };

/** A problem with what stands apart from its text. */
export interface ProblemParts {
  parts: ProblemPart[];
  solutions: XmlElement[];
  hints: XmlElement[];
  scripted: boolean;
}

const wrappers = new Set(["div", "text", "span", "center", "section", "p", "article", "font", "form"]);
const apart = new Set(["solution", "demandhint", "script", "style", "customtag"]);

/** Whether an element is one of capa's responses. */
export function isResponse({ name }: XmlElement): boolean {
  return name.endsWith("response");
}

/** Cuts a problem into its parts. */
export function cutProblem(problem: XmlElement): ProblemParts {
  const parts: ProblemPart[] = [];
  const found: ProblemParts = { parts, solutions: [], hints: [], scripted: false };
  let gaps = 0;

  const read = (html: string) => {
    if (html.trim() !== "") parts.push({ kind: "html", html });
  };
  const setApart = (element: XmlElement): boolean => {
    if (element.name === "solution") found.solutions.push(element);
    if (element.name === "demandhint") found.hints.push(...descendants(element, ({ name }) => name === "hint"));
    if (element.name === "script") found.scripted = true;
    return apart.has(element.name);
  };

  /** Writes a part of the text with numbered gaps, and the responses that fill them behind it. */
  const readWithGaps = (element: XmlElement, isGap: (inner: XmlElement) => boolean, wrap = as) => {
    const filled: ProblemPart[] = [];
    const html = toHtml(element, (inner) => {
      if (inner !== element && setApart(inner)) return "";
      if (!isGap(inner)) return undefined;
      const about = placeOf(element, inner);
      filled.push({ kind: "response", element: wrap(inner), gap: `**(${++gaps})**${about ? ` ${about}` : ""}` });
      return ` <strong>(${gaps})</strong> `;
    });
    read(html);
    parts.push(...filled);
  };

  const walk = (parent: XmlElement) => {
    for (const child of parent.children) {
      if (!isElement(child)) read(toHtml(child));
      else if (setApart(child)) continue;
      else if (isResponse(child)) {
        descendants(child, ({ name }) => name === "demandhint").forEach(setApart);
        const inputs = descendants(child, ({ name }) => name === "optioninput");
        if (child.name === "optionresponse" && inputs.length > 1) {
          const own = { ...child, name: "div", attributes: {} };
          readWithGaps(
            own,
            ({ name }) => name === "optioninput",
            (input) => ({ ...child, children: [input] }),
          );
        } else parts.push({ kind: "response", element: child, gap: "" });
      } else if (descendants(child, isResponse).length === 0) readApart(child);
      else if (wrappers.has(child.name) && !isInline(child)) walk(child);
      else readWithGaps(child, isResponse);
    }
  };
  const readApart = (element: XmlElement) =>
    read(toHtml(element, (inner) => (inner !== element && setApart(inner) ? "" : undefined)));

  walk(problem);
  return { ...found, parts: joinHtml(parts) };
}

const as = (element: XmlElement) => element;

/** Whether a response stands in the middle of a sentence. */
function isInline(element: XmlElement): boolean {
  const at = element.children.findIndex((child) => isElement(child) && isResponse(child));
  return at !== -1 && element.children.slice(at + 1).some((child) => !isElement(child) && textOf(child).trim() !== "");
}

/** What a gap in a table is about: the head of its row and that of its column. */
function placeOf(table: XmlElement, gap: XmlElement): string {
  const rows = descendants(table, ({ name }) => name === "tr");
  const holds = (element: XmlElement) => element === gap || descendants(element, (inner) => inner === gap).length > 0;
  const row = rows.find(holds);
  if (!row) return "";
  const cells = (element: XmlElement) => element.children.filter(isElement);
  const column = cells(row).findIndex(holds);
  const words = (cell: XmlElement | undefined) =>
    cell && !holds(cell) && descendants(cell, isResponse).length === 0 ? textOf(cell).replace(/\s+/g, " ").trim() : "";
  const heads = [words(cells(row)[0]), rows[0] === row ? "" : words(cells(rows[0] as XmlElement)[column])];
  return heads.filter(Boolean).join(": ");
}

function joinHtml(parts: ProblemPart[]): ProblemPart[] {
  const joined: ProblemPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === "html" && last?.kind === "html") last.html += part.html;
    else joined.push(part.kind === "html" ? { ...part } : part);
  }
  return joined;
}
