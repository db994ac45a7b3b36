import { Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./course.module.css";
import { courseWords } from "./words.ts";

/** A button that becomes a field for a title; Enter adds and waits for the next one. */
export function AddItem({
  label,
  action,
  prominent,
  onAdd,
}: {
  label: string;
  action: string;
  prominent?: boolean;
  onAdd: (title: string) => void;
}) {
  const words = useWords(courseWords);
  const [title, setTitle] = useState<string>();
  if (title === undefined) {
    return (
      <div className={styles.addButton}>
        <Button
          variant={prominent ? "filled" : "subtle"}
          size={prominent ? "md" : "sm"}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setTitle("")}
        >
          {action}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === "") return;
        onAdd(title.trim());
        setTitle("");
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") setTitle(undefined);
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={label}
        size="sm"
        maxLength={200}
        ref={(field) => {
          if (field && title === "") field.focus();
        }}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" size="sm">
        {words("add")}
      </Button>
      <Button size="sm" variant="default" onClick={() => setTitle(undefined)}>
        {words("cancel")}
      </Button>
    </form>
  );
}
