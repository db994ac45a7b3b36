import { Button } from "@mantine/core";
import {
  IconAlignLeft,
  IconArrowsShuffle,
  IconClipboardText,
  IconFile,
  IconHelpCircle,
  IconPackage,
  IconVideo,
} from "@tabler/icons-react";
import { useWords } from "../../../lib/words.ts";
import type { BlockKind } from "./edited.ts";
import styles from "./lesson.module.css";
import { lessonWords } from "./words.ts";

const kinds = [
  ["text", IconAlignLeft],
  ["video", IconVideo],
  ["question", IconHelpCircle],
  ["draw", IconArrowsShuffle],
  ["assignment", IconClipboardText],
  ["package", IconPackage],
  ["file", IconFile],
] as const;

/** Buttons that add a block of each kind. */
export function AddBlock({ onAdd }: { onAdd: (kind: BlockKind) => void }) {
  const words = useWords(lessonWords);
  return (
    <fieldset className={styles.addBlock}>
      <legend className="hidden">{words("addHere")}</legend>
      {kinds.map(([kind, Icon]) => (
        <Button
          key={kind}
          variant="default"
          leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
          onClick={() => onAdd(kind)}
        >
          {words(kind)}
        </Button>
      ))}
    </fieldset>
  );
}
