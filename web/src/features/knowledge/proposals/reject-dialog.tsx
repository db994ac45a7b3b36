import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { useWords } from "../../../lib/words.ts";
import { historyWords } from "../history/words.ts";
import { knowledgeWords } from "../words.ts";

/** Asks why a change is sent back. */
export function RejectDialog({
  onReject,
  onClose,
}: {
  onReject: (reason: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const words = useWords(historyWords);
  const common = useWords(knowledgeWords);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <Dialog title={words("rejectTitle")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(reason.trim() === "");
          if (reason.trim() !== "") void onReject(reason.trim()).then((done) => done && onClose());
        }}
      >
        <Stack>
          <Textarea
            label={words("reason")}
            data-autofocus
            autosize
            minRows={3}
            maxLength={1000}
            error={missing && words("reasonMissing")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit">{words("reject")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
