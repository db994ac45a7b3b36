import { ActionIcon, Checkbox, Radio, Textarea } from "@mantine/core";
import { QuestionKind } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconPin, IconTrash } from "@tabler/icons-react";
import { useWords } from "../../../../lib/words.ts";
import styles from "../lesson.module.css";
import { lessonWords } from "../words.ts";
import { ListEnd } from "./list-end.tsx";
import type { KeyFieldsProps } from "./question-fields.tsx";
import { newChoice } from "./with-kind.ts";

/** Answers to choose from, the right ones marked. */
export function ChoicesFields({ question, answerKey: { choiceIds }, wrongAt, onChange, onKey }: KeyFieldsProps) {
  const words = useWords(lessonWords);
  const { choices } = question;
  const single = question.kind === QuestionKind.SINGLE;
  const Mark = single ? Radio : Checkbox;
  const wrong = wrongAt("key.choice_ids") ?? (choices.length < 2 ? wrongAt("choices") : undefined);
  return (
    <fieldset className={styles.list}>
      <legend>
        {words("choices")} <span className="quiet">{words("choicesHint")}</span>
      </legend>
      {choices.map(({ id, text, fixed }, index) => (
        <div key={id} className={styles.line}>
          <Mark
            aria-label={words("right", { number: index + 1 })}
            checked={choiceIds.includes(id)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              if (single) onKey({ choiceIds: [id] });
              else onKey({ choiceIds: checked ? [...choiceIds, id] : choiceIds.filter((other) => other !== id) });
            }}
          />
          <Textarea
            aria-label={words("choice", { number: index + 1 })}
            placeholder={words("choice", { number: index + 1 })}
            autosize
            minRows={1}
            error={wrongAt(`choices[${index}].text`)}
            value={text}
            onChange={(event) => {
              const next = event.currentTarget.value;
              onChange({ choices: choices.map((choice) => (choice.id === id ? { ...choice, text: next } : choice)) });
            }}
          />
          {question.shuffle && (
            <ActionIcon
              variant={fixed ? "light" : "subtle"}
              color={fixed ? undefined : "gray"}
              size={40}
              aria-label={words("keepPlace", { number: index + 1 })}
              aria-pressed={fixed}
              title={words("keepPlace", { number: index + 1 })}
              onClick={() =>
                onChange({
                  choices: choices.map((choice) => (choice.id === id ? { ...choice, fixed: !fixed } : choice)),
                })
              }
            >
              <IconPin size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={40}
            aria-label={words("removeChoice", { number: index + 1 })}
            onClick={() =>
              onChange({
                choices: choices.filter((choice) => choice.id !== id),
                ...(question.key && {
                  key: { ...question.key, choiceIds: choiceIds.filter((other) => other !== id) },
                }),
              })
            }
          >
            <IconTrash size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <ListEnd wrong={wrong} add={words("addChoice")} onAdd={() => onChange({ choices: [...choices, newChoice()] })} />
    </fieldset>
  );
}
