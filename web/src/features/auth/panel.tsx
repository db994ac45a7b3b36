import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTitle } from "../../components/page.tsx";
import { useHeadingFocus } from "../../lib/heading.ts";
import styles from "./entrance.module.css";

/** The one card of an entrance page; `below` is said under it. */
export function Panel({
  title,
  about,
  icon,
  tone,
  below,
  children,
}: {
  title: string;
  about?: ReactNode;
  icon?: ReactNode;
  tone?: "good" | "warn";
  below?: ReactNode;
  children?: ReactNode;
}) {
  useTitle(title);
  const heading = useHeadingFocus();
  return (
    <>
      <div className={styles.panel}>
        {icon && (
          <span className={styles.sign} data-tone={tone}>
            {icon}
          </span>
        )}
        <div className={styles.head}>
          <Title order={1} size={25} ref={heading} tabIndex={-1} className="heading">
            {title}
          </Title>
          {about && (
            <Text className="quiet breaking" component="div">
              {about}
            </Text>
          )}
        </div>
        {children}
      </div>
      {below && <p className={styles.below}>{below}</p>}
    </>
  );
}
