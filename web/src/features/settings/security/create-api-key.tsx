import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useMutation } from "@connectrpc/connect-query";
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { ApiKeyService } from "@platform/connect/platform/auth/v1/api_key_service_pb.ts";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure, fieldFailure } from "../../../components/forms.tsx";
import { Secret } from "../../../components/secret.tsx";
import { readAnew } from "../../../lib/query.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { securityWords } from "./words.ts";

const everybodys = [
  "account.read",
  "user.read",
  "user.write",
  "knowledge.read",
  "knowledge.write",
  "learning.read",
  "learning.write",
  "learning.author",
  "news.read",
  "news.write",
  "notification.read",
  "notification.write",
  "account.security",
] as const;
const staffs = ["news.moderate", "admin.read", "admin.write"] as const;
const lifetimes = [30, 90, 365];
const dayMs = 24 * 3600 * 1000;

/** Makes a key: what it may do and for how long; the key itself is shown once. */
export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const words = useWords(securityWords);
  const { isStaff } = useViewer();
  const [scopes, setScopes] = useState<string[]>([]);
  const create = useMutation(ApiKeyService.method.createApiKey, {
    onSuccess: () => readAnew(ApiKeyService.method.listApiKeys, AuditService.method.listOwnAuditEvents),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const days = Number(data.get("days"));
    create.mutate({
      name: String(data.get("name")).trim(),
      scopes,
      ...(days > 0 && { expireTime: timestampFromDate(new Date(Date.now() + days * dayMs)) }),
    });
  }

  return (
    <Dialog
      onClose={onClose}
      title={words(create.data ? "keyMade" : "createKey")}
      insistent={create.data !== undefined}
    >
      {create.data ? (
        <Stack>
          <Text>{words("keyMadeText")}</Text>
          <Secret text={create.data.secret} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{words("done")}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            <TextInput
              label={words("keyName")}
              description={words("keyNameHint")}
              name="name"
              maxLength={60}
              data-autofocus
              error={fieldFailure(create.error, "name", words("keyNameWrong"))}
            />
            <Checkbox.Group
              label={words("scopes")}
              value={scopes}
              onChange={setScopes}
              error={fieldFailure(create.error, "scopes", words("scopesWrong"))}
            >
              <Stack gap="xs" mt="xs">
                {[...everybodys, ...(isStaff ? staffs : [])].map((scope) => (
                  <Checkbox key={scope} value={scope} label={words(scope)} description={scope} />
                ))}
              </Stack>
            </Checkbox.Group>
            <NativeSelect
              label={words("expires")}
              name="days"
              defaultValue="90"
              data={[
                ...lifetimes.map((count) => ({ value: String(count), label: words("days", { count }) })),
                { value: "0", label: words("never") },
              ]}
            />
            <FormFailure error={create.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {words("cancel")}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {words("create")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
