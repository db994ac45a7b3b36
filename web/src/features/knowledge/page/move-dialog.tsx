import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Select, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { LinkService } from "@platform/connect/platform/knowledge/v1/link_service_pb.ts";
import type { PageHead } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";

/** Asks below which page another one shall stand. */
export function MoveDialog({ page, onClose }: { page: PageHead; onClose: () => void }) {
  const words = useWords(knowledgeWords);
  const space = useSpace();
  const act = useAct();
  const [typed, setTyped] = useState("");
  const [parentId, setParent] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 200);
  const { data } = useQuery(
    LinkService.method.suggestPages,
    { spaceId: space.id, text },
    { enabled: text !== "", placeholderData: keepPreviousData },
  );
  const found = data?.pages.filter(({ id }) => id !== page.id) ?? [];

  async function move() {
    const done = await act(() => pageClient.movePage({ pageId: page.id, spaceId: space.id, parentId }));
    if (!done) return;
    toast({ text: words("moved") });
    onClose();
  }

  return (
    <Dialog title={words("moveTitle", { title: page.title })} onClose={onClose}>
      <Stack>
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
