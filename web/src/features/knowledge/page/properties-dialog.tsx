import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Button, Checkbox, Group, Stack, TagsInput, TextInput } from "@mantine/core";
import type { Page } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { PersonField } from "../person-field.tsx";
import { knowledgeWords } from "../words.ts";
import { dialogWords } from "./words.ts";

/** The icon, other titles, review and kind of a page. */
export function PropertiesDialog({ page, onClose }: { page: Page; onClose: () => void }) {
  const words = useWords(dialogWords);
  const common = useWords(knowledgeWords);
  const act = useAct();
  const [icon, setIcon] = useState(page.head?.icon ?? "");
  const [aliases, setAliases] = useState(page.aliases);
  const [template, setTemplate] = useState(page.head?.template ?? false);
  const [due, setDue] = useState(page.review?.dueTime ? dayOf(timestampDate(page.review.dueTime)) : "");
  const [owner, setOwner] = useState(page.review?.owner?.accountId ?? "");

  async function save() {
    const done = await act(() =>
      pageClient.updatePageSettings({
        pageId: page.head?.id ?? "",
        updateMask: { paths: ["icon", "aliases", "template", "review_due_time", "review_owner_id"] },
        icon,
        aliases,
        template,
        ...(due && { reviewDueTime: timestampFromDate(new Date(`${due}T12:00:00`)) }),
        reviewOwnerId: owner,
      }),
    );
    if (done) onClose();
  }

  return (
    <Dialog title={common("properties")} onClose={onClose}>
      <Stack>
        <TextInput
          label={words("icon")}
          description={words("iconHint")}
          maxLength={16}
          value={icon}
          onChange={(event) => setIcon(event.currentTarget.value)}
        />
        <TagsInput
          label={words("aliases")}
          description={words("aliasesHint")}
          size="md"
          maxTags={50}
          value={aliases}
          onChange={setAliases}
        />
        <TextInput
          type="date"
          label={words("due")}
          description={words("dueHint")}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <PersonField
          label={words("owner")}
          accountId={owner}
          name={page.review?.owner?.name ?? ""}
          onChange={setOwner}
        />
        <Checkbox
          label={words("template")}
          checked={template}
          onChange={(event) => setTemplate(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button onClick={() => void save()}>{common("save")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** As a field for days wants it. */
function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
