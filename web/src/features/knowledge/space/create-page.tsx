import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import type { Space } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { useWords } from "../../../lib/words.ts";
import { pageClient } from "../acts.ts";
import { pageAddress } from "../address.ts";
import { readPagesAnew } from "../refresh.ts";
import { knowledgeWords } from "../words.ts";

/** Asks for the title of a new page, and opens it to be written. */
export function CreatePage({
  space,
  parentId = "",
  title: given = "",
  onClose,
}: {
  space: Space;
  parentId?: string;
  title?: string;
  onClose: () => void;
}) {
  const words = useWords(knowledgeWords);
  const navigate = useNavigate();
  const [title, setTitle] = useState(given);
  const [templateId, setTemplate] = useState("");
  const [missing, setMissing] = useState(false);
  const templates = useQuery(PageService.method.listTemplates, { spaceId: space.id }).data?.pages ?? [];
  const create = useMutation({
    mutationFn: () => pageClient.createPage({ spaceId: space.id, parentId, title: title.trim(), templateId }),
    onSuccess: async ({ page }) => {
      await readPagesAnew();
      onClose();
      if (page?.head) void navigate(`${pageAddress(space.slug, page.head.slug)}/edit`);
    },
  });
  return (
    <Dialog title={words(parentId ? "newPageBelow" : "newPage")} onClose={onClose}>
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
            error={missing && words("nameMissing")}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {templates.length > 0 && (
            <NativeSelect
              label={words("template")}
              value={templateId}
              onChange={(event) => setTemplate(event.currentTarget.value)}
              data={[
                { value: "", label: words("noTemplate") },
                ...templates.map(({ id, title: name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <FormFailure error={create.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {words("createPage")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
