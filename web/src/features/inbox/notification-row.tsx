import { timestampDate } from "@bufbuild/protobuf/wkt";
import { type Notification, NotificationKind } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import {
  type Icon,
  IconAward,
  IconBell,
  IconBooks,
  IconNews,
  IconProgressCheck,
  IconSchool,
  IconShieldLock,
  IconUsers,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useLanguage, useWords } from "../../lib/words.ts";
import { markRead } from "./acts.ts";
import styles from "./notification-row.module.css";
import { inboxWords } from "./words.ts";

const looks: Partial<Record<NotificationKind, { icon: Icon; hue: string; word: keyof typeof inboxWords.en }>> = {
  [NotificationKind.SECURITY]: { icon: IconShieldLock, hue: "#4f46e5", word: "security" },
  [NotificationKind.KNOWLEDGE]: { icon: IconBooks, hue: "#b45309", word: "knowledge" },
  [NotificationKind.NEWS]: { icon: IconNews, hue: "#9a3412", word: "news" },
  [NotificationKind.LEARNING]: { icon: IconSchool, hue: "#0d9488", word: "learning" },
  [NotificationKind.CERTIFICATE]: { icon: IconAward, hue: "#b45309", word: "certificate" },
  [NotificationKind.PEOPLE]: { icon: IconUsers, hue: "#be185d", word: "people" },
  [NotificationKind.JOB]: { icon: IconProgressCheck, hue: "#0369a1", word: "job" },
};

/** One notification; opening it marks it as read. */
export function NotificationRow({
  notification,
  compact,
  actions,
}: {
  notification: Notification;
  compact?: boolean;
  actions?: ReactNode;
}) {
  const words = useWords(inboxWords);
  const { ago, date } = useLanguage();
  const { id, kind, title, body, link, read, createTime } = notification;
  const look = looks[kind];
  const KindIcon = look?.icon ?? IconBell;
  const time = createTime && timestampDate(createTime);
  const seen = () => {
    if (!read) void markRead([id], words("notKept"));
  };
  return (
    <li className={styles.row} data-unread={!read || undefined} data-compact={compact || undefined}>
      <span className={styles.icon} style={{ "--hue": look?.hue } as React.CSSProperties}>
        <KindIcon size={18} stroke={1.7} aria-hidden />
      </span>
      <div className={styles.text}>
        <div className={styles.title}>
          {link ? (
            <Link to={link} onClick={seen} className={styles.link}>
              {title}
            </Link>
          ) : (
            title
          )}
          {!read && <span className={styles.dot} role="img" aria-label={words("isNew")} />}
        </div>
        {body && <p className={styles.body}>{body}</p>}
        <p className={styles.about}>
          {look && <span>{words(look.word)} · </span>}
          {time && (
            <time dateTime={time.toISOString()} title={date(time)}>
              {ago(time)}
            </time>
          )}
        </p>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
