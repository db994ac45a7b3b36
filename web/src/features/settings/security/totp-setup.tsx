import { useMutation } from "@connectrpc/connect-query";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type CreateTotpResponse, FactorService } from "@platform/connect/platform/auth/v1/factor_service_pb.ts";
import { useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { CopyText } from "../../../components/secret.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./security.module.css";
import { securityWords } from "./words.ts";

/** Shows a new secret as a picture and as text, and confirms it with a first code. */
export function TotpSetup({
  secret: { qrSvg, secret },
  onConfirmed,
  onCancel,
}: {
  secret: CreateTotpResponse;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}) {
  const words = useWords(securityWords);
  const [code, setCode] = useState("");
  const confirm = useMutation(FactorService.method.confirmTotp, {
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    onError: () => setCode(""),
  });
  return (
    <div className={styles.totp}>
      <img
        className={styles.qr}
        src={`data:image/svg+xml,${encodeURIComponent(qrSvg)}`}
        width={176}
        height={176}
        alt={words("qr")}
      />
      <form
        className={styles.totpForm}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate({ code });
        }}
      >
        <Text size="sm">{words("scan")}</Text>
        <Stack gap={4}>
          <Text size="sm" fw={560}>
            {words("secret")}
          </Text>
          <Group gap="xs">
            <code className={styles.mono}>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <CopyText text={secret} />
          </Group>
        </Stack>
        <TextInput
          label={words("code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, "").slice(0, 6))}
          styles={{ input: { fontVariantNumeric: "tabular-nums", letterSpacing: "0.3em" } }}
        />
        <FormFailure error={confirm.error} />
        <Group gap="xs">
          <Button type="submit" loading={confirm.isPending} disabled={code.length < 6}>
            {words("confirm")}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {words("cancel")}
          </Button>
        </Group>
      </form>
    </div>
  );
}
