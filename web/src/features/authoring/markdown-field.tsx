import { SegmentedControl, Textarea } from "@mantine/core";
import { type ReactNode, type Ref, useId, useState } from "react";
import { Markdown, type Resolve } from "../../components/markdown/markdown.tsx";
import type { Slots } from "../../components/markdown/slots.ts";
import { useWords } from "../../lib/words.ts";
import { courseWords } from "./course/words.ts";
import styles from "./markdown-field.module.css";

/** Markdown to write, and to see as learners will. */
export function MarkdownField({
  label,
  description,
  value,
  minRows = 4,
  error,
  tools,
  resolve,
  slots,
  field,
  onChange,
}: {
  label: string;
  description?: string;
  value: string;
  minRows?: number;
  error?: string | undefined;
  tools?: ReactNode;
  resolve?: Resolve;
  slots?: Slots | undefined;
  field?: Ref<HTMLTextAreaElement>;
  onChange: (value: string) => void;
}) {
  const words = useWords(courseWords);
  const [shown, setShown] = useState<"write" | "preview">("write");
  const id = useId();
  return (
    <div>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        {tools}
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={shown}
          onChange={(next) => setShown(next as typeof shown)}
          data={[
            { value: "write", label: words("write") },
            { value: "preview", label: words("preview") },
          ]}
        />
      </div>
      {description && <p className={styles.description}>{description}</p>}
      {shown === "write" ? (
        <Textarea
          id={id}
          autosize
          minRows={minRows}
          maxRows={30}
          error={error}
          value={value}
          {...(field && { ref: field })}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <div className={styles.preview}>
          <Markdown text={value} level={3} {...(resolve && { resolve })} {...(slots && { slots })} />
        </div>
      )}
    </div>
  );
}
