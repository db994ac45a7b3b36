import { IconAlertTriangle, IconBulb, IconFlame, IconInfoCircle, IconMessage2Exclamation } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { defineWords, useWords } from "../../lib/words.ts";
import { type CalloutKind, calloutKinds } from "./callouts.ts";
import styles from "./markdown.module.css";

/** The words for the kinds of callouts, by kind. */
export const calloutWords = defineWords("callout", {
  en: { note: "Note", tip: "Tip", important: "Important", warning: "Warning", caution: "Caution" },
  ru: { note: "Заметка", tip: "Совет", important: "Важно", warning: "Внимание", caution: "Осторожно" },
});

const icons = {
  note: IconInfoCircle,
  tip: IconBulb,
  important: IconMessage2Exclamation,
  warning: IconAlertTriangle,
  caution: IconFlame,
};

/** A part of a text that stands out. */
export function Callout({ kind, children }: { kind: string; children: ReactNode }) {
  const words = useWords(calloutWords);
  const known: CalloutKind = calloutKinds.find((each) => each === kind) ?? "note";
  const Icon = icons[known];
  return (
    <div role="note" className={styles.callout} data-kind={known}>
      <strong>
        <Icon size={18} stroke={1.7} aria-hidden />
        {words(known)}
      </strong>
      {children}
    </div>
  );
}
