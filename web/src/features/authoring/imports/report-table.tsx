import { type ImportLine, ImportOutcome } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./imports.module.css";
import { useReasons } from "./reasons.ts";
import { importWords } from "./words.ts";

const looks = {
  [ImportOutcome.UNSPECIFIED]: ["plain", "taken"],
  [ImportOutcome.TAKEN]: ["good", "taken"],
  [ImportOutcome.CHANGED]: ["warn", "changed"],
  [ImportOutcome.LEFT_OUT]: ["bad", "leftOut"],
} as const;

/** A page of an import's report; without a course no line leads to a lesson. */
export function ReportTable({ courseId, lines }: { courseId?: string; lines: ImportLine[] }) {
  const words = useWords(importWords);
  const { code } = useLanguage();
  const { say } = useReasons();
  return (
    <table className={`card ${styles.report}`}>
      <thead>
        <tr>
          <th scope="col">{words("source")}</th>
          <th scope="col">{words("outcome")}</th>
          <th scope="col">{words("why")}</th>
          {courseId && <th scope="col">{words("lesson")}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ source, kind, title, outcome, reason, message, lessonId }, index) => {
          const [tone, word] = looks[outcome];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a source may stand in several lines.
            <tr key={`${source} ${index}`}>
              <td>
                <strong>{title || kind}</strong>
                <code>{[kind !== title && title && kind, source].filter(Boolean).join(" · ")}</code>
              </td>
              <td>
                <Chip tone={tone}>{words(word)}</Chip>
              </td>
              <td>
                {reason && (
                  <>
                    {say(reason, message)}
                    {message && (
                      <small lang="en" hidden={code === "ru" && message.length > 400}>
                        {message}
                      </small>
                    )}
                  </>
                )}
              </td>
              {courseId && (
                <td>
                  {lessonId && (
                    <Link
                      to={`/authoring/${courseId}/lessons/${lessonId}`}
                      aria-label={words("openLessonOf", { title: title || source })}
                    >
                      {words("openLesson")}
                    </Link>
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
