import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";

/**
 * Puts the items of a list in another order: by dragging, and with Alt and an arrow on whatever in them has the focus.
 * `move` is told the place an item had and the one it gets.
 */
export function useReorder(count: number, move: (from: number, to: number) => void) {
  const dragged = useRef<number>(undefined);
  const [over, setOver] = useState<{ at: number; after: boolean }>();

  /** For the item itself. */
  const item = (index: number) => ({
    "data-drop": over?.at === index ? (over.after ? "after" : "before") : undefined,
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (dragged.current === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      const after = event.clientY > top + height / 2;
      if (over?.at !== index || over.after !== after) setOver({ at: index, after });
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const from = dragged.current;
      if (from === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const place = index + (over?.after ? 1 : 0);
      const to = place > from ? place - 1 : place;
      if (to !== from) move(from, to);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      const to = index + step;
      if (!event.altKey || step === 0 || to < 0 || to >= count) return;
      event.preventDefault();
      event.stopPropagation();
      move(index, to);
    },
  });

  /** For the part of the item by which it is dragged. */
  const handle = (index: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.stopPropagation();
      dragged.current = index;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      const row = event.currentTarget.closest("li");
      if (row) event.dataTransfer.setDragImage(row, 16, 16);
    },
    onDragEnd: () => {
      dragged.current = undefined;
      setOver(undefined);
    },
  });

  return { item, handle };
}

/** A list with the item at `from` put at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = [...list];
  rest.splice(to, 0, ...rest.splice(from, 1));
  return rest;
}
