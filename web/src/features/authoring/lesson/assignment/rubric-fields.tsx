import { create } from "@bufbuild/protobuf";
import { ActionIcon, Button, NumberInput, Text, TextInput } from "@mantine/core";
import {
  type Criterion,
  type Criterion_Level,
  Criterion_LevelSchema,
  CriterionSchema,
} from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useWords } from "../../../../lib/words.ts";
import { newId } from "../edited.ts";
import type { WrongAt } from "../field-errors.ts";
import styles from "../lesson.module.css";
import { assignmentFieldsWords } from "./words.ts";

/** Criteria with the levels at which a work may meet them. */
export function RubricFields({
  rubric,
  wrongAt,
  onChange,
}: {
  rubric: Criterion[];
  wrongAt: WrongAt;
  onChange: (rubric: Criterion[]) => void;
}) {
  const words = useWords(assignmentFieldsWords);

  function add() {
    const level = (title: string, points: number) => create(Criterion_LevelSchema, { id: newId(), title, points });
    const levels = [level(words("levelNo"), 0), level(words("levelYes"), 1)];
    onChange([...rubric, create(CriterionSchema, { id: newId(), levels })]);
  }

  return (
    <fieldset className={styles.list}>
      <legend>
        {words("rubric")} <span className="quiet">{words("rubricHint")}</span>
      </legend>
      {rubric.map((criterion, at) => (
        <CriterionFields
          key={criterion.id}
          criterion={criterion}
          at={at}
          wrongAt={wrongAt}
          onChange={(next) => onChange(rubric.with(at, next))}
          onRemove={() => onChange(rubric.toSpliced(at, 1))}
        />
      ))}
      {rubric.length === 0 && wrongAt("assignment.rubric") && (
        <Text size="sm" c="var(--bad)" role="alert">
          {words("mustRubric")}
        </Text>
      )}
      <div>
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={rubric.length >= 20}
          onClick={add}
        >
          {words("addCriterion")}
        </Button>
      </div>
    </fieldset>
  );
}

function CriterionFields({
  criterion,
  at,
  wrongAt,
  onChange,
  onRemove,
}: {
  criterion: Criterion;
  at: number;
  wrongAt: WrongAt;
  onChange: (criterion: Criterion) => void;
  onRemove: () => void;
}) {
  const words = useWords(assignmentFieldsWords);
  const { title, description, levels } = criterion;
  const number = at + 1;
  const path = `assignment.rubric[${at}]`;
  const setLevel = (place: number, change: Partial<Criterion_Level>) =>
    onChange({
      ...criterion,
      levels: levels.map((level, index) => (index === place ? { ...level, ...change } : level)),
    });
  return (
    <div className={styles.criterion}>
      <div className={styles.line}>
        <TextInput
          aria-label={words("criterion", { number })}
          placeholder={words("criterion", { number })}
          maxLength={200}
          error={wrongAt(`${path}.title`) && words("mustTitle")}
          value={title}
          onChange={(event) => onChange({ ...criterion, title: event.currentTarget.value })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={words("removeCriterion", { number })}
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
      <TextInput
        aria-label={`${words("criterionAbout")}: ${words("criterion", { number })}`}
        placeholder={words("criterionAbout")}
        maxLength={2000}
        value={description}
        onChange={(event) => onChange({ ...criterion, description: event.currentTarget.value })}
      />
      {levels.map((level, index) => {
        const place = { level: index + 1, number };
        return (
          <div key={level.id} className={styles.level}>
            <TextInput
              aria-label={words("level", place)}
              placeholder={words("level", place)}
              maxLength={200}
              error={wrongAt(`${path}.levels[${index}].title`) && words("mustTitle")}
              value={level.title}
              onChange={(event) => setLevel(index, { title: event.currentTarget.value })}
            />
            <NumberInput
              aria-label={words("levelPoints", place)}
              size="md"
              w={88}
              min={0}
              max={1000}
              hideControls
              value={level.points}
              onChange={(points) => setLevel(index, { points: Number(points) || 0 })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              disabled={levels.length <= 2}
              aria-label={words("removeLevel", place)}
              onClick={() => onChange({ ...criterion, levels: levels.toSpliced(index, 1) })}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {wrongAt(`${path}.levels`) && (
        <Text size="sm" c="var(--bad)" role="alert">
          {words("mustLevels")}
        </Text>
      )}
      <div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={levels.length >= 10}
          onClick={() =>
            onChange({ ...criterion, levels: [...levels, create(Criterion_LevelSchema, { id: newId(), points: 1 })] })
          }
        >
          {words("addLevel")}
        </Button>
      </div>
    </div>
  );
}
