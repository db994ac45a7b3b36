import { createClient } from "@connectrpc/connect";
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { SpaceVisibility } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { transport } from "../../../lib/transport.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { spaceAddress } from "../address.ts";
import { readSpacesAnew } from "../refresh.ts";
import { knowledgeWords } from "../words.ts";

const client = createClient(SpaceService, transport);

/** Asks for what a new space needs, and opens it. */
export function CreateSpace({ onClose }: { onClose: () => void }) {
  const words = useWords(knowledgeWords);
  const { contract } = useLanguage();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState(contract);
  const [visibility, setVisibility] = useState(SpaceVisibility.COMMUNITY);
  const [approvalRequired, setApproval] = useState(false);
  const [missing, setMissing] = useState(false);
  const create = useMutation({
    mutationFn: () => client.createSpace({ name: name.trim(), language, visibility, approvalRequired }),
    onSuccess: async ({ space }) => {
      await readSpacesAnew();
      if (space) void navigate(spaceAddress(space.slug));
    },
  });
  return (
    <Dialog title={words("newSpace")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(name.trim() === "");
          if (name.trim() !== "") create.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("name")}
            data-autofocus
            maxLength={100}
            error={missing && words("nameMissing")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={words("visibility")}
            value={visibility}
            onChange={(event) => setVisibility(Number(event.currentTarget.value))}
            data={[
              { value: String(SpaceVisibility.OPEN), label: words("open") },
              { value: String(SpaceVisibility.COMMUNITY), label: words("community") },
              { value: String(SpaceVisibility.MEMBERS), label: words("members") },
            ]}
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
          <Checkbox
            label={words("approval")}
            checked={approvalRequired}
            onChange={(event) => setApproval(event.currentTarget.checked)}
          />
          <FormFailure error={create.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {words("createSpace")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
