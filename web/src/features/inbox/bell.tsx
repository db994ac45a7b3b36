import { IconBell } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { Popup } from "../../components/popup.tsx";
import { LoadingRows } from "../../components/states.tsx";
import { useWords } from "../../lib/words.ts";
import styles from "./bell.module.css";
import { useUnread } from "./unread.ts";
import { inboxWords } from "./words.ts";

const Newest = lazy(() => import("./newest.tsx"));

/** The bell of the top bar: how many notifications wait, and the newest of them in a panel. */
export function Bell({ className }: { className: string | undefined }) {
  const words = useWords(inboxWords);
  const { unread } = useUnread();
  const count = unread > 0 ? words("unread", { count: unread }) : words("none");
  return (
    <Popup
      label={words("notifications")}
      className={className}
      width={400}
      button={
        <>
          <span className={styles.bell}>
            <IconBell size={20} stroke={1.7} aria-hidden />
            {unread > 0 && (
              <span className={styles.count} aria-hidden>
                {unread > 99 ? "99+" : unread}
              </span>
            )}
          </span>
          <span className="hidden">{`${words("notifications")}: ${count}`}</span>
        </>
      }
    >
      {() => (
        <Suspense fallback={<LoadingRows rows={3} />}>
          <Newest />
        </Suspense>
      )}
    </Popup>
  );
}
