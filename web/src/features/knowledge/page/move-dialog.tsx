import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, NativeSelect, Select, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { LinkService } from "@platform/connect/platform/knowledge/v1/link_service_pb.ts";
import type { PageHead } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { pageAddress } from "../address.ts";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";

/** Asks below which page another one shall stand. */
export function MoveDialog({ page, onClose }: { page: PageHead; onClose: () => void }) {
  const words = useWords(knowledgeWords);
  const here = useSpace();
  const act = useAct();
  const navigate = useNavigate();
  const [spaceId, setSpace] = useState(here.id);
  const [typed, setTyped] = useState("");
  const [parentId, setParent] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 200);
  const { data } = useQuery(
    LinkService.method.suggestPages,
    { spaceId, text },
    { enabled: text !== "", placeholderData: keepPreviousData },
  );
  const spaces = useQuery(SpaceService.method.listSpaces, { pageSize: 100 }).data?.spaces ?? [here];
  const targets = spaces.filter(({ role }) => may(role, SpaceRole.WRITER));
  const found = data?.pages.filter(({ id }) => id !== page.id) ?? [];

  async function move() {
    let slug = page.slug;
    const done = await act(async () => {
      // The last place is where what comes new is looked for; the tree lets it be dragged on.
      const { pages } = await pageClient.listChildren({ spaceId, parentId, pageSize: 100 });
      const afterId = pages.filter(({ id }) => id !== page.id).at(-1)?.id ?? "";
      const moved = await pageClient.movePage({ pageId: page.id, spaceId, parentId, afterId });
      slug = moved.page?.slug ?? slug;
    });
    if (!done) return;
    const target = targets.find(({ id }) => id === spaceId) ?? here;
    await navigate(pageAddress(target.slug, slug), { replace: true });
    toast({ text: words("moved") });
    onClose();
  }

  return (
    <Dialog title={words("moveTitle", { title: page.title })} onClose={onClose}>
      <Stack>
        {targets.length > 1 && (
          <NativeSelect
            label={words("moveSpace")}
            value={spaceId}
            data={targets.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              setSpace(event.currentTarget.value);
              setParent("");
              setTyped("");
            }}
          />
        )}
        <Select
          label={words("moveWhere")}
          placeholder={words("moveTop")}
          data-autofocus
          searchable
          clearable
          size="md"
          searchValue={typed}
          onSearchChange={setTyped}
          // The service has searched already, and forgives typos.
          filter={({ options }) => options}
          data={found.map(({ id, title }) => ({ value: id, label: title }))}
          value={parentId || null}
          onChange={(id) => setParent(id ?? "")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button onClick={() => void move()}>{words("moveAct")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
