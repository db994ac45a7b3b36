import * as Y from "yjs";

/** What a tab has typed and not yet sent, with the texts between which it lies. */
export interface Unsent {
  documentId: string;
  update: Uint8Array;
  /** What the document said before it was typed. */
  base: string;
  mine: string;
}

const name = (pageId: string) => `unsent ${pageId}`;

/** Keeps in the tab what is not yet sent, or forgets it once it is. */
export function keepUnsent(pageId: string, unsent: Unsent | undefined): void {
  try {
    if (!unsent) sessionStorage.removeItem(name(pageId));
    else sessionStorage.setItem(name(pageId), JSON.stringify({ ...unsent, update: [...unsent.update] }));
  } catch {
    // A tab without room for it keeps what it shows.
  }
}

/** What the tab kept of a page when it was left. */
export function readUnsent(pageId: string): Unsent | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name(pageId)) ?? "null");
    if (!kept) return undefined;
    const update = Uint8Array.from(kept.update as number[]);
    Y.decodeUpdate(update);
    return { ...(kept as Unsent), update };
  } catch {
    return undefined;
  }
}
