import { Button, Group, Stack, Textarea } from "@mantine/core";
import { type ReactNode, type Ref, useState } from "react";

/** The field and the buttons by which something is said below something else; Ctrl and Enter send it. */
export function SayFields({
  label,
  action,
  cancel,
  hint,
  size = "md",
  text,
  changed,
  field,
  children,
  onText,
  onSay,
  onCancel,
}: {
  label: string;
  action: string;
  /** The word for giving up. */
  cancel: string;
  hint?: string | undefined;
  /** Of the buttons. */
  size?: "sm" | "md";
  text: string;
  /** Whether giving up would lose what was typed. */
  changed: boolean;
  field?: Ref<HTMLTextAreaElement>;
  /** What helps with typing, between the field and the buttons. */
  children?: ReactNode;
  onText: (text: string) => void;
  onSay: () => Promise<void>;
  onCancel?: (() => void) | undefined;
}) {
  const [sending, setSending] = useState(false);
  const isBlank = text.trim() === "";

  async function say() {
    if (isBlank || sending) return;
    setSending(true);
    await onSay();
    setSending(false);
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
          ref={field}
          label={label}
          description={hint}
          autosize
          minRows={2}
          maxRows={16}
          maxLength={5000}
          // Opened by a button, it is where one goes on.
          autoFocus={onCancel !== undefined}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void say();
            if (event.key === "Escape" && !changed) onCancel?.();
          }}
        />
        {children}
        <Group gap="xs">
          <Button type="submit" size={size} loading={sending} disabled={isBlank}>
            {action}
          </Button>
          {onCancel && (
            <Button variant="default" size={size} onClick={onCancel}>
              {cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
