import { refuse } from "@platform/kit";

const deepest = 100;
const largest = 4 * 1024 * 1024;
const mostElements = 100_000;

/**
 * Walks XML once before a parser sees it, in time proportional to its size, and refuses what a parser could choke on:
 * document types and entities, nesting without end, and too much of everything.
 */
export function scanXml(text: string, file: string): void {
  if (text.length > largest) throw hostile(file, text, 0, `is larger than ${largest} characters`);
  let depth = 0;
  let count = 0;
  let at = text.indexOf("<");
  while (at !== -1) {
    const next = text[at + 1];
    if (text.startsWith("<!--", at)) at = after(text, "-->", at + 4);
    else if (text.startsWith("<![CDATA[", at)) at = after(text, "]]>", at + 9);
    else if (next === "!") throw hostile(file, text, at, "declares a document type or an entity");
    else if (next === "?") at = after(text, "?>", at + 2);
    else {
      const end = endOfTag(text, at + 1);
      if (next === "/") depth--;
      else if (text[end - 1] !== "/") depth++;
      if (++count > mostElements * 2) throw hostile(file, text, at, `has more than ${mostElements} elements`);
      if (depth > deepest) throw hostile(file, text, at, `is nested deeper than ${deepest} elements`);
      at = end + 1;
    }
    at = text.indexOf("<", at);
  }
}

/** The place behind `mark`; that of the text's end where there is none, which the parser will refuse. */
function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

/** The place of the `>` that ends a tag: one in a quoted value does not. */
function endOfTag(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const character = text[at] as string;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return at;
  }
  return text.length;
}

function hostile(file: string, text: string, at: number, what: string) {
  const line = text.slice(0, at).split("\n").length;
  return refuse.state("XML_HOSTILE", `${file}, line ${line}, ${what}.`);
}
