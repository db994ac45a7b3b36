import { useEffect, useRef } from "react";
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
  const list = useRef<HTMLElement>(null);
  const here = tabs.find(({ current }) => current)?.to;
  // On a phone the view that one is on may stand beyond the edge.
  useEffect(() => {
    const tab = here && list.current?.querySelector<HTMLElement>("[aria-current]");
    if (tab) list.current?.scrollTo({ left: tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2 });
  }, [here]);
  return (
    <nav className={styles.tabs} aria-label={label} ref={list}>
      {tabs.map(({ to, label: word, current, count }) => (
        <Link key={to} to={to} replace className={styles.tab} aria-current={current ? "page" : undefined}>
          {word}
          {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
