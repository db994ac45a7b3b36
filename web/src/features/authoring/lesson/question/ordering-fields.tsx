import { create } from "@bufbuild/protobuf";
import { ActionIcon, Textarea } from "@mantine/core";
import { AnswerKeySchema, type Question_Choice } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { moved } from "../../../../components/reorder.ts";
import { useWords } from "../../../../lib/words.ts";
import styles from "../lesson.module.css";
import { lessonWords } from "../words.ts";
import { ListEnd } from "./list-end.tsx";
import type { KeyFieldsProps } from "./question-fields.tsx";
import { newChoice } from "./with-kind.ts";

/** Things in their right order: the order in which they stand is the key. */
export function OrderingFields({ question, answerKey, wrongAt, onChange }: KeyFieldsProps) {
  const words = useWords(lessonWords);
  // An imported question may list its choices in another order than its key.
  const byId = new Map(question.choices.map((choice) => [choice.id, choice]));
  const ordered = answerKey.choiceIds.flatMap((id) => byId.get(id) ?? []);
  const choices = ordered.length === question.choices.length ? ordered : question.choices;
  const indexIn = (id: string) => question.choices.findIndex((choice) => choice.id === id);
  const set = (next: Question_Choice[]) =>
    onChange({
      choices: next,
      key: { ...(question.key ?? create(AnswerKeySchema)), choiceIds: next.map(({ id }) => id) },
    });
  const wrong = choices.length < 2 ? wrongAt("choices") : wrongAt("key.choice_ids");
  return (
    <fieldset className={styles.list}>
      <legend>
        {words("choices")} <span className="quiet">{words("order")}</span>
      </legend>
      {choices.map(({ id, text }, index) => {
        const item = words("item", { number: index + 1 });
        return (
          <div key={id} className={styles.line}>
            <span className={styles.place}>{index + 1}</span>
            <Textarea
              aria-label={item}
              placeholder={item}
              autosize
              minRows={1}
              error={wrongAt(`choices[${indexIn(id)}].text`)}
              value={text}
              onChange={(event) => {
                const next = event.currentTarget.value;
                set(choices.map((choice) => (choice.id === id ? { ...choice, text: next } : choice)));
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              disabled={index === 0}
              aria-label={`${words("up")}: ${item}`}
              onClick={() => set(moved(choices, index, index - 1))}
            >
              <IconArrowUp size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              disabled={index === choices.length - 1}
              aria-label={`${words("down")}: ${item}`}
              onClick={() => set(moved(choices, index, index + 1))}
            >
              <IconArrowDown size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              aria-label={`${words("remove")}: ${item}`}
              onClick={() => set(choices.filter((choice) => choice.id !== id))}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      <ListEnd wrong={wrong} add={words("addItem")} onAdd={() => set([...choices, newChoice()])} />
    </fieldset>
  );
}
