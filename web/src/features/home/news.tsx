import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Anchor } from "@mantine/core";
import type { Notification } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import { Link } from "react-router";
import { useLanguage, useWords } from "../../lib/words.ts";
import styles from "./home.module.css";
import { Part } from "./part.tsx";
import { homeWords } from "./words.ts";

/** The newest notifications, beside what there is to learn. */
export function News({
  notifications,
  failed,
  onRetry,
}: {
  notifications: Notification[];
  failed: boolean;
  onRetry: () => void;
}) {
  const words = useWords(homeWords);
  const { ago } = useLanguage();
  return (
    <Part
      title={words("news")}
      failed={failed}
      onRetry={onRetry}
      link={
        <Anchor component={Link} to="/inbox" fz="sm">
          {words("toInbox")}
        </Anchor>
      }
    >
      {notifications.length === 0 ? (
        <p className={`card quiet ${styles.noNews}`}>{words("noNews")}</p>
      ) : (
        <ul className={`card rows ${styles.news}`}>
          {notifications.map(({ id, title, link, read, createTime }) => (
            <li key={id} data-unread={!read || undefined}>
              <Link to={link || "/inbox"}>{title}</Link>
              {createTime && <span className="quiet">{ago(timestampDate(createTime))}</span>}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
