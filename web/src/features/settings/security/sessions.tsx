import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useMutation, useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { Chip } from "../../../components/chip.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { readAnew } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./security.module.css";
import { securityWords } from "./words.ts";

/** The devices that are signed in, and the way to end each. */
export function Sessions() {
  const words = useWords(securityWords);
  const { ago, date } = useLanguage();
  const { data, isPending, error, refetch } = useQuery(SessionService.method.listSessions, {});
  const end = useMutation(SessionService.method.revokeSession, {
    onSuccess: async () => {
      toast({ text: words("ended") });
      await readAnew(SessionService.method.listSessions, AuditService.method.listOwnAuditEvents);
    },
  });
  const endOthers = useMutation(SessionService.method.revokeOtherSessions, {
    onSuccess: async ({ revoked }) => {
      toast({ text: words("endedOthers", { count: revoked }) });
      await readAnew(SessionService.method.listSessions, AuditService.method.listOwnAuditEvents);
    },
  });
  return (
    <Section
      title={words("sessions")}
      about={words("sessionsText")}
      actions={
        (data?.sessions.length ?? 0) > 1 && (
          <Button variant="default" size="sm" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            {words("endOthers")}
          </Button>
        )
      }
    >
      {isPending && <LoadingRows rows={2} />}
      {error && <Failed error={error} onRetry={refetch} />}
      <FormFailure error={end.error ?? endOthers.error} />
      {data && (
        <ul className={styles.items}>
          {data.sessions.map(({ id, device, place, current, createTime, lastUseTime }) => {
            const name = device || words("unknownDevice");
            const Icon = /android|iphone|ipad|ios|mobile/i.test(device) ? IconDeviceMobile : IconDeviceDesktop;
            return (
              <li key={id}>
                <Icon size={22} stroke={1.5} aria-hidden className="quiet" />
                <div className={styles.item}>
                  <span className={styles.name}>
                    {name} {current && <Chip tone="good">{words("thisSession")}</Chip>}
                  </span>
                  <span className="quiet">
                    {[
                      place,
                      lastUseTime && words("lastUsed", { ago: ago(timestampDate(lastUseTime)) }),
                      createTime && words("since", { date: date(timestampDate(createTime)) }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </div>
                {!current && (
                  <Button
                    variant="default"
                    size="sm"
                    loading={end.isPending && end.variables?.sessionId === id}
                    onClick={() => end.mutate({ sessionId: id })}
                  >
                    {words("endSession")}
                    <span className="hidden">: {name}</span>
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
