import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { pathClient } from "./acts.ts";
import { pathEditWords } from "./words.ts";

/** Asks for what a new path needs, and opens it. */
export function CreatePath({ onClose }: { onClose: () => void }) {
  const words = useWords(pathEditWords);
  const { contract } = useLanguage();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [language, setLanguage] = useState(contract);
  const [missing, setMissing] = useState(false);
  const create = useMutation({
    mutationFn: () => pathClient.createPath({ title: title.trim(), language }),
    onSuccess: ({ path }) => void navigate(`/authoring/paths/${path?.id}`),
  });
  return (
    <Dialog title={words("createTitle")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(title.trim() === "");
          if (title.trim() !== "") create.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("title")}
            data-autofocus
            maxLength={200}
            error={missing && words("titleMissing")}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <LanguageField language={language} onChange={setLanguage} />
          <FormFailure error={create.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {words("createAct")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The language of a path's courses. */
export function LanguageField({ language, onChange }: { language: Language; onChange: (language: Language) => void }) {
  const words = useWords(pathEditWords);
  return (
    <NativeSelect
      label={words("language")}
      value={language}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={[
        { value: String(Language.RU), label: words("ru") },
        { value: String(Language.EN), label: words("en") },
      ]}
    />
  );
}
