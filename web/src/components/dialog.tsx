import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { defineWords, useWords } from "../lib/words.ts";
import styles from "./dialog.module.css";

const texts = defineWords("dialog", { en: { close: "Close" }, ru: { close: "Закрыть" } });

/** A question or a short form above the page; `insistent` where a click beside it must not close it. */
export function Dialog({
  title,
  onClose,
  insistent,
  size = 480,
  children,
}: {
  title: string;
  onClose: () => void;
  insistent?: boolean;
  size?: number;
  children: ReactNode;
}) {
  const words = useWords(texts);
  return (
    <Modal.Root opened onClose={onClose} size={size} centered closeOnClickOutside={!insistent}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content radius="lg">
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton size={36} aria-label={words("close")} />
        </div>
        <Modal.Body className={styles.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
