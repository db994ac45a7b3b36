import { Group, NumberInput } from "@mantine/core";
import { useWords } from "../../../../lib/words.ts";
import { lessonWords } from "../words.ts";
import type { KeyFieldsProps } from "./question-fields.tsx";

/** The right number, and how far an answer may be off. */
export function NumberFields({ answerKey, wrongAt, onKey }: KeyFieldsProps) {
  const words = useWords(lessonWords);
  return (
    <Group gap="md" align="flex-start">
      <NumberInput
        label={words("number")}
        flex="1 1 160px"
        size="md"
        hideControls
        decimalScale={12}
        error={wrongAt("key.number")}
        value={answerKey.number}
        onChange={(number) => onKey({ number: Number(number) || 0 })}
      />
      <NumberInput
        label={words("tolerance")}
        flex="1 1 160px"
        size="md"
        min={0}
        hideControls
        decimalScale={12}
        error={wrongAt("key.tolerance")}
        value={answerKey.tolerance}
        onChange={(tolerance) => onKey({ tolerance: Number(tolerance) || 0 })}
      />
    </Group>
  );
}
