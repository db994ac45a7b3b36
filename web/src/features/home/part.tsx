import { Button, Group, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useWords } from "../../lib/words.ts";
import styles from "./home.module.css";
import { homeWords } from "./words.ts";

/** A part of the home page; where its service did not answer it says so, and the others stay as they are. */
export function Part({
  title,
  link,
  failed,
  onRetry,
  children,
}: {
  title: string;
  link?: ReactNode;
  failed: boolean;
  onRetry: () => void;
  children: ReactNode;
}) {
  const words = useWords(homeWords);
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <Group justify="space-between" align="baseline">
        <Title order={2} id={id}>
          {title}
        </Title>
        {link}
      </Group>
      {failed ? (
        <Group className={`card ${styles.failed}`} justify="space-between" role="status">
          <span>{words("partFailed")}</span>
          <Button variant="default" size="sm" onClick={onRetry}>
            {words("retry")}
          </Button>
        </Group>
      ) : (
        children
      )}
    </section>
  );
}
