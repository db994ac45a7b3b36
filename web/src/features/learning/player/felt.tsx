import type { Enrolment } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./player.module.css";
import { playerWords } from "./words.ts";

/** How much of the course is done, 0 to 1. What was read a moment ago counts at once, before the service says so. */
export function doneOf(enrolment: Enrolment | undefined, lessonId: string, doneHere: number): number {
  const lessons = enrolment?.progress?.lessons ?? [];
  const all = lessons.reduce((sum, { blocks }) => sum + blocks, 0);
  const done = lessons.reduce(
    (sum, lesson) => sum + (lesson.lessonId === lessonId ? Math.max(lesson.doneBlocks, doneHere) : lesson.doneBlocks),
    0,
  );
  return all > 0 ? Math.min(1, done / all) : 0;
}

/** A line above the lesson that grows while one learns. */
export function Felt({ done }: { done: number }) {
  const words = useWords(playerWords);
  const { percent } = useFacts();
  return (
    <div
      className={styles.felt}
      role="progressbar"
      aria-label={words("progress", { percent: percent(done) })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(done * 100)}
    >
      <div style={{ width: `${done * 100}%` }} />
    </div>
  );
}
