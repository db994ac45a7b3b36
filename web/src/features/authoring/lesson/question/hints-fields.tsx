import { ActionIcon, Button, Textarea } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useWords } from "../../../../lib/words.ts";
import styles from "../lesson.module.css";
import { lessonWords } from "../words.ts";

/** Help that learners may ask for, and why the right answer is right. */
export function HintsFields({
  hints,
  explanation,
  onHints,
  onExplanation,
}: {
  hints: string[];
  explanation: string;
  onHints: (hints: string[]) => void;
  onExplanation: (explanation: string) => void;
}) {
  const words = useWords(lessonWords);
  return (
    <details className={styles.more} open={explanation !== "" || hints.length > 0 || undefined}>
      <summary>{words("more")}</summary>
      <fieldset className={styles.list}>
        <legend>{words("hints")}</legend>
        {hints.map((hint, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hints have no name but their place.
          <div key={index} className={styles.line}>
            <Textarea
              aria-label={words("hint", { number: index + 1 })}
              placeholder={words("hint", { number: index + 1 })}
              autosize
              minRows={1}
              value={hint}
              onChange={(event) => onHints(hints.with(index, event.currentTarget.value))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              aria-label={words("removeHint", { number: index + 1 })}
              onClick={() => onHints(hints.toSpliced(index, 1))}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="subtle"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={hints.length >= 10}
            onClick={() => onHints([...hints, ""])}
          >
            {words("addHint")}
          </Button>
        </div>
      </fieldset>
      <Textarea
        label={words("explanation")}
        description={words("explanationHint")}
        autosize
        minRows={2}
        value={explanation}
        onChange={(event) => onExplanation(event.currentTarget.value)}
      />
    </details>
  );
}
