import { Button } from "@mantine/core";
import { type PathStep, PathStepState } from "@platform/connect/platform/learning/v1/path_pb.ts";
import { IconCheck, IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./paths.module.css";
import { pathWords } from "./words.ts";

const states = {
  [PathStepState.UNSPECIFIED]: "open",
  [PathStepState.LOCKED]: "locked",
  [PathStepState.OPEN]: "open",
  [PathStepState.STARTED]: "started",
  [PathStepState.COMPLETED]: "done",
  [PathStepState.GONE]: "gone",
} as const;

/** A course of a path: where one stands with it, and what one can do. */
export function Step({
  step: { course, state, optional, missing },
  place,
  onStart,
  pending,
}: {
  step: PathStep;
  place: number;
  /** Absent for those who are not logged in. */
  onStart: ((courseId: string) => void) | undefined;
  pending: boolean;
}) {
  const words = useWords(pathWords);
  const { length } = useFacts();
  if (!course) return null;
  const stands = states[state];
  return (
    <li className={styles.step} data-state={stands}>
      <span className={styles.number} aria-hidden>
        {stands === "done" ? <IconCheck size={18} stroke={3} /> : stands === "locked" ? <IconLock size={16} /> : place}
      </span>
      <div className={`card ${styles.body}`}>
        <div className={styles.about}>
          <Link to={`/courses/${course.id}`}>{course.title}</Link>
          {course.summary && <p className={styles.summary}>{course.summary}</p>}
          <span className={`quiet ${styles.marks}`}>
            {optional && <Chip>{words("optional")}</Chip>}
            <span className="hidden">{words(stands)}.</span>
            {stands === "locked" && words("after", { titles: missing.join(", ") })}
            {stands === "gone" && words("gone")}
            {stands !== "locked" && stands !== "gone" && length(course.minutes)}
          </span>
        </div>
        {stands === "open" && onStart && (
          <Button size="sm" loading={pending} onClick={() => onStart(course.id)}>
            {words("start")}
          </Button>
        )}
        {stands === "started" && (
          <Button component={Link} to={`/courses/${course.id}`} size="sm">
            {words("goOn")}
          </Button>
        )}
        {stands === "done" && (
          <Button component={Link} to={`/courses/${course.id}`} size="sm" variant="default">
            {words("look")}
          </Button>
        )}
      </div>
    </li>
  );
}
