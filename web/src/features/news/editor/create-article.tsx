import { Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { editorial, readNewsAnew } from "./client.ts";
import { editorWords } from "./words.ts";

/** Begins an article by its title. */
export function CreateArticle({ onClose }: { onClose: () => void }) {
  const words = useWords(editorWords);
  const { contract } = useLanguage();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [language, setLanguage] = useState(contract);
  const begin = useMutation({
    mutationFn: () => editorial.createArticle({ title, language }),
    onSuccess: async ({ draft }) => {
      await navigate(`/news/editor/${draft?.article?.head?.id}`);
      await readNewsAnew();
    },
  });
  return (
    <Dialog title={words("create")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) begin.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("title")}
            data-autofocus
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
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
          <FormFailure error={begin.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={begin.isPending} disabled={!title.trim()}>
              {words("createAct")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
