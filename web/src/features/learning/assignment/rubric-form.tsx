import { Radio, Stack, Text } from "@mantine/core";
import type { Criterion } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import styles from "./assignment.module.css";

/** Levels by criterion: the id of the one that was chosen. */
export type Marks = Record<string, string>;

/** Marks as contracts name them. */
export function toMarks(marks: Marks): { criterionId: string; levelId: string }[] {
  return Object.entries(marks).map(([criterionId, levelId]) => ({ criterionId, levelId }));
}

/** A rubric to mark a work by. */
export function RubricForm({
  rubric,
  marks,
  wrong,
  onMarks,
}: {
  rubric: Criterion[];
  marks: Marks;
  wrong?: string | undefined;
  onMarks: (marks: Marks) => void;
}) {
  return (
    <div className={styles.rubric}>
      {rubric.map(({ id, title, description, levels }) => (
        <Radio.Group
          key={id}
          label={title}
          description={description || undefined}
          value={marks[id] ?? ""}
          error={wrong && !marks[id] ? wrong : undefined}
          onChange={(level) => onMarks({ ...marks, [id]: level })}
        >
          <Stack gap={4} mt={4}>
            {levels.map((level) => (
              <Radio
                key={level.id}
                value={level.id}
                label={
                  <>
                    {level.title} <span className="quiet tabular">({level.points})</span>
                  </>
                }
                description={level.description || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
      ))}
      {wrong && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrong}
        </Text>
      )}
    </div>
  );
}
