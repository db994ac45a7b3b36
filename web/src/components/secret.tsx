import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useCopied } from "../lib/copied.ts";
import { defineWords, useWords } from "../lib/words.ts";
import styles from "./secret.module.css";

const texts = defineWords("secret", {
  en: { copy: "Copy", copied: "Copied" },
  ru: { copy: "Скопировать", copied: "Скопировано" },
});

/** Copies a text that is not easily typed. */
export function CopyText({ text }: { text: string }) {
  const words = useWords(texts);
  const { copied, copy } = useCopied();
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button size="sm" variant="default" leftSection={<Icon size={16} aria-hidden />} onClick={() => copy(text)}>
      <span aria-live="polite">{words(copied ? "copied" : "copy")}</span>
    </Button>
  );
}

/** A secret that is shown once, to be copied. */
export function Secret({ text }: { text: string }) {
  return (
    <div className={styles.secret}>
      <code>{text}</code>
      <CopyText text={text} />
    </div>
  );
}
