import { ActionIcon, Checkbox, MultiSelect } from "@mantine/core";
import { IconGripVertical, IconX } from "@tabler/icons-react";
import type { HTMLAttributes } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./path.module.css";
import type { EditedStep } from "./steps.ts";
import { pathEditWords } from "./words.ts";

/** A course of a path: what opens it, and whether it counts. */
export function StepRow({
  step,
  before,
  item,
  handle,
  onChange,
  onRemove,
}: {
  step: EditedStep;
  /** Those that stand before it. */
  before: readonly EditedStep[];
  item: HTMLAttributes<HTMLElement>;
  handle: HTMLAttributes<HTMLElement>;
  onChange: (part: Partial<EditedStep>) => void;
  onRemove: () => void;
}) {
  const words = useWords(pathEditWords);
  const { title, afterIds, optional } = step;
  return (
    <li className={`card ${styles.step}`} {...item}>
      <div className={styles.head}>
        <span className={styles.grip} {...handle} aria-hidden>
          <IconGripVertical size={18} stroke={1.7} />
        </span>
        <strong>{title}</strong>
        <Checkbox
          label={words("optional")}
          checked={optional}
          onChange={(event) => onChange({ optional: event.currentTarget.checked })}
        />
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={words("remove", { title })} onClick={onRemove}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      {before.length > 0 && (
        <MultiSelect
          label={words("after")}
          placeholder={afterIds.length > 0 ? "" : words("afterHint")}
          data={before.map(({ courseId, title: name }) => ({ value: courseId, label: name }))}
          value={afterIds}
          onChange={(ids) => onChange({ afterIds: ids })}
        />
      )}
    </li>
  );
}
