import { ActionIcon } from "@mantine/core";
import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Block } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconArrowDown, IconArrowUp, IconCopy, IconGripVertical, IconTrash } from "@tabler/icons-react";
import type { HTMLAttributes } from "react";
import { useWords } from "../../../lib/words.ts";
import { AssignmentFields } from "./assignment/assignment-fields.tsx";
import { DrawFields } from "./draw-fields.tsx";
import type { EditedBlock } from "./edited.ts";
import { useWrongAt, type Violations } from "./field-errors.ts";
import { FileFields } from "./file-fields.tsx";
import styles from "./lesson.module.css";
import { PackageFields } from "./package-fields.tsx";
import { QuestionFields } from "./question/question-fields.tsx";
import { TextFields } from "./text-fields.tsx";
import { VideoFields } from "./video-fields.tsx";
import { lessonWords } from "./words.ts";

/** A block to write, and what may be done with it. */
export function BlockCard({
  courseId,
  edited: { key, block },
  place,
  count,
  assets,
  violations,
  item,
  handle,
  onAsset,
  onChange,
  onMove,
  onDuplicate,
  onRemove,
}: {
  courseId: string;
  edited: EditedBlock;
  place: number;
  count: number;
  assets: Asset[];
  violations: Violations;
  item: HTMLAttributes<HTMLElement>;
  handle: HTMLAttributes<HTMLElement>;
  onAsset: (asset: Asset) => void;
  onChange: (block: Block) => void;
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  const words = useWords(lessonWords);
  const wrongAt = useWrongAt(violations, `blocks[${place}].`);
  const { content } = block;
  const kind = content.case ?? "text";
  const files = { courseId, assets, onAsset };
  const acts = [
    { word: "up", Icon: IconArrowUp, disabled: place === 0, run: () => onMove(place - 1) },
    { word: "down", Icon: IconArrowDown, disabled: place === count - 1, run: () => onMove(place + 1) },
    { word: "duplicate", Icon: IconCopy, disabled: false, run: onDuplicate },
    { word: "remove", Icon: IconTrash, disabled: false, run: onRemove },
  ] as const;
  const name = words("blockOf", { kind: words(kind), place: place + 1, count });
  return (
    <li id={`block-${key}`} className={`card ${styles.block}`} aria-label={name} {...item}>
      <div className={styles.blockHead}>
        <span className={styles.grip} {...handle} aria-hidden>
          <IconGripVertical size={18} stroke={1.7} />
        </span>
        <span className={styles.kind}>{words(kind)}</span>
        {acts.map(({ word, Icon, disabled, run }) => (
          <ActionIcon
            key={word}
            variant="subtle"
            color="gray"
            size={36}
            disabled={disabled}
            aria-label={`${words(word)}: ${name}`}
            onClick={run}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        ))}
      </div>
      <div className={styles.fields}>
        {content.case === "text" && (
          <TextFields
            {...files}
            text={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "text", value } })}
          />
        )}
        {content.case === "video" && (
          <VideoFields
            {...files}
            video={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "video", value } })}
          />
        )}
        {content.case === "file" && (
          <FileFields
            {...files}
            file={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "file", value } })}
          />
        )}
        {content.case === "draw" && (
          <DrawFields
            courseId={courseId}
            draw={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "draw", value } })}
          />
        )}
        {content.case === "assignment" && (
          <AssignmentFields
            {...files}
            assignment={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "assignment", value } })}
          />
        )}
        {content.case === "package" && (
          <PackageFields
            courseId={courseId}
            part={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "package", value } })}
          />
        )}
        {content.case === "question" && (
          <QuestionFields
            {...files}
            question={content.value}
            wrongAt={wrongAt}
            onChange={(value) => onChange({ ...block, content: { case: "question", value } })}
          />
        )}
      </div>
    </li>
  );
}
