import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, NativeSelect } from "@mantine/core";
import { EditorialService } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import { editorial } from "./client.ts";
import { SeriesDialog } from "./series-dialog.tsx";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** The series that the article is a part of. */
export function SeriesField({ pen: { draft, fields, change, act } }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const [open, setOpen] = useState<"new" | "order">();
  const language = draft.article?.head?.language ?? 0;
  const { data, refetch } = useQuery(EditorialService.method.listSeries, { language });
  const chosen = data?.series.find(({ id }) => id === fields.seriesId);
  return (
    <div>
      <NativeSelect
        label={words("series")}
        value={fields.seriesId}
        onChange={(event) => change({ seriesId: event.currentTarget.value })}
        data={[
          { value: "", label: words("noSeries") },
          ...(data?.series ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" onClick={() => setOpen("new")}>
          {words("newSeries")}
        </Button>
        {chosen && draft.article?.series && (
          <Button size="xs" variant="default" onClick={() => setOpen("order")}>
            {words("orderSeries")}
          </Button>
        )}
      </Group>
      {open && (
        <SeriesDialog
          language={language}
          {...(open === "order" && draft.article?.series && { place: draft.article.series })}
          onDone={async (seriesId) => {
            await refetch();
            change({ seriesId });
            // The order is a part of what the article shows.
            if (open === "order") await act((articleId) => editorial.getDraft({ articleId }));
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
