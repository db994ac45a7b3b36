import type { Criterion, CriterionMark } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./assignment.module.css";
import { assignmentWords } from "./words.ts";

/** A rubric with the levels that were found; without marks, what each criterion may bring. */
export function RubricMarks({ rubric, marks = [] }: { rubric: Criterion[]; marks?: CriterionMark[] }) {
  const words = useWords(assignmentWords);
  const { code } = useLanguage();
  const figure = (value: number) => new Intl.NumberFormat(code, { maximumFractionDigits: 2 }).format(value);
  const levelOf = new Map(marks.map(({ criterionId, levelId }) => [criterionId, levelId]));
  return (
    <dl className={styles.marks}>
      {rubric.map(({ id, title, description, levels }) => {
        const most = Math.max(...levels.map(({ points }) => points));
        const found = levels.find((level) => level.id === levelOf.get(id));
        const shown = found ? [found] : levels;
        return (
          <div key={id}>
            <dt>
              {title}
              {description && <span className="quiet">{description}</span>}
            </dt>
            {shown.map((level) => (
              <dd key={level.id}>
                {level.title}{" "}
                <span className="quiet tabular">
                  {words("levelPoints", { points: figure(level.points), most: figure(most) })}
                </span>
                {level.description && <span className="quiet">{level.description}</span>}
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}
