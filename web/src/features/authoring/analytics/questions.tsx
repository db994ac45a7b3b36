import { Title } from "@mantine/core";
import type { QuestionStatistics } from "@platform/connect/platform/learning/v1/analytics_service_pb.ts";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { plain } from "../../../components/markdown/plain.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./analytics.module.css";
import { analyticsWords } from "./words.ts";

// Below this, those who know the rest miss the question as often as the others: its key or its words may be wrong.
const suspicious = 0;

const longest = 160;

function shortened(prompt: string): string {
  const line = plain(prompt);
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** How hard the questions are, and how well they tell people apart. */
export function Questions({ courseId, questions }: { courseId: string; questions: QuestionStatistics[] }) {
  const words = useWords(analyticsWords);
  const { code } = useLanguage();
  const percent = (share: number) => new Intl.NumberFormat(code, { style: "percent" }).format(share);
  const fine = new Intl.NumberFormat(code, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <section className="card section">
      <Title order={2}>{words("questions")}</Title>
      <p className={`quiet ${styles.text}`}>{words(questions.length === 0 ? "questionsNone" : "questionsText")}</p>
      {questions.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <section className={styles.scroll} tabIndex={0} aria-label={words("questions")}>
          <table className={`tabular ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">{words("question")}</th>
                <th scope="col">{words("answers")}</th>
                <th scope="col">{words("right")}</th>
                <th scope="col">{words("mean")}</th>
                <th scope="col">{words("discrimination")}</th>
              </tr>
            </thead>
            <tbody>
              {questions.map(
                ({ questionId, lessonId, lessonTitle, prompt, answerCount, rightShare, meanScore, discrimination }) => (
                  <tr key={`${lessonId} ${questionId}`}>
                    <th scope="row" className={styles.prompt}>
                      {shortened(prompt)}
                      {lessonTitle ? (
                        <Link to={`/authoring/${courseId}/lessons/${lessonId}`}>{lessonTitle}</Link>
                      ) : (
                        <span className="quiet">{words("gone")}</span>
                      )}
                    </th>
                    <td>{answerCount}</td>
                    <td>{percent(rightShare)}</td>
                    <td>{percent(meanScore)}</td>
                    <td>
                      {discrimination === undefined ? (
                        <span className="quiet">{words("tooFew")}</span>
                      ) : (
                        fine.format(discrimination)
                      )}
                      {discrimination !== undefined && discrimination < suspicious && (
                        <>
                          {" "}
                          <Chip tone="warn">{words("suspicious")}</Chip>
                        </>
                      )}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
