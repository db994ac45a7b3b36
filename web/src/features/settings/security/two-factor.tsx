import { useMutation, useQuery } from "@connectrpc/connect-query";
import { Button, Group, Text } from "@mantine/core";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import { FactorService } from "@platform/connect/platform/auth/v1/factor_service_pb.ts";
import { BrowserSessionService } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { Confirm } from "../../../components/confirm.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { readAnew } from "../../../lib/query.ts";
import { useWords } from "../../../lib/words.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { TotpSetup } from "./totp-setup.tsx";
import { securityWords } from "./words.ts";

const changed = [
  FactorService.method.getFactors,
  BrowserSessionService.method.getBrowserSession,
  AuditService.method.listOwnAuditEvents,
];

/** The authenticator and its recovery codes. */
export function TwoFactor() {
  const words = useWords(securityWords);
  const { data, isPending, error, refetch } = useQuery(FactorService.method.getFactors, {});
  const [codes, setCodes] = useState<string[]>();
  const [leaving, setLeaving] = useState(false);
  const begin = useMutation(FactorService.method.createTotp);
  const replace = useMutation(FactorService.method.createRecoveryCodes, {
    onSuccess: async ({ recoveryCodes }) => {
      setCodes(recoveryCodes);
      await readAnew(...changed);
    },
  });
  const disable = useMutation(FactorService.method.disableTotp, {
    onSuccess: async () => {
      setLeaving(false);
      setCodes(undefined);
      await readAnew(...changed);
    },
  });

  return (
    <Section
      title={words("twoFactor")}
      about={words("twoFactorOff")}
      actions={data && <Chip tone={data.totp ? "good" : "plain"}>{words(data.totp ? "on" : "off")}</Chip>}
    >
      {isPending && <LoadingRows rows={1} />}
      {error && <Failed error={error} onRetry={refetch} />}
      {data && !data.totp && !begin.data && (
        <Group>
          <Button loading={begin.isPending} onClick={() => begin.mutate({})}>
            {words("turnOn")}
          </Button>
        </Group>
      )}
      {data && !data.totp && begin.data && (
        <TotpSetup
          secret={begin.data}
          onCancel={begin.reset}
          onConfirmed={async (made) => {
            setCodes(made);
            begin.reset();
            await readAnew(...changed);
          }}
        />
      )}
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />}
      {data?.totp && !codes && (
        <Group justify="space-between">
          <Text size="sm">{words("codesLeft", { count: data.recoveryCodesLeft })}</Text>
          <Group gap="xs">
            <Button variant="default" size="sm" loading={replace.isPending} onClick={() => replace.mutate({})}>
              {words("newCodes")}
            </Button>
            <Button variant="default" size="sm" onClick={() => setLeaving(true)}>
              {words("turnOff")}
            </Button>
          </Group>
        </Group>
      )}
      <FormFailure error={begin.error ?? replace.error} />
      {leaving && (
        <Confirm
          title={words("turnOffTitle")}
          action={words("turnOff")}
          error={disable.error}
          pending={disable.isPending}
          onConfirm={() => disable.mutate({})}
          onClose={() => setLeaving(false)}
        >
          {words("turnOffText")}
        </Confirm>
      )}
    </Section>
  );
}
