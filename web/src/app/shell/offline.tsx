import { IconCloudOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useWords } from "../../lib/words.ts";
import { shellWords } from "../words.ts";
import styles from "./shell.module.css";

/** Says once, quietly, that the connection is gone. */
export function Offline() {
  const words = useWords(shellWords);
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <div className={styles.offline}>
          <IconCloudOff size={18} aria-hidden />
          {words("offline")}
        </div>
      )}
    </div>
  );
}

function watch(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
