import { IconClock } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./quiz.module.css";
import { quizWords } from "./words.ts";

// Answers are on their way a moment before the service stops taking them.
const ahead = 2000;
const shortly = 60_000;
const day = 86_400_000;

/** The time that is left; nothing while it is more than a day. */
export function Countdown({ until, onOver }: { until: Date; onOver: () => void }) {
  const words = useWords(quizWords);
  const [left, setLeft] = useState(() => until.getTime() - Date.now());
  const over = useRef(onOver);
  over.current = onOver;
  const ended = left <= ahead;
  const end = until.getTime();
  useEffect(() => {
    const timer = setInterval(() => setLeft(end - Date.now()), 500);
    return () => clearInterval(timer);
  }, [end]);
  useEffect(() => {
    if (ended) over.current();
  }, [ended]);
  if (left > day) return null;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = (parts[0] ? parts : parts.slice(1)).map((part) => String(part).padStart(2, "0")).join(":");
  return (
    <span className={styles.clock} data-short={left < shortly || undefined}>
      <IconClock size={16} stroke={1.9} aria-hidden />
      <span className="hidden">{words("timeLeft")}</span>
      <span className="tabular" role="timer">
        {shown}
      </span>
      <span className="hidden" role="status">
        {left < shortly && words("minuteLeft")}
      </span>
    </span>
  );
}
