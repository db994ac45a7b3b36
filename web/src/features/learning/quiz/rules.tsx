import { Button } from "@mantine/core";
import type { LessonGrading } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Attempt } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { IconCalendarDue, IconClock, IconListCheck, IconRefresh, IconTrophy } from "@tabler/icons-react";
import { FormFailure } from "../../../components/forms.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./quiz.module.css";
import { quizWords } from "./words.ts";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** What holds for an attempt, and the button that begins one; `compact` under a result, where the rules are known. */
export function Rules({
  grading,
  count,
  attempts,
  due,
  enrolled,
  pending,
  error,
  compact,
  onStart,
}: {
  grading: LessonGrading | undefined;
  count: number;
  attempts: Attempt[];
  due: Date | undefined;
  enrolled: boolean;
  pending: boolean;
  error: unknown;
  compact: boolean;
  onStart: () => void;
}) {
  const words = useWords(quizWords);
  const { date } = useLanguage();
  const { percent } = useFacts();
  const { category = "", maxAttempts = 0, minutes = 0 } = grading ?? {};
  const left = maxAttempts > 0 ? Math.max(0, maxAttempts - attempts.length) : undefined;
  const over = due !== undefined && due.getTime() < Date.now();
  const best = Math.max(0, ...attempts.map(({ score }) => score));
  const may = enrolled && left !== 0 && !over;
  const attemptsText =
    left === undefined ? words("unlimited") : left === 0 ? words("noneLeft") : words("attemptsLeft", { count: left });
  return (
    <div className={styles.rules}>
      {!compact && (
        <>
          <p className={styles.counts}>{category ? words("counts", { category }) : words("practice")}</p>
          <ul>
            <li>
              <IconListCheck {...look} />
              {words("questions", { count })}
            </li>
            <li>
              <IconRefresh {...look} />
              {attemptsText}
            </li>
            <li>
              <IconClock {...look} />
              {minutes > 0 ? words("limit", { count: minutes }) : words("noLimit")}
            </li>
            {due && (
              <li data-over={over || undefined}>
                <IconCalendarDue {...look} />
                {words(over ? "over" : "due", { date: date(due) })}
              </li>
            )}
            {attempts.length > 0 && (
              <li>
                <IconTrophy {...look} />
                {words("best", { percent: percent(best) })}
              </li>
            )}
          </ul>
        </>
      )}
      {!enrolled && <p className="quiet">{words("preview")}</p>}
      <FormFailure error={error} />
      {may && (
        <div className={styles.start}>
          <Button loading={pending} variant={compact && best >= 1 ? "default" : "filled"} onClick={onStart}>
            {words(attempts.length > 0 ? "retry" : "start")}
          </Button>
          {compact && <span className="quiet">{attemptsText}</span>}
        </div>
      )}
      {compact && !may && <p className="quiet">{over && due ? words("over", { date: date(due) }) : attemptsText}</p>}
    </div>
  );
}
