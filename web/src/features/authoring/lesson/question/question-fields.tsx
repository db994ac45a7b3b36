import { create } from "@bufbuild/protobuf";
import { Button, Checkbox, Group, NativeSelect, NumberInput } from "@mantine/core";
import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import {
  type AnswerKey,
  AnswerKeySchema,
  type Question,
  QuestionKind,
} from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconForms } from "@tabler/icons-react";
import { useWords } from "../../../../lib/words.ts";
import { AssetMarkdown } from "../asset-markdown.tsx";
import type { WrongAt } from "../field-errors.ts";
import styles from "../lesson.module.css";
import { lessonWords } from "../words.ts";
import { ChoicesFields } from "./choices-fields.tsx";
import { ClozeFields } from "./cloze-fields.tsx";
import { withGap } from "./gaps.ts";
import { HintsFields } from "./hints-fields.tsx";
import { HotspotFields } from "./hotspot-fields.tsx";
import { MatchingFields } from "./matching-fields.tsx";
import { NumberFields } from "./number-fields.tsx";
import { OrderingFields } from "./ordering-fields.tsx";
import { TextsFields } from "./texts-fields.tsx";
import { TruthFields } from "./truth-fields.tsx";
import { withKind } from "./with-kind.ts";
import { placeWords } from "./words.ts";

/** What the fields of a kind of question are given. */
export interface KeyFieldsProps {
  courseId: string;
  assets: Asset[];
  onAsset: (asset: Asset) => void;
  question: Question;
  answerKey: AnswerKey;
  wrongAt: WrongAt;
  onChange: (change: Partial<Question>) => void;
  onKey: (change: Partial<AnswerKey>) => void;
}

const kinds = [
  [QuestionKind.SINGLE, "single"],
  [QuestionKind.MULTIPLE, "multiple"],
  [QuestionKind.TRUE_FALSE, "trueFalse"],
  [QuestionKind.NUMERIC, "numeric"],
  [QuestionKind.TEXT, "textKind"],
  [QuestionKind.ORDERING, "ordering"],
  [QuestionKind.MATCHING, "matching"],
  [QuestionKind.CLOZE, "cloze"],
  [QuestionKind.HOTSPOT, "hotspot"],
] as const;

const partial = new Set([
  QuestionKind.MULTIPLE,
  QuestionKind.ORDERING,
  QuestionKind.MATCHING,
  QuestionKind.CLOZE,
  QuestionKind.HOTSPOT,
]);

const shuffled = new Set([QuestionKind.SINGLE, QuestionKind.MULTIPLE]);

const fieldsOf: Partial<Record<QuestionKind, (props: KeyFieldsProps) => React.ReactNode>> = {
  [QuestionKind.SINGLE]: ChoicesFields,
  [QuestionKind.MULTIPLE]: ChoicesFields,
  [QuestionKind.TRUE_FALSE]: TruthFields,
  [QuestionKind.NUMERIC]: NumberFields,
  [QuestionKind.TEXT]: TextsFields,
  [QuestionKind.ORDERING]: OrderingFields,
  [QuestionKind.MATCHING]: MatchingFields,
  [QuestionKind.CLOZE]: ClozeFields,
  [QuestionKind.HOTSPOT]: HotspotFields,
};

/** A question with its key. */
export function QuestionFields({
  courseId,
  assets,
  onAsset,
  question,
  wrongAt,
  onChange,
}: {
  courseId: string;
  assets: Asset[];
  onAsset: (asset: Asset) => void;
  question: Question;
  wrongAt: WrongAt;
  onChange: (question: Question) => void;
}) {
  const words = useWords(lessonWords);
  const key = question.key ?? create(AnswerKeySchema);
  const set = (change: Partial<Question>) => onChange({ ...question, ...change });
  const Fields = fieldsOf[question.kind];
  return (
    <>
      <Group gap="md" align="flex-start">
        <NativeSelect
          label={words("kind")}
          flex="1 1 200px"
          value={question.kind}
          onChange={(event) => onChange(withKind(question, Number(event.currentTarget.value)))}
          data={kinds.map(([kind, word]) => ({ value: String(kind), label: words(word) }))}
        />
        <NumberInput
          label={words("points")}
          w={120}
          size="md"
          min={0}
          max={1000}
          hideControls
          error={wrongAt("question.points")}
          value={question.points}
          onChange={(points) => set({ points: Number(points) || 0 })}
        />
      </Group>
      <AssetMarkdown
        courseId={courseId}
        assets={assets}
        onAsset={onAsset}
        label={words("prompt")}
        minRows={2}
        {...(question.kind === QuestionKind.CLOZE && {
          slots: {
            ids: question.gaps.map(({ id }) => id),
            fill: (_id, index) => <span className={styles.gapSign}>{index + 1}</span>,
          },
          tools: (cursor) => (
            <AddGap disabled={question.gaps.length >= 50} onAdd={() => set(withGap(question, cursor()))} />
          ),
        })}
        value={question.prompt}
        error={wrongAt("question.prompt")}
        onChange={(prompt) => set({ prompt })}
      />
      {Fields && (
        <Fields
          courseId={courseId}
          assets={assets}
          onAsset={onAsset}
          question={question}
          answerKey={key}
          wrongAt={(path) => wrongAt(`question.${path}`)}
          onChange={set}
          onKey={(change) => set({ key: { ...key, ...change } })}
        />
      )}
      {shuffled.has(question.kind) && (
        <Checkbox
          label={words("shuffle")}
          description={question.shuffle && words("shuffleHow")}
          checked={question.shuffle}
          onChange={(event) => set({ shuffle: event.currentTarget.checked })}
        />
      )}
      {partial.has(question.kind) && (
        <Checkbox
          label={words("partial")}
          checked={question.partialCredit}
          onChange={(event) => set({ partialCredit: event.currentTarget.checked })}
        />
      )}
      <HintsFields
        hints={question.hints}
        explanation={key.explanation}
        onHints={(hints) => set({ hints })}
        onExplanation={(explanation) => set({ key: { ...key, explanation } })}
      />
    </>
  );
}

function AddGap({ disabled, onAdd }: { disabled: boolean; onAdd: () => void }) {
  const words = useWords(placeWords);
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconForms size={16} stroke={1.7} aria-hidden />}
      disabled={disabled}
      onClick={onAdd}
    >
      {words("addGap")}
    </Button>
  );
}
