/** Where a page is put beside or below another. */
export type Drop = "before" | "inside" | "after";

/** What a pointer over a row means: its upper and lower quarter lie between pages, the middle is the page itself. */
export function dropAt(pointer: number, top: number, height: number): Drop {
  const share = (pointer - top) / height;
  return share < 0.25 ? "before" : share > 0.75 ? "after" : "inside";
}

/** A place in a tree as the contract names it. */
export interface Place {
  parentId: string;
  afterId: string;
}

/** The place that a drop on a page means; `previousId` is the sibling before it, empty for the first. */
export function placeOf(drop: Drop, target: { id: string; parentId: string; previousId: string }): Place {
  if (drop === "inside") return { parentId: target.id, afterId: "" };
  return { parentId: target.parentId, afterId: drop === "after" ? target.id : target.previousId };
}

/** The sibling after which a page stands once it went one step; undefined where it cannot go further. */
export function stepped(siblings: string[], pageId: string, step: 1 | -1): string | undefined {
  const at = siblings.indexOf(pageId);
  const to = at + step;
  if (at < 0 || to < 0 || to >= siblings.length) return undefined;
  return step === 1 ? siblings[to] : (siblings[to - 1] ?? "");
}
