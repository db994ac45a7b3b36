import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { editorial } from "./client.ts";
import { NewsletterChoice } from "./newsletter-choice.tsx";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** Publishes an article, now or later. */
export function PublishDialog({ pen, onClose }: { pen: DraftUnderPen; onClose: () => void }) {
  const words = useWords(editorWords);
  const [how, setHow] = useState<"now" | "later">("now");
  const [when, setWhen] = useState("");
  const time = how === "later" ? new Date(when) : undefined;
  const missing = time !== undefined && Number.isNaN(time.getTime());
  const past = time !== undefined && time.getTime() <= Date.now();
  const publish = useMutation({
    mutationFn: () =>
      pen.act((articleId) =>
        editorial.publishArticle({ articleId, ...(time && { scheduleTime: timestampFromDate(time) }) }),
      ),
    onSuccess: () => {
      if (!time) toast({ text: words("publishedToast") });
      onClose();
    },
  });
  return (
    <Dialog title={words("publishTitle")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing && !past) publish.mutate();
        }}
      >
        <Stack>
          <SegmentedControl
            aria-label={words("when")}
            value={how}
            onChange={(value) => setHow(value as typeof how)}
            data={[
              { value: "now", label: words("now") },
              { value: "later", label: words("later") },
            ]}
          />
          {how === "later" && (
            <TextInput
              type="datetime-local"
              label={words("when")}
              error={past && words("past")}
              value={when}
              onChange={(event) => setWhen(event.currentTarget.value)}
            />
          )}
          <NewsletterChoice pen={pen} />
          <FormFailure error={publish.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={publish.isPending} disabled={missing || past}>
              {words(how === "now" ? "publishNow" : "schedule")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
