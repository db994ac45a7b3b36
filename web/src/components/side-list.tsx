import { Suspense, useEffect, useRef } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
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
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is current when the path changes.
  useEffect(() => {
    const nav = list.current;
    const current = nav?.querySelector<HTMLElement>("[aria-current]");
    if (nav && current) nav.scrollLeft = current.offsetLeft - (nav.clientWidth - current.clientWidth) / 2;
  }, [pathname]);

  return (
    <div className={styles.layout} data-wide={wide || undefined}>
      <nav ref={list} className={styles.list} aria-label={label}>
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
