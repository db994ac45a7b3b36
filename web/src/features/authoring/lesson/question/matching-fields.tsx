import { create } from "@bufbuild/protobuf";
import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { AnswerKeySchema, PairSchema, type Question_Choice } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useWords } from "../../../../lib/words.ts";
import styles from "../lesson.module.css";
import { lessonWords } from "../words.ts";
import type { KeyFieldsProps } from "./question-fields.tsx";
import { newChoice } from "./with-kind.ts";

/** Items, each beside what it is matched with, and matches that are right for none. */
export function MatchingFields({ question, answerKey, wrongAt, onChange }: KeyFieldsProps) {
  const words = useWords(lessonWords);
  const { choices, targets } = question;
  const { pairs } = answerKey;
  const targetOf = (id: string) => pairs.find(({ choiceId }) => choiceId === id)?.targetId ?? "";
  const used = new Set(pairs.map(({ targetId }) => targetId));
  const spare = targets.filter(({ id }) => !used.has(id));
  const wrong = wrongAt("key.pairs") ?? (choices.length === 0 ? wrongAt("choices") : undefined);
  const textIn = (list: Question_Choice[], id: string, text: string) =>
    list.map((each) => (each.id === id ? { ...each, text } : each));
  const withPairs = (next: { choiceId: string; targetId: string }[]) => ({
    ...(question.key ?? create(AnswerKeySchema)),
    pairs: next.map((pair) => create(PairSchema, pair)),
  });

  function addPair() {
    const [choice, target] = [newChoice(), newChoice()];
    onChange({
      choices: [...choices, choice],
      targets: [...targets, target],
      key: withPairs([...pairs, { choiceId: choice.id, targetId: target.id }]),
    });
  }

  function removePair(id: string) {
    const targetId = targetOf(id);
    const rest = pairs.filter(({ choiceId }) => choiceId !== id);
    const shared = rest.some((pair) => pair.targetId === targetId);
    onChange({
      choices: choices.filter((choice) => choice.id !== id),
      targets: shared ? targets : targets.filter((target) => target.id !== targetId),
      key: withPairs(rest),
    });
  }

  return (
    <fieldset className={styles.list}>
      <legend>{words("pairs")}</legend>
      {choices.map(({ id, text }, index) => {
        const targetId = targetOf(id);
        const at = targets.findIndex((target) => target.id === targetId);
        const left = words("pairLeft", { number: index + 1 });
        const right = words("pairRight", { number: index + 1 });
        return (
          <div key={id} className={styles.pair}>
            <TextInput
              aria-label={left}
              placeholder={left}
              error={wrongAt(`choices[${index}].text`)}
              value={text}
              onChange={(event) => onChange({ choices: textIn(choices, id, event.currentTarget.value) })}
            />
            <span aria-hidden>→</span>
            <TextInput
              aria-label={right}
              placeholder={right}
              error={wrongAt(`targets[${at}].text`)}
              value={targets[at]?.text ?? ""}
              onChange={(event) => onChange({ targets: textIn(targets, targetId, event.currentTarget.value) })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              aria-label={`${words("remove")}: ${left}`}
              onClick={() => removePair(id)}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {spare.length > 0 && <p className={styles.sub}>{words("extraTargets")}</p>}
      {spare.map(({ id, text }, index) => {
        const label = words("target", { number: index + 1 });
        return (
          <div key={id} className={styles.line}>
            <TextInput
              aria-label={label}
              placeholder={label}
              error={wrongAt(`targets[${targets.findIndex((target) => target.id === id)}].text`)}
              value={text}
              onChange={(event) => onChange({ targets: textIn(targets, id, event.currentTarget.value) })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              aria-label={`${words("remove")}: ${label}`}
              onClick={() => onChange({ targets: targets.filter((target) => target.id !== id) })}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {wrong && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrong}
        </Text>
      )}
      <Group gap="xs">
        <Button variant="subtle" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={addPair}>
          {words("addPair")}
        </Button>
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange({ targets: [...targets, newChoice()] })}
        >
          {words("addTarget")}
        </Button>
      </Group>
    </fieldset>
  );
}
