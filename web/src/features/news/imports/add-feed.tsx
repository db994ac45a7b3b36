import { Button, Group, SegmentedControl, Stack, TagsInput, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { importClient, readImportsAnew } from "./client.ts";
import { importWords } from "./words.ts";

/** Asks for the address of a feed, and reads it at once. */
export function AddFeed({ onClose }: { onClose: () => void }) {
  const words = useWords(importWords);
  const { contract } = useLanguage();
  const [url, setUrl] = useState("");
  const [language, setLanguage] = useState(contract);
  const [tags, setTags] = useState<string[]>([]);
  const whole = /^https?:\/\/\S+$/.test(url.trim());
  const add = useMutation({
    mutationFn: () => importClient.createFeedImport({ url: url.trim(), language, tags }),
    onSuccess: async ({ feedImport }) => {
      await readImportsAnew();
      toast({ text: words("added", { count: feedImport?.articleCount ?? 0 }) });
      onClose();
    },
  });
  return (
    <Dialog title={words("add")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (whole) add.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("address")}
            description={words("addressHint")}
            type="url"
            data-autofocus
            maxLength={2000}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={words("language")}
            value={String(language)}
            onChange={(value) => setLanguage(Number(value) as Language)}
            data={[
              { value: String(Language.RU), label: "Русский" },
              { value: String(Language.EN), label: "English" },
            ]}
          />
          <TagsInput
            label={words("tags")}
            description={words("tagsHint")}
            maxTags={10}
            value={tags}
            onChange={(next) => setTags(next.map((tag) => tag.slice(0, 50)))}
          />
          <FormFailure error={add.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending} disabled={!whole}>
              {words("addAct")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
