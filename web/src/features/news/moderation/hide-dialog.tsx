import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { useWords } from "../../../lib/words.ts";
import { commentWords } from "../comments/words.ts";

/** Asks why a comment is hidden. */
export function HideDialog({ onHide, onClose }: { onHide: (reason: string) => Promise<unknown>; onClose: () => void }) {
  const words = useWords(commentWords);
  const [reason, setReason] = useState("");
  return (
    <Dialog title={words("hideTitle")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) void onHide(reason).then(onClose);
        }}
      >
        <Stack>
          <Textarea
            label={words("reason")}
            description={words("reasonHint")}
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" color="red" disabled={!reason.trim()}>
              {words("hideAct")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
