import { timestampDate } from "@bufbuild/protobuf/wkt";
import { UnstyledButton } from "@mantine/core";
import type { Attempt } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./quiz.module.css";
import { quizWords } from "./words.ts";

/** The attempts before, each of which can be looked at again. */
export function History({
  attempts,
  shownId,
  onShow,
}: {
  attempts: Attempt[];
  shownId: string | undefined;
  onShow: (attempt: Attempt) => void;
}) {
  const words = useWords(quizWords);
  const { date } = useLanguage();
  const { percent } = useFacts();
  return (
    <div className={styles.history}>
      <h3>{words("history")}</h3>
      <ul>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <span className="tabular">{words("attempt", { number: attempt.number })}</span>
            <span className="quiet tabular">{attempt.submitTime && date(timestampDate(attempt.submitTime))}</span>
            <strong className="tabular">
              {attempt.answers.length === 0 ? words("lapsed") : percent(attempt.score)}
            </strong>
            {attempt.answers.length > 0 && attempt.id !== shownId && (
              <UnstyledButton className={styles.mode} onClick={() => onShow(attempt)}>
                {words("show")}
                <span className="hidden">: {words("attempt", { number: attempt.number })}</span>
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
