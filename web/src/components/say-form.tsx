import { useState } from "react";
import { SayFields } from "./say-fields.tsx";

/** Where something is said below something else. */
export function SayForm({
  label,
  action,
  cancel,
  text: before = "",
  hint,
  onSay,
  onCancel,
}: {
  label: string;
  action: string;
  /** The word for giving up. */
  cancel: string;
  /** What was said so far. */
  text?: string;
  hint?: string;
  /** Answers whether it went well. */
  onSay: (markdown: string) => Promise<boolean>;
  onCancel?: () => void;
}) {
  const [text, setText] = useState(before);

  async function say() {
    if (await onSay(text)) setText("");
  }

  return (
    <SayFields
      label={label}
      action={action}
      cancel={cancel}
      hint={hint}
      size="sm"
      text={text}
      changed={text !== before}
      onText={setText}
      onSay={say}
      onCancel={onCancel}
    />
  );
}
