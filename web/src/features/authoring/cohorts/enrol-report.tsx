import type { EnrolLearnersResponse } from "@platform/connect/platform/learning/v1/cohort_service_pb.ts";
import { ImportOutcome } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import type { ReactNode } from "react";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./cohorts.module.css";
import { cohortWords } from "./words.ts";

const looks = {
  [ImportOutcome.UNSPECIFIED]: ["plain", "LEFT_OUT"],
  [ImportOutcome.TAKEN]: ["good", "TAKEN"],
  [ImportOutcome.CHANGED]: ["accent", "CHANGED"],
  [ImportOutcome.LEFT_OUT]: ["warn", "LEFT_OUT"],
} as const;

const reasons = [
  "PERSON_MISSING",
  "PERSON_UNKNOWN",
  "PERSON_REPEATED",
  "COHORT_UNKNOWN",
  "ALREADY_ENROLLED",
  "PREREQUISITE_MISSING",
] as const;

const delimiters = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

/** What became of a list, line by line, or would. */
export function EnrolReport({
  answer,
  dry,
  children,
}: {
  answer: EnrolLearnersResponse;
  dry: boolean;
  children?: ReactNode;
}) {
  const words = useWords(cohortWords);
  const { lines, enrolledCount, movedCount, leftOutCount, encoding, delimiter, unreadColumns } = answer;
  const sign = delimiters[delimiter as keyof typeof delimiters] ?? "comma";
  return (
    <section className="card section" aria-live="polite">
      <p className={styles.about}>
        <strong>{words(dry ? "tried" : "done")}</strong>{" "}
        {words("counts", { enrolled: enrolledCount, moved: movedCount, leftOut: leftOutCount })}
      </p>
      <p className={`quiet ${styles.about}`}>
        {words("readAs", { encoding, delimiter: words(sign) })}{" "}
        {unreadColumns.length > 0 && words("unread", { columns: unreadColumns.join(", ") })}
      </p>
      {children}
      <div className={styles.scroll}>
        <table className={styles.report}>
          <thead>
            <tr>
              <th scope="col">{words("line")}</th>
              <th scope="col">{words("person")}</th>
              <th scope="col">{words("cohort")}</th>
              <th scope="col">{words("outcome")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, person, cohort, outcome, reason }) => {
              const [tone, word] = looks[outcome];
              const why = reasons.find((each) => each === reason);
              return (
                <tr key={line}>
                  <td className="tabular">{line}</td>
                  <td>{person || "—"}</td>
                  <td>{cohort || "—"}</td>
                  <td>
                    <Chip tone={tone}>{words(word)}</Chip> {why && <span className="quiet">{words(why)}</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
