import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Enrolment } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { Chip } from "../../../components/chip.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import { learningWords } from "../words.ts";
import styles from "./course.module.css";

/** How far one is, and how far from passing. */
export function Grade({ course, enrolment }: { course: Course; enrolment: Enrolment }) {
  const words = useWords(learningWords);
  const { percent } = useFacts();
  const { done = 0, grade = 0, passed = false } = enrolment.progress ?? {};
  const { passScore = 0, categories = [], requireAllBlocks = false } = course.grading ?? {};
  const graded = categories.length > 0 && passScore > 0;
  const pass = percent(passScore);
  const total = categories.reduce((sum, { weight }) => sum + weight, 0);
  const need = graded ? (requireAllBlocks ? "passScoreAndAll" : "passScore") : "passAll";
  return (
    <div className={styles.grade}>
      <div className={styles.done}>
        <span className="tabular">{words("doneShare", { percent: percent(done) })}</span>
        {passed && <Chip tone="good">{words("passed")}</Chip>}
      </div>
      <ProgressBar value={done} label={words("doneShare", { percent: percent(done) })} />
      {graded && (
        <div className={styles.mark}>
          <span>{words("grade")}</span>
          <span className="tabular">
            {words(grade >= passScore ? "gradePassed" : "gradeOf", { grade: percent(grade), pass })}
          </span>
          <div className={styles.scale} aria-hidden>
            <div style={{ width: `${Math.min(grade, 1) * 100}%` }} />
            <i style={{ insetInlineStart: `${passScore * 100}%` }} />
          </div>
        </div>
      )}
      {!passed && (
        <p className={styles.need}>
          <strong>{words("toPass")}</strong> {words(need, { pass })}
        </p>
      )}
      {graded && categories.length > 1 && total > 0 && (
        <details className={styles.weights}>
          <summary>{words("weights")}</summary>
          <ul>
            {categories.map(({ name, weight, dropLowest }) => (
              <li key={name}>
                <span>{name}</span>
                <span className="quiet tabular">
                  {[
                    words("weight", { percent: percent(weight / total) }),
                    dropLowest > 0 && words("dropped", { count: dropLowest }),
                  ]
                    .filter(Boolean)
                    .join(", ")}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
