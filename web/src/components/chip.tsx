import type { ReactNode } from "react";
import styles from "./chip.module.css";

/** A word about a thing: its state, its role. */
export function Chip({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "accent" | "good" | "warn" | "bad";
  children: ReactNode;
}) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {children}
    </span>
  );
}
