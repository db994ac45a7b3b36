import { useMutation } from "@connectrpc/connect-query";
import { Button, Group, Stack } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import { type FormEvent, useState } from "react";
import { FormFailure, fieldFailure, PasswordField } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { readAnew } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { securityWords } from "./words.ts";

/** The password; its form opens when it is asked for. */
export function Password() {
  const words = useWords(securityWords);
  const { person } = useViewer();
  const [open, setOpen] = useState(false);
  const change = useMutation(AccountService.method.changePassword, {
    onSuccess: async () => {
      setOpen(false);
      toast({ text: words("changed") });
      await readAnew(SessionService.method.listSessions, AuditService.method.listOwnAuditEvents);
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    change.mutate({ currentPassword: String(data.get("current")), newPassword: String(data.get("next")) });
  }

  return (
    <Section
      title={words("password")}
      about={words("passwordText")}
      actions={
        !open && (
          <Button variant="default" size="sm" onClick={() => setOpen(true)}>
            {words("change")}
          </Button>
        )
      }
    >
      {open && (
        <form onSubmit={submit} noValidate>
          <Stack>
            <PasswordField
              label={words("current")}
              name="current"
              autoComplete="current-password"
              autoFocus
              error={fieldFailure(change.error, "current_password", words("currentWrong"))}
            />
            <PasswordField
              label={words("next")}
              description={words(person?.twoFactor ? "nextHintTwo" : "nextHint")}
              name="next"
              autoComplete="new-password"
              error={fieldFailure(change.error, "new_password", words("nextWrong"))}
            />
            <FormFailure error={change.error} />
            <Group gap="xs">
              <Button type="submit" loading={change.isPending}>
                {words("change")}
              </Button>
              <Button variant="default" onClick={() => setOpen(false)}>
                {words("cancel")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Section>
  );
}
