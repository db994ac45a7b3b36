import { createClient } from "@connectrpc/connect";
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { transport } from "../../../lib/transport.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { authoringWords } from "../words.ts";

const client = createClient(AuthoringService, transport);

/** Asks for what a new course needs, and opens it. */
export function CreateCourse({ onClose }: { onClose: () => void }) {
  const words = useWords(authoringWords);
  const { contract } = useLanguage();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [language, setLanguage] = useState(contract);
  const [missing, setMissing] = useState(false);
  const create = useMutation({
    mutationFn: () => client.createCourse({ title: title.trim(), language }),
    onSuccess: ({ course }) => void navigate(`/authoring/${course?.id}`),
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
          <NativeSelect
            label={words("language")}
            value={language}
            onChange={(event) => setLanguage(Number(event.currentTarget.value))}
            data={[
              { value: String(Language.RU), label: words("ru") },
              { value: String(Language.EN), label: words("en") },
            ]}
          />
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
