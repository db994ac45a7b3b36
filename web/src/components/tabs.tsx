import { Link } from "react-router";
import styles from "./tabs.module.css";

/** Views of one list, each with an address of its own. */
export function Tabs({
  label,
  tabs,
}: {
  label: string;
  tabs: { to: string; label: string; current: boolean; count?: number }[];
}) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, label: word, current, count }) => (
        <Link key={to} to={to} replace className={styles.tab} aria-current={current ? "page" : undefined}>
          {word}
          {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
