import { Skeleton } from "@mantine/core";
import styles from "./home.module.css";

/** The home page before its parts have come, in their shape. */
export function HomeLoading() {
  return (
    <div className={`${styles.columns} ${styles.loading}`} aria-hidden>
      <div className={styles.column}>
        <Skeleton height={24} width={220} />
        <div className={styles.cards}>
          <Skeleton height={236} radius="lg" />
          <Skeleton height={236} radius="lg" />
        </div>
      </div>
      <div className={styles.part}>
        <Skeleton height={24} width={140} />
        <Skeleton height={236} radius="lg" />
      </div>
    </div>
  );
}
