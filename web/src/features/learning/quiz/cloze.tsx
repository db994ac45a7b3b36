import type { Question, Question_Gap } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import type { Given } from "./kept-answers.ts";
import { quizWords } from "./words.ts";

type Filled = Given["gaps"][number];

/** A text whose gaps are filled where they stand. */
export function Cloze({
  question: { prompt, gaps },
  filled,
  onFilled,
}: {
  question: Question;
  filled: Filled[];
  onFilled: (filled: Filled[]) => void;
}) {
  const words = useWords(quizWords);
  const set = (next: Filled) => onFilled([...filled.filter(({ gapId }) => gapId !== next.gapId), next]);
  return (
    <Markdown
      text={prompt}
      level={3}
      slots={{
        ids: gaps.map(({ id }) => id),
        fill: (id, index) => {
          const gap = gaps[index];
          const given = filled.find(({ gapId }) => gapId === id) ?? { gapId: id, choiceId: "", text: "" };
          const label = words("gap", { number: index + 1, count: gaps.length });
          return gap && <GapField gap={gap} given={given} label={label} onGiven={set} />;
        },
      }}
    />
  );
}

function GapField({
  gap: { choices },
  given,
  label,
  onGiven,
}: {
  gap: Question_Gap;
  given: Filled;
  label: string;
  onGiven: (given: Filled) => void;
}) {
  const words = useWords(quizWords);
  if (choices.length > 0) {
    return (
      <select
        className={styles.gap}
        aria-label={label}
        value={given.choiceId}
        onChange={(event) => onGiven({ ...given, choiceId: event.currentTarget.value })}
      >
        <option value="">{words("matchChoose")}</option>
        {choices.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      className={styles.gap}
      aria-label={label}
      size={Math.min(40, Math.max(10, given.text.length + 1))}
      maxLength={2000}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={given.text}
      onChange={(event) => onGiven({ ...given, text: event.currentTarget.value })}
    />
  );
}
