import { createClient } from "@connectrpc/connect";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type Bank, BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { readBanksAnew } from "./refresh.ts";
import { bankWords } from "./words.ts";

const client = createClient(BankService, transport);

/** Asks for the title of a bank: a new one, which it opens, or one that is renamed. */
export function TitleDialog({ courseId, bank, onClose }: { courseId: string; bank?: Bank; onClose: () => void }) {
  const words = useWords(bankWords);
  const navigate = useNavigate();
  const [title, setTitle] = useState(bank?.title ?? "");
  const [missing, setMissing] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      const said = { courseId, title: title.trim() };
      if (bank) await client.updateBank({ ...said, bankId: bank.id });
      const made = bank ? undefined : (await client.createBank(said)).bank;
      await readBanksAnew();
      return made;
    },
    onSuccess: (made) => {
      onClose();
      if (made) void navigate(`/authoring/${courseId}/banks/${made.id}`);
    },
  });
  return (
    <Dialog title={words(bank ? "rename" : "createTitle")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(title.trim() === "");
          if (title.trim() !== "") save.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("bankTitle")}
            data-autofocus
            maxLength={200}
            error={missing && words("titleMissing")}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <FormFailure error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {words(bank ? "save" : "create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
