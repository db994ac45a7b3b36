import { TagsInput } from "@mantine/core";
import { useWords } from "../../../../lib/words.ts";
import { lessonWords } from "../words.ts";
import type { KeyFieldsProps } from "./question-fields.tsx";

/** The texts that count as right. */
export function TextsFields({ answerKey, wrongAt, onKey }: KeyFieldsProps) {
  const words = useWords(lessonWords);
  return (
    <TagsInput
      label={words("texts")}
      description={words("textsHint")}
      splitChars={[]}
      maxTags={100}
      maxLength={500}
      acceptValueOnBlur
      error={wrongAt("key.texts")}
      value={answerKey.texts}
      onChange={(texts) => onKey({ texts })}
    />
  );
}
