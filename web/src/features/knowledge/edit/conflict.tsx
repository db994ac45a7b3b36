import { useQuery } from "@connectrpc/connect-query";
import { Button, Group } from "@mantine/core";
import { HistoryService } from "@platform/connect/platform/knowledge/v1/history_service_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { Diff } from "../history/diff.tsx";
import styles from "../knowledge.module.css";
import { editWords } from "./words.ts";

/** Somebody saved the page while it was written: what they changed, and the ways on. Nothing is lost meanwhile. */
export function Conflict({
  pageId,
  revision,
  onGoOn,
  onCopy,
}: {
  pageId: string;
  /** What the writer had read. */
  revision: number;
  /** Goes on from what somebody else saved, with one's own text or with theirs. */
  onGoOn: (mine: boolean) => void;
  /** Keeps one's own text as a page of its own. */
  onCopy: () => void;
}) {
  const words = useWords(editWords);
  const [looking, setLooking] = useState(false);
  return (
    <div className={styles.notice} role="alert">
      {words("conflict")}
      <Group gap="xs">
        <Button size="sm" variant="default" onClick={() => setLooking(true)}>
          {words("seeTheirs")}
        </Button>
        <Button size="sm" variant="default" onClick={() => onGoOn(false)}>
          {words("takeTheirs")}
        </Button>
        <Button size="sm" variant="default" onClick={onCopy}>
          {words("keepCopy")}
        </Button>
        <Button size="sm" variant="default" onClick={() => onGoOn(true)}>
          {words("keepMine")}
        </Button>
      </Group>
      {looking && (
        <Dialog title={words("seeTheirs")} size={860} onClose={() => setLooking(false)}>
          <Theirs pageId={pageId} revision={revision} />
        </Dialog>
      )}
    </div>
  );
}

function Theirs({ pageId, revision }: { pageId: string; revision: number }) {
  const now = useQuery(PageService.method.getPage, { pageId }, { staleTime: 0 });
  const newest = now.data?.page?.revision ?? 0;
  const { data, error, refetch } = useQuery(
    HistoryService.method.compareRevisions,
    { pageId, fromRevision: revision, toRevision: newest },
    { enabled: newest > revision },
  );
  if (error) return <Failed error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows rows={2} />;
  return <Diff compared={data} />;
}
