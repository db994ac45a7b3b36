import { create } from "@bufbuild/protobuf";
import { Text } from "@mantine/core";
import { AnswerKeySchema, type GapKey, type Question_Gap } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { useWords } from "../../../../lib/words.ts";
import styles from "../lesson.module.css";
import { GapCard } from "./gap-card.tsx";
import { keyOf, withoutGap } from "./gaps.ts";
import type { KeyFieldsProps } from "./question-fields.tsx";
import { placeWords } from "./words.ts";

/** The gaps of a text, each with what belongs there. */
export function ClozeFields({ question, answerKey, wrongAt, onChange }: KeyFieldsProps) {
  const words = useWords(placeWords);
  const { gaps } = question;

  function set(gap: Question_Gap, key: GapKey) {
    onChange({
      gaps: gaps.map((each) => (each.id === gap.id ? gap : each)),
      key: {
        ...(question.key ?? create(AnswerKeySchema)),
        gaps: gaps.map(({ id }) => (id === gap.id ? key : keyOf(question, id))),
      },
    });
  }

  return (
    <div className={styles.list}>
      <p className={styles.sub}>{words("gapsHow")}</p>
      {gaps.map((gap, index) => {
        const at = answerKey.gaps.findIndex(({ gapId }) => gapId === gap.id);
        return (
          <GapCard
            key={gap.id}
            number={index + 1}
            gap={gap}
            gapKey={keyOf(question, gap.id)}
            wrongAt={(path) => wrongAt(`gaps[${index}].${path}`)}
            wrongKeyAt={(path) => (at < 0 ? wrongAt("key.gaps") : wrongAt(`key.gaps[${at}].${path}`))}
            onChange={set}
            onRemove={() => onChange(withoutGap(question, gap.id))}
          />
        );
      })}
      {gaps.length === 0 && wrongAt("gaps") && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrongAt("gaps")}
        </Text>
      )}
    </div>
  );
}
