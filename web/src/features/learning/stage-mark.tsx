import { IconCheck } from "@tabler/icons-react";
import { useWords } from "../../lib/words.ts";
import styles from "./stage-mark.module.css";
import { learningWords } from "./words.ts";

const said = { done: "lessonDone", begun: "lessonBegun", open: "lessonOpen" } as const;

/** A ring that fills: not begun, begun, done. */
export function StageMark({ stage }: { stage: "done" | "begun" | "open" }) {
  const words = useWords(learningWords);
  return (
    <span className={styles.mark} data-stage={stage}>
      {stage === "done" && <IconCheck size={14} stroke={3} aria-hidden />}
      <span className="hidden">{words(said[stage])}:</span>
    </span>
  );
}
