import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useMutation, useQuery } from "@connectrpc/connect-query";
import { Button, Text } from "@mantine/core";
import { ApiKeyService } from "@platform/connect/platform/auth/v1/api_key_service_pb.ts";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import type { ApiKey } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { useState } from "react";
import { Confirm } from "../../../components/confirm.tsx";
import { Section } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { readAnew } from "../../../lib/query.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { CreateApiKey } from "./create-api-key.tsx";
import styles from "./security.module.css";
import { securityWords } from "./words.ts";

/** Personal API keys. */
export function ApiKeys() {
  const words = useWords(securityWords);
  const { ago, day } = useLanguage();
  const { data, isPending, error, refetch } = useQuery(ApiKeyService.method.listApiKeys, {});
  const [creating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<ApiKey>();
  const remove = useMutation(ApiKeyService.method.deleteApiKey, {
    onSuccess: async () => {
      setLeaving(undefined);
      await readAnew(ApiKeyService.method.listApiKeys, AuditService.method.listOwnAuditEvents);
    },
  });
  return (
    <Section
      title={words("keys")}
      about={words("keysText")}
      actions={
        <Button variant="default" size="sm" onClick={() => setCreating(true)}>
          {words("createKey")}
        </Button>
      }
    >
      {isPending && <LoadingRows rows={1} />}
      {error && <Failed error={error} onRetry={refetch} />}
      {data?.apiKeys.length === 0 && (
        <Text size="sm" className="quiet">
          {words("noKeys")}
        </Text>
      )}
      {data && data.apiKeys.length > 0 && (
        <ul className={styles.items}>
          {data.apiKeys.map((key) => (
            <li key={key.id}>
              <div className={styles.item}>
                <span className={styles.name}>
                  {key.name} <code className={`quiet ${styles.mono}`}>{key.prefix}…</code>
                </span>
                <span className="quiet">{key.scopes.join(", ")}</span>
                <span className="quiet">
                  {key.lastUseTime
                    ? words("lastUsed", { ago: ago(timestampDate(key.lastUseTime)) })
                    : words("neverUsed")}
                  {" · "}
                  {key.expireTime ? words("until", { date: day(timestampDate(key.expireTime)) }) : words("endless")}
                </span>
              </div>
              <Button variant="default" size="sm" onClick={() => setLeaving(key)}>
                {words("delete")}
                <span className="hidden">: {key.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {creating && <CreateApiKey onClose={() => setCreating(false)} />}
      {leaving && (
        <Confirm
          title={words("deleteKeyTitle", { name: leaving.name })}
          action={words("delete")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate({ apiKeyId: leaving.id })}
          onClose={() => setLeaving(undefined)}
        >
          {words("deleteKeyText")}
        </Confirm>
      )}
    </Section>
  );
}
