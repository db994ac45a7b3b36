import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { AuditEvent } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { useLanguage, useWords } from "../lib/words.ts";
import styles from "./audit-events.module.css";
import { auditWords } from "./audit-words.ts";
import { Chip } from "./chip.tsx";

/** Security acts, newest first; `withAccount` says also whose they are. */
export function AuditEvents({ events, withAccount }: { events: AuditEvent[]; withAccount?: (id: string) => void }) {
  const words = useWords(auditWords);
  const { date } = useLanguage();
  return (
    <ul className={`card rows ${styles.events}`}>
      {events.map(({ id, action, outcome, accountId, device, place, createTime }) => (
        <li key={id}>
          <div className={styles.act}>
            <span>{action in auditWords.en ? words(action as keyof typeof auditWords.en) : action}</span>
            {outcome !== "ok" && <Chip tone="warn">{words("refused")}</Chip>}
          </div>
          <div className={styles.about}>
            {createTime && <time className="tabular">{date(timestampDate(createTime))}</time>}
            {device && <span>{device}</span>}
            {place && <span className="tabular">{place}</span>}
            {outcome !== "ok" && <code>{outcome}</code>}
            {withAccount && accountId && (
              <button type="button" className={styles.account} onClick={() => withAccount(accountId)}>
                {accountId}
              </button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
