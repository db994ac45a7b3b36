import { useEffect, useState, useSyncExternalStore } from "react";
import { readPagesAnew } from "../../refresh.ts";
import { Line } from "./line.ts";

/** The line to the document of a page, for as long as it is shown. */
export function useLine(pageId: string) {
  const [line] = useState(() => new Line(pageId));
  useEffect(() => {
    line.open();
    return () => void line.close().then(readPagesAnew);
  }, [line]);
  const standing = useSyncExternalStore(line.subscribe, line.read);
  return { line, standing };
}
