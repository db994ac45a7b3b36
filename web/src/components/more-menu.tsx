import { IconDots } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./more-menu.module.css";
import { Popup } from "./popup.tsx";

/** What else may be done with the thing that a page shows, under three dots. */
export function MoreMenu({ label, children }: { label: string; children: (close: () => void) => ReactNode }) {
  return (
    <Popup
      label={label}
      className={styles.menu}
      button={
        <>
          <IconDots size={18} stroke={1.7} aria-hidden />
          <span className="hidden">{label}</span>
        </>
      }
    >
      {children}
    </Popup>
  );
}
