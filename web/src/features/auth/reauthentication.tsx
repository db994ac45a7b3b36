import { useMutation } from "@connectrpc/connect-query";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { BrowserSessionService } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import type { FormEvent } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { FormFailure, PasswordField } from "../../components/forms.tsx";
import { useViewer } from "../../lib/viewer.ts";
import { useWords } from "../../lib/words.ts";
import { authWords } from "./words.ts";

/** Asks for the password, and for a code where log-in does, so that a call which needs a fresh proof can go on. */
export default function Reauthentication({ onAnswer }: { onAnswer: (proved: boolean) => void }) {
  const words = useWords(authWords);
  const { person } = useViewer();
  const prove = useMutation(BrowserSessionService.method.reauthenticate, { onSuccess: () => onAnswer(true) });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    const data = new FormData(event.currentTarget);
    prove.mutate({ password: String(data.get("password")), code: String(data.get("code") ?? "").trim() });
  }

  return (
    <Dialog onClose={() => onAnswer(false)} title={words("proofTitle")}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text className="quiet">{words("proofText")}</Text>
          <PasswordField label={words("password")} name="password" autoComplete="current-password" data-autofocus />
          {person?.twoFactor && (
            <TextInput label={words("proofCode")} name="code" autoComplete="one-time-code" maxLength={32} />
          )}
          <FormFailure error={prove.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onAnswer(false)}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={prove.isPending}>
              {words("confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
