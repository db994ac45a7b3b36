import { Group, Radio } from "@mantine/core";
import { useWords } from "../../../../lib/words.ts";
import { lessonWords } from "../words.ts";
import type { KeyFieldsProps } from "./question-fields.tsx";

/** Whether it is true. */
export function TruthFields({ answerKey, wrongAt, onKey }: KeyFieldsProps) {
  const words = useWords(lessonWords);
  return (
    <Radio.Group
      label={words("rightIs")}
      error={wrongAt("key.choice_ids")}
      value={answerKey.choiceIds[0] ?? ""}
      onChange={(id) => onKey({ choiceIds: [id] })}
    >
      <Group gap="lg">
        <Radio value="true" label={words("isTrue")} />
        <Radio value="false" label={words("isFalse")} />
      </Group>
    </Radio.Group>
  );
}
