import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

let shown: string | undefined;

/** Moves the focus to a page's heading when the reader came from another page, so that a screen reader says it. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    if (shown !== undefined && shown !== pathname) heading.current?.focus({ preventScroll: true });
    shown = pathname;
  }, [pathname]);
  return heading;
}
