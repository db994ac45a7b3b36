import { useMutation } from "@connectrpc/connect-query";
import { Button, Group } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { useState } from "react";
import { Confirm } from "../../../components/confirm.tsx";
import { Section } from "../../../components/page.tsx";
import { logOut } from "../../../lib/log-out.ts";
import { useWords } from "../../../lib/words.ts";
import { dataWords } from "./words.ts";

/** The end of an account, once its owner has typed that they mean it. */
export function Erase() {
  const words = useWords(dataWords);
  const [sure, setSure] = useState(false);
  const erase = useMutation(AccountService.method.eraseAccount, { onSuccess: logOut });
  return (
    <Section title={words("erase")} about={words("eraseText")}>
      <Group>
        <Button color="red" variant="outline" size="sm" onClick={() => setSure(true)}>
          {words("eraseAction")}
        </Button>
      </Group>
      {sure && (
        <Confirm
          title={words("eraseTitle")}
          action={words("eraseAction")}
          word={words("eraseWord")}
          error={erase.error}
          pending={erase.isPending}
          onConfirm={() => erase.mutate({})}
          onClose={() => setSure(false)}
        >
          {words("eraseSure")}
        </Confirm>
      )}
    </Section>
  );
}
