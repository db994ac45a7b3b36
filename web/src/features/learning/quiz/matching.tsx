import { NativeSelect } from "@mantine/core";
import type { Question_Choice } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { plain } from "../../../components/markdown/plain.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import { quizWords } from "./words.ts";

interface Pair {
  choiceId: string;
  targetId: string;
}

/** Each item with the one that belongs to it. */
export function Matching({
  choices,
  targets,
  pairs,
  onPairs,
}: {
  choices: Question_Choice[];
  targets: Question_Choice[];
  pairs: Pair[];
  onPairs: (pairs: Pair[]) => void;
}) {
  const words = useWords(quizWords);
  const matched = new Map(pairs.map(({ choiceId, targetId }) => [choiceId, targetId]));
  return (
    <div>
      <p className={styles.how}>{words("match")}</p>
      <ul className={styles.matches}>
        {choices.map(({ id, text }) => (
          <li key={id}>
            <Markdown text={text} small />
            <NativeSelect
              aria-label={plain(text)}
              value={matched.get(id) ?? ""}
              data={[
                { value: "", label: words("matchChoose") },
                ...targets.map((target) => ({ value: target.id, label: plain(target.text) })),
              ]}
              onChange={(event) => {
                const targetId = event.currentTarget.value;
                const others = pairs.filter(({ choiceId }) => choiceId !== id);
                onPairs(targetId ? [...others, { choiceId: id, targetId }] : others);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
