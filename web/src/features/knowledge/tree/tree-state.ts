import { create } from "zustand";

interface TreeState {
  /** Pages whose children are shown. */
  open: Record<string, boolean>;
  /** Whether the tree beside the pages is put away. */
  hidden: boolean;
}

/** What of the trees is open; it outlives going from page to page. */
export const useTree = create<TreeState>(() => ({ open: {}, hidden: false }));

/** Shows or hides what lies below a page. */
export function setOpen(pageId: string, open: boolean): void {
  useTree.setState((state) => ({ open: { ...state.open, [pageId]: open } }));
}

/** Shows all that lies between the top and a page. */
export function openAll(pageIds: string[]): void {
  useTree.setState((state) => ({ open: { ...state.open, ...Object.fromEntries(pageIds.map((id) => [id, true])) } }));
}
