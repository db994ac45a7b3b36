import { Suspense } from "react";
import { NavLink, Outlet } from "react-router";
import styles from "./side-list.module.css";
import { Waiting } from "./states.tsx";

/** Pages of one module: their list at the side, on a phone above, and the one that is open. */
export function SideList({
  label,
  pages,
  wide,
}: {
  label: string;
  pages: { to: string; label: string }[];
  wide?: boolean;
}) {
  return (
    <div className={styles.layout} data-wide={wide || undefined}>
      <nav className={styles.list} aria-label={label}>
        {pages.map(({ to, label: word }) => (
          <NavLink key={to} to={to} className={styles.link}>
            {word}
          </NavLink>
        ))}
      </nav>
      <div className={styles.page}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
