import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import { talkWords } from "./words.ts";

/** Where a post is written. */
export function PostForm({
  label,
  action,
  text: before = "",
  onSay,
  onCancel,
}: {
  label: string;
  action: string;
  /** What the post says so far. */
  text?: string;
  /** Answers whether it went well. */
  onSay: (markdown: string) => Promise<boolean>;
  onCancel?: () => void;
}) {
  const words = useWords(talkWords);
  const [text, setText] = useState(before);
  const [sending, setSending] = useState(false);

  async function say() {
    if (text.trim() === "" || sending) return;
    setSending(true);
    const said = await onSay(text);
    setSending(false);
    if (said) setText("");
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={label}
          autosize
          minRows={2}
          maxRows={16}
          maxLength={5000}
          // Opened by a button, it is where one goes on.
          autoFocus={onCancel !== undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Arrows turn pages of the lesson elsewhere.
            event.stopPropagation();
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void say();
            if (event.key === "Escape" && text === before) onCancel?.();
          }}
        />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={sending} disabled={text.trim() === ""}>
            {action}
          </Button>
          {onCancel && (
            <Button variant="default" size="sm" onClick={onCancel}>
              {words("cancel")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
