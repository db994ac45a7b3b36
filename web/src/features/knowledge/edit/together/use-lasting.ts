import { useEffect, useState } from "react";

const longMs = 1500;

/** Whether something has held for so long that a person should know of it. */
export function useLasting(holds: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!holds) return;
    const timer = setTimeout(() => setLasts(true), longMs);
    return () => clearTimeout(timer);
  }, [holds]);
  return lasts;
}
