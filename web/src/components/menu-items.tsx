import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./menu-items.module.css";

/** A line of a panel that leads somewhere. */
export function MenuLink({ to, icon, children }: { to: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Link to={to} className={styles.item}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

/** A line of a panel that does something. */
export function MenuButton({
  onClick,
  icon,
  children,
}: {
  onClick: () => void;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <button type="button" onClick={onClick} className={styles.item}>
      {icon}
      <span>{children}</span>
    </button>
  );
}

/** A line between groups of lines. */
export function MenuLine() {
  return <hr className={styles.line} />;
}
