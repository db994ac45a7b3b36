import type { Link, Root } from "mdast";
import { findAndReplace } from "mdast-util-find-and-replace";

/** How the addresses of wiki links begin, until the page says where they lead. */
export const wikiScheme = "wiki:";

const pattern = /\[\[([^[\]|#\n]{1,200}(?:#[^[\]|\n]{1,200})?)(?:\|([^[\]\n]{1,400}))?\]\]/g;

/** Makes links of `[[Title]]`, `[[Title#Heading]]` and `[[Title|words]]`, as the knowledge base reads them. */
export function wikiLinks() {
  return (tree: Root) => {
    findAndReplace(tree, [
      pattern,
      (_whole: string, target: string, words?: string): Link => ({
        type: "link",
        url: wikiScheme + encodeURIComponent(target.trim()),
        children: [{ type: "text", value: words?.trim() || target.trim() }],
      }),
    ]);
  };
}

/** The target that an address of a wiki link names; undefined for another address, and for one that names none. */
export function wikiTarget(address: string | undefined): string | undefined {
  if (!address?.startsWith(wikiScheme)) return undefined;
  try {
    return decodeURIComponent(address.slice(wikiScheme.length));
  } catch {
    // Authors may write such an address themselves, and wrongly.
    return undefined;
  }
}
