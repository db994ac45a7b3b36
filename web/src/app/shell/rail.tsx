import { useMediaQuery } from "@mantine/hooks";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { Link, NavLink } from "react-router";
import { useUnread } from "../../features/inbox/unread.ts";
import { useDevice } from "../../lib/device.ts";
import { useWords } from "../../lib/words.ts";
import { shellWords } from "../words.ts";
import type { Module } from "./modules.ts";
import styles from "./shell.module.css";

/** The modules at the left edge; collapsed it keeps their icons, and says the words under the pointer. */
export function Rail({ modules }: { modules: Module[] }) {
  const words = useWords(shellWords);
  const { unread } = useUnread();
  const { railNarrow } = useDevice();
  const tablet = useMediaQuery("(max-width: 63.99em)", false, { getInitialValueInEffect: false });
  const Toggle = railNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={styles.rail} aria-label={words("modules")} data-narrow={railNarrow || tablet || undefined}>
      <Link to="/" className={styles.brand} aria-label="Platform">
        <img src="/icon.svg" width={28} height={28} alt="" />
        <span>Platform</span>
      </Link>
      {modules.map(({ name, to, icon: Icon, hue }) => (
        <NavLink key={name} to={to} end={to === "/"} className={styles.link} style={{ "--hue": hue } as CSSProperties}>
          <Icon size={20} stroke={1.7} aria-hidden />
          <span className={styles.word}>{words(name)}</span>
          {name === "inbox" && unread > 0 && (
            <span className={styles.count}>
              <span aria-hidden>{unread > 99 ? "99+" : unread}</span>
              <span className="hidden">{words("unread", { count: unread })}</span>
            </span>
          )}
        </NavLink>
      ))}
      <span className={styles.spring} />
      {!tablet && (
        <button
          type="button"
          className={styles.link}
          aria-expanded={!railNarrow}
          onClick={() => useDevice.setState({ railNarrow: !railNarrow })}
        >
          <Toggle size={20} stroke={1.7} aria-hidden />
          <span className={styles.word}>{words(railNarrow ? "expand" : "collapse")}</span>
        </button>
      )}
    </nav>
  );
}
