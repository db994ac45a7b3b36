import { Title } from "@mantine/core";
import type { Assignment, Criterion, Grade, PeerReview } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./assignment.module.css";
import { RubricMarks } from "./rubric-marks.tsx";
import { assignmentWords } from "./words.ts";

/** What a work was worth, and what was said of it. */
export function GradeView({
  grade,
  assignment,
  rubric,
  reviews,
}: {
  grade: Grade;
  assignment: Assignment;
  rubric: Criterion[];
  reviews: PeerReview[];
}) {
  const words = useWords(assignmentWords);
  const { code } = useLanguage();
  const { percent } = useFacts();
  const figure = (value: number) => new Intl.NumberFormat(code, { maximumFractionDigits: 2 }).format(value);
  const most = grade.score > 0 ? grade.points / grade.score : assignment.points;
  return (
    <div className={styles.grade}>
      <Title order={3}>{words("grade")}</Title>
      <p className={styles.score}>
        <strong className="tabular">{percent(grade.score)}</strong>
        <span className="quiet tabular">{words("points", { points: figure(grade.points), most: figure(most) })}</span>
      </p>
      {grade.fromPeers && <p className="quiet">{words("fromPeers")}</p>}
      {grade.marks.length > 0 && <RubricMarks rubric={rubric} marks={grade.marks} />}
      {grade.comment && (
        <>
          <Title order={4}>{words("said")}</Title>
          <Markdown text={grade.comment} level={4} small />
        </>
      )}
      {reviews.length > 0 && <PeerVoices rubric={rubric} reviews={reviews} />}
    </div>
  );
}

/** What peers found, one below the other. */
export function PeerVoices({ rubric, reviews }: { rubric: Criterion[]; reviews: PeerReview[] }) {
  const words = useWords(assignmentWords);
  const { percent } = useFacts();
  return (
    <details className={styles.more}>
      <summary>
        {words("peers")} ({reviews.length})
      </summary>
      <ol className={styles.voices}>
        {reviews.map(({ id, score, marks, comment }, index) => (
          <li key={id}>
            <strong>
              {words("peer", { number: index + 1 })} · <span className="tabular">{percent(score)}</span>
            </strong>
            <RubricMarks rubric={rubric} marks={marks} />
            {comment && <p className={styles.comment}>{comment}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
