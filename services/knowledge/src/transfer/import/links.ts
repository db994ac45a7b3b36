import { isLinkable } from "../../markdown/links.ts";
import { proseLines } from "../../markdown/prose.ts";

/** What an address within an archive leads to. */
export type Target = { page: string } | { file: string } | { missing: true } | { outside: true };

/** A text whose links lead to pages and files again. */
export interface Relinked {
  markdown: string;
  /** The paths of the files that it shows or offers. */
  files: Set<string>;
  /** Addresses within the archive that lead nowhere there. */
  missing: string[];
}

// Without backtracking over what is inside: an address ends with its parenthesis, its space, or its bracket.
const link =
  /(!?)\[((?:[^[\]\\]|\\.){0,1000})\]\(\s*(<[^<>\n]{0,2000}>|[^\s()<>]{1,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500})?)(\s+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s*\)/g;

/** Rewrites the relative links of a text: those to pages become wiki links, those to files name the page's own. */
export function relink(
  markdown: string,
  find: (address: string) => Target,
  nameOf: (path: string) => string,
): Relinked {
  const files = new Set<string>();
  const missing: string[] = [];
  const parts: string[] = [];
  let done = 0;
  for (const { bare, at } of proseLines(markdown)) {
    if (!bare.includes("](")) continue;
    for (const match of bare.matchAll(link)) {
      const [whole, picture = "", words = "", written = "", title = ""] = match;
      const address = written.replace(/^<|>$/g, "");
      const target = find(address);
      if ("outside" in target) continue;
      if ("missing" in target) {
        missing.push(address);
        continue;
      }
      const start = at + match.index;
      parts.push(markdown.slice(done, start));
      done = start + whole.length;
      if ("file" in target) {
        files.add(target.file);
        parts.push(`${picture}[${words}](${fileAddress(nameOf(target.file))}${title})`);
      } else {
        const anchor = address.includes("#") ? `#${decoded(address.slice(address.indexOf("#") + 1))}` : "";
        parts.push(wikiLink(target.page, isLinkable(anchor.slice(1)) ? anchor : "", words));
      }
    }
  }
  return { markdown: parts.join("") + markdown.slice(done), files, missing };
}

function wikiLink(title: string, anchor: string, words: string): string {
  const plain = words
    .replace(/[[\]\n|]/g, " ")
    .replace(/\\(.)/g, "$1")
    .trim();
  return plain === "" || plain === title ? `[[${title}${anchor}]]` : `[[${title}${anchor}|${plain}]]`;
}

/** How Markdown names a file of its page. */
export function fileAddress(name: string): string {
  return `file:${encodeURIComponent(name).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}

/** An address as it was before it was written into a link. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address).normalize("NFC");
  } catch {
    return address;
  }
}
