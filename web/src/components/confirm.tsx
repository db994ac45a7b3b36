import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { defineWords, useWords } from "../lib/words.ts";
import { Dialog } from "./dialog.tsx";
import { FormFailure } from "./forms.tsx";

const texts = defineWords("confirm", {
  en: { cancel: "Cancel", type: "Type “{{word}}” to confirm" },
  ru: { cancel: "Отмена", type: "Введите «{{word}}», чтобы подтвердить" },
});

/** Asks before what cannot be undone; the button says by name what will happen. `word` must be typed where it is given. */
export function Confirm({
  title,
  action,
  word,
  error,
  pending,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  action: string;
  word?: string;
  error?: unknown;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const words = useWords(texts);
  const [typed, setTyped] = useState("");
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!word || typed.trim() === word) onConfirm();
        }}
      >
        <Stack>
          <div className="breaking">{children}</div>
          {word && (
            <TextInput
              label={words("type", { word })}
              autoComplete="off"
              data-autofocus
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <FormFailure error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" color="red" loading={pending} disabled={word !== undefined && typed.trim() !== word}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
