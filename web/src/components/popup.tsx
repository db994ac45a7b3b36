import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useLocation } from "react-router";
import styles from "./popup.module.css";

/**
 * A button with a panel that floats below it; on a phone the panel is a sheet. The browser's own popover gives the
 * top layer, Escape, and closing by a click beside it. The content is mounted when it is opened first.
 */
export function Popup({
  label,
  button,
  className,
  width = 280,
  children,
}: {
  /** What the panel is called. */
  label: string;
  /** What the button shows, its name included. */
  button: ReactNode;
  className?: string;
  width?: number;
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState({ top: 60, right: 16 });
  const { key } = useLocation();

  function close() {
    panel.current?.hidePopover();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a navigation, by its key, closes what floats.
  useEffect(close, [key]);

  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={id}
        onClick={(event) => setPlace(below(event.currentTarget, width))}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        style={
          {
            "--panel-width": `${width}px`,
            "--panel-top": `${place.top}px`,
            "--panel-right": `${place.right}px`,
          } as React.CSSProperties
        }
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        {open && children(close)}
      </div>
    </>
  );
}

// Right edge under right edge, as far as the window lets it.
function below(button: HTMLElement, width: number): { top: number; right: number } {
  const { bottom, right } = button.getBoundingClientRect();
  const most = window.innerWidth - width - 16;
  return { top: bottom + 8, right: Math.max(16, Math.min(window.innerWidth - right, most)) };
}
