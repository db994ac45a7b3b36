import { useEffect, useState } from "react";

interface Text {
  title: string;
  markdown: string;
}

/** A text that is written. What is not saved stays in the tab, so that leaving loses nothing. */
export function useKept(name: string, start: Text) {
  const [saved, setSaved] = useState(start);
  const [restored, setRestored] = useState(() => readKept(name));
  const [text, setText] = useState(() => restored ?? start);
  const dirty = text.title !== saved.title || text.markdown !== saved.markdown;

  useEffect(() => {
    const keep = () => {
      try {
        if (dirty) sessionStorage.setItem(name, JSON.stringify(text));
        else sessionStorage.removeItem(name);
      } catch {
        // A tab without room for it keeps what it shows.
      }
    };
    const timer = setTimeout(keep, 300);
    return () => {
      clearTimeout(timer);
      keep();
    };
  }, [name, text, dirty]);

  return {
    text,
    dirty,
    restored: restored !== undefined && dirty,
    change: (part: Partial<Text>) => setText((now) => ({ ...now, ...part })),
    /** Notes what was saved; `shown` shows it as well. */
    settle(said: Text, shown = false) {
      setSaved(said);
      setRestored(undefined);
      if (shown) setText(said);
    },
    discard() {
      setText(saved);
      setRestored(undefined);
    },
  };
}

function readKept(name: string): Text | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "null") as Text | null;
    return typeof kept?.title === "string" && typeof kept.markdown === "string" ? kept : undefined;
  } catch {
    return undefined;
  }
}
