import { useState } from "react";

const name = (pageId: string) => `title ${pageId}`;

/** A title that is typed, until it is saved: others see it only then. What is not saved stays in the tab. */
export function useTypedTitle(pageId: string, saved: string) {
  const [typed, setTyped] = useState(() => read(pageId));
  return {
    title: typed ?? saved,
    changed: typed !== undefined && typed.trim() !== saved,
    type(title: string): void {
      setTyped(title);
      keep(pageId, title);
    },
    /** Follows again what is saved. */
    settle(): void {
      setTyped(undefined);
      keep(pageId, undefined);
    },
  };
}

function keep(pageId: string, title: string | undefined): void {
  try {
    if (title === undefined) sessionStorage.removeItem(name(pageId));
    else sessionStorage.setItem(name(pageId), title);
  } catch {
    // A tab without room for it keeps what it shows.
  }
}

function read(pageId: string): string | undefined {
  try {
    return sessionStorage.getItem(name(pageId)) ?? undefined;
  } catch {
    return undefined;
  }
}
