import { ActionIcon, Radio, SegmentedControl, TagsInput, Text, TextInput } from "@mantine/core";
import type { GapKey, Question_Gap } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconTrash } from "@tabler/icons-react";
import { useId } from "react";
import { useWords } from "../../../../lib/words.ts";
import type { WrongAt } from "../field-errors.ts";
import styles from "../lesson.module.css";
import { lessonWords } from "../words.ts";
import { ListEnd } from "./list-end.tsx";
import { newChoice } from "./with-kind.ts";
import { placeWords } from "./words.ts";

/** A gap, how it is filled, and with what. */
export function GapCard({
  number,
  gap,
  gapKey,
  wrongAt,
  wrongKeyAt,
  onChange,
  onRemove,
}: {
  number: number;
  gap: Question_Gap;
  gapKey: GapKey;
  wrongAt: WrongAt;
  wrongKeyAt: WrongAt;
  onChange: (gap: Question_Gap, key: GapKey) => void;
  onRemove: () => void;
}) {
  const words = useWords(placeWords);
  const chosen = gap.choices.length > 0;

  // What was typed is offered first, and what was right is accepted: nothing is written twice.
  function turn(toChosen: boolean) {
    if (toChosen === chosen) return;
    const right = gap.choices.find(({ id }) => id === gapKey.choiceId);
    if (!toChosen)
      return onChange({ ...gap, choices: [] }, { ...gapKey, choiceId: "", texts: right ? [right.text] : [] });
    const choices = [newChoice(gapKey.texts[0]), newChoice()];
    onChange({ ...gap, choices }, { ...gapKey, choiceId: choices[0]?.id ?? "", texts: [] });
  }

  return (
    <fieldset className={styles.criterion} aria-label={words("gap", { number })}>
      <div className={styles.placeHead}>
        <strong>
          {words("gap", { number })} <code>{`[[${gap.id}]]`}</code>
        </strong>
        <SegmentedControl
          size="xs"
          aria-label={words("gapFilled")}
          value={chosen ? "chosen" : "typed"}
          onChange={(next) => turn(next === "chosen")}
          data={[
            { value: "typed", label: words("typed") },
            { value: "chosen", label: words("chosen") },
          ]}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={words("removeGap", { number })}
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
      {chosen ? (
        <GapChoices gap={gap} gapKey={gapKey} wrongAt={wrongAt} wrongKeyAt={wrongKeyAt} onChange={onChange} />
      ) : (
        <TagsInput
          label={words("accepted")}
          description={words("acceptedHint")}
          splitChars={[]}
          maxTags={100}
          maxLength={500}
          acceptValueOnBlur
          error={wrongKeyAt("texts")}
          value={gapKey.texts}
          onChange={(texts) => onChange(gap, { ...gapKey, texts })}
        />
      )}
      {wrongAt("id") && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrongAt("id")}
        </Text>
      )}
    </fieldset>
  );
}

function GapChoices({
  gap,
  gapKey,
  wrongAt,
  wrongKeyAt,
  onChange,
}: Omit<React.ComponentProps<typeof GapCard>, "number" | "onRemove">) {
  const words = useWords(lessonWords);
  const name = useId();
  const { choices } = gap;
  const wrong = (choices.length < 2 ? wrongAt("choices") : undefined) ?? wrongKeyAt("choice_id");
  return (
    <>
      {choices.map(({ id, text }, index) => (
        <div key={id} className={styles.line}>
          <Radio
            name={name}
            aria-label={words("right", { number: index + 1 })}
            checked={gapKey.choiceId === id}
            onChange={() => onChange(gap, { ...gapKey, choiceId: id })}
          />
          <TextInput
            aria-label={words("choice", { number: index + 1 })}
            placeholder={words("choice", { number: index + 1 })}
            error={wrongAt(`choices[${index}].text`)}
            value={text}
            onChange={(event) => {
              const next = event.currentTarget.value;
              const changed = choices.map((choice) => (choice.id === id ? { ...choice, text: next } : choice));
              onChange({ ...gap, choices: changed }, gapKey);
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={40}
            disabled={choices.length <= 2}
            aria-label={words("removeChoice", { number: index + 1 })}
            onClick={() => {
              const rest = choices.filter((choice) => choice.id !== id);
              onChange(
                { ...gap, choices: rest },
                { ...gapKey, choiceId: gapKey.choiceId === id ? "" : gapKey.choiceId },
              );
            }}
          >
            <IconTrash size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <ListEnd
        wrong={wrong}
        add={words("addChoice")}
        full={choices.length >= 50}
        onAdd={() => onChange({ ...gap, choices: [...choices, newChoice()] }, gapKey)}
      />
    </>
  );
}
