import GithubSlugger from "github-slugger";
import type { Element, Root } from "hast";

/** The id of a heading on the page; its own words alone could be the id of something around the text. */
export function anchorId(slug: string): string {
  return `s-${slug}`;
}

/** Gives headings ids made of their words. */
export function anchors() {
  return (tree: Root) => {
    const slugger = new GithubSlugger();
    walk(tree, (heading) => {
      heading.properties.id = anchorId(slugger.slug(textOf(heading)));
    });
  };
}

function walk(node: Root | Element, onHeading: (heading: Element) => void): void {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    if (/^h[1-6]$/.test(child.tagName)) onHeading(child);
    else walk(child, onHeading);
  }
}

function textOf(node: Element): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? textOf(child) : ""))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
