import { Button } from "@mantine/core";
import { IconMessagePlus } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./discussion.module.css";
import { discussionWords } from "./words.ts";

/** As much as the service takes. */
const most = 500;

/** The selected words, and where below them there is room, from the top of the text. */
interface Selected {
  text: string;
  below: number;
}

/** A text of which words can be selected to be commented on. */
export function Quotable({ onQuote, children }: { onQuote: (words: string) => void; children: ReactNode }) {
  const words = useWords(discussionWords);
  const frame = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Selected>();
  useEffect(() => {
    const look = () => setSelected(frame.current ? selectedIn(frame.current) : undefined);
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  return (
    <div ref={frame} className={styles.quotable}>
      {children}
      {selected && (
        <Button
          className={styles.quoteButton}
          style={{ top: selected.below }}
          size="sm"
          leftSection={<IconMessagePlus size={18} stroke={1.7} aria-hidden />}
          // The selection would be gone before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            onQuote(selected.text);
            document.getSelection()?.removeAllRanges();
          }}
        >
          {words("quote")}
        </Button>
      )}
    </div>
  );
}

function selectedIn(frame: HTMLElement): Selected | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const text = selection.toString().replace(/\s+/g, " ").trim();
  if (text === "" || !frame.contains(range.commonAncestorContainer)) return undefined;
  const below = range.getBoundingClientRect().bottom - frame.getBoundingClientRect().top + 8;
  return { text: Array.from(text).slice(0, most).join(""), below };
}
