import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { useMutation, useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import type { Passkey } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { FactorService } from "@platform/connect/platform/auth/v1/factor_service_pb.ts";
import { useMutation as useTask } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../components/confirm.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./security.module.css";
import { securityWords } from "./words.ts";

/** The passkeys of the account. */
export function Passkeys() {
  const words = useWords(securityWords);
  const { ago, date } = useLanguage();
  const { data, isPending, error, refetch } = useQuery(FactorService.method.getFactors, {});
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Passkey>();
  const remove = useMutation(FactorService.method.deletePasskey, {
    onSuccess: async () => {
      setLeaving(undefined);
      await readAnew(FactorService.method.getFactors, AuditService.method.listOwnAuditEvents);
    },
  });
  return (
    <Section
      title={words("passkeys")}
      about={words("passkeysText")}
      actions={
        <Button variant="default" size="sm" onClick={() => setAdding(true)}>
          {words("addPasskey")}
        </Button>
      }
    >
      {isPending && <LoadingRows rows={1} />}
      {error && <Failed error={error} onRetry={refetch} />}
      {data?.passkeys.length === 0 && (
        <Text size="sm" className="quiet">
          {words("noPasskeys")}
        </Text>
      )}
      {data && data.passkeys.length > 0 && (
        <ul className={styles.items}>
          {data.passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div className={styles.item}>
                <span className={styles.name}>{passkey.name}</span>
                <span className="quiet">
                  {passkey.createTime && words("added", { date: date(timestampDate(passkey.createTime)) })},{" "}
                  {passkey.lastUseTime
                    ? words("lastUsed", { ago: ago(timestampDate(passkey.lastUseTime)) })
                    : words("neverUsed")}
                </span>
              </div>
              <Button variant="default" size="sm" onClick={() => setLeaving(passkey)}>
                {words("delete")}
                <span className="hidden">: {passkey.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
      {leaving && (
        <Confirm
          title={words("deletePasskeyTitle", { name: leaving.name })}
          action={words("deletePasskey")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate({ passkeyId: leaving.id })}
          onClose={() => setLeaving(undefined)}
        >
          {words("deletePasskeyText")}
        </Confirm>
      )}
    </Section>
  );
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const words = useWords(securityWords);
  const [name, setName] = useState(words("thisDevice"));
  const add = useTask({
    mutationFn: () => register(name.trim()),
    onSuccess: async () => {
      onClose();
      await readAnew(FactorService.method.getFactors, AuditService.method.listOwnAuditEvents);
    },
  });
  // The browser's own refusals are no errors of a call.
  const cancelled = add.error instanceof Error && add.error.name !== "ConnectError";
  return (
    <Dialog onClose={onClose} title={words("addPasskey")}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("passkeyName")}
            description={words("passkeyNameHint")}
            maxLength={60}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {cancelled ? (
            <Text size="sm" role="status">
              {words("passkeyCancelled")}
            </Text>
          ) : (
            <FormFailure error={add.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={add.isPending} disabled={!name.trim()}>
              {words("add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

async function register(name: string): Promise<void> {
  const client = createClient(FactorService, transport);
  const { challengeId, optionsJson } = await client.beginPasskeyRegistration({});
  const { startRegistration } = await import("@simplewebauthn/browser");
  const made = await startRegistration({ optionsJSON: JSON.parse(optionsJson) });
  await client.completePasskeyRegistration({ challengeId, responseJson: JSON.stringify(made), name });
}
