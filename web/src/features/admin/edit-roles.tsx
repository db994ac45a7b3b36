import { useMutation } from "@connectrpc/connect-query";
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { type Account, Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { FormFailure } from "../../components/forms.tsx";
import { readAnew } from "../../lib/query.ts";
import { toast } from "../../lib/toasts.ts";
import { useWords } from "../../lib/words.ts";
import { roles } from "./roles.ts";
import { adminWords } from "./words.ts";

/** The roles of one account; what each role may do stands beside it. */
export function EditRoles({ account, onClose }: { account: Account; onClose: () => void }) {
  const words = useWords(adminWords);
  const [chosen, setChosen] = useState(account.roles.map(String));
  const update = useMutation(AccountService.method.updateAccountRoles, {
    onSuccess: async () => {
      onClose();
      toast({ text: words("rolesSet") });
      await readAnew(AccountService.method.listAccounts);
    },
  });
  return (
    <Dialog onClose={onClose} title={words("editTitle", { email: account.email })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate({ accountId: account.id, roles: chosen.map(Number) });
        }}
      >
        <Stack>
          <Checkbox.Group aria-label={words("roles")} value={chosen} onChange={setChosen}>
            <Stack gap="sm">
              {roles.map(([role, word, text]) => (
                <Checkbox
                  key={role}
                  value={String(role)}
                  label={words(word)}
                  description={words(text)}
                  disabled={role === Role.USER}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Text size="sm" className="quiet">
            {words("editText")}
          </Text>
          <FormFailure error={update.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={update.isPending}>
              {words("setRoles")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
