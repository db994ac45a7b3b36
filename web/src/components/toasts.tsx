import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { closeToast, type Toast, useToasts } from "../lib/toasts.ts";
import { defineWords, useWords } from "../lib/words.ts";
import styles from "./toasts.module.css";

const texts = defineWords("toasts", { en: { close: "Close" }, ru: { close: "Закрыть" } });

const shownFor = 7000;

/** Where short messages appear; a screen reader hears them as they come. */
export function Toasts() {
  const { toasts } = useToasts();
  return (
    <div className={styles.corner} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast: { id, text, action, failed } }: { toast: Toast }) {
  const words = useWords(texts);
  const card = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (failed) return;
    // Who points at it or has the focus in it is still reading.
    const timer = setInterval(() => {
      if (!card.current?.matches(":hover, :focus-within")) closeToast(id);
    }, shownFor);
    return () => clearInterval(timer);
  }, [id, failed]);

  return (
    <div ref={card} className={styles.toast} data-failed={failed || undefined}>
      <span className={styles.text}>{text}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            action.run();
            closeToast(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={words("close")} onClick={() => closeToast(id)}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  );
}
