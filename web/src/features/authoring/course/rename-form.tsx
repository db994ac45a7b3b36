import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./course.module.css";
import { courseWords } from "./words.ts";

/** Another name in place of the old one; `section` where the item belongs to one. */
export function RenameForm({
  title: before,
  label,
  section,
  onSave,
  onClose,
}: {
  title: string;
  label: string;
  section?: string;
  onSave: (next: { title: string; section: string }) => void;
  onClose: () => void;
}) {
  const words = useWords(courseWords);
  const [title, setTitle] = useState(before);
  const [within, setWithin] = useState(section ?? "");
  return (
    <form
      className={styles.rename}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") return;
        onSave({ title: title.trim(), section: within.trim() });
        onClose();
      }}
    >
      <TextInput
        label={label}
        size="sm"
        maxLength={200}
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {section !== undefined && (
        <TextInput
          label={words("section")}
          description={words("sectionHint")}
          size="sm"
          maxLength={200}
          value={within}
          onChange={(event) => setWithin(event.currentTarget.value)}
        />
      )}
      <Group gap="xs">
        <Button type="submit" size="sm" disabled={title.trim() === ""}>
          {words("save")}
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          {words("cancel")}
        </Button>
      </Group>
    </form>
  );
}
