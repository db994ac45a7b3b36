import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { commentClient, useTalk } from "./acts.ts";
import { commentWords } from "./words.ts";

/** Tells staff of a comment. */
export function ReportDialog({ commentId, onClose }: { commentId: string; onClose: () => void }) {
  const words = useWords(commentWords);
  const talk = useTalk();
  const [text, setText] = useState("");
  return (
    <Dialog title={words("reportTitle")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void talk(() => commentClient.reportComment({ commentId, text })).then((done) => {
            if (done) toast({ text: words("reported") });
            onClose();
          });
        }}
      >
        <Stack>
          <Textarea
            label={words("reportText")}
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit">{words("report")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
