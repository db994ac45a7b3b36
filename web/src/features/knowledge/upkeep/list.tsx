import { Button, Center } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "../knowledge.module.css";
import { knowledgeWords } from "../words.ts";

/** A list that is best empty, with its loading, its error and its end. */
export function UpkeepList({
  query,
  rows,
  none,
  noneText,
}: {
  query: {
    isPending: boolean;
    error: unknown;
    data: unknown;
    refetch: () => void;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  rows: ReactNode[];
  none: string;
  noneText: string;
}) {
  const words = useWords(knowledgeWords);
  if (query.isPending) return <LoadingRows />;
  if (!query.data) return <Failed error={query.error} onRetry={query.refetch} />;
  if (rows.length === 0) {
    return <Empty icon={<IconCircleCheck size={28} stroke={1.5} aria-hidden />} title={none} text={noneText} />;
  }
  return (
    <>
      <ul className={`card rows ${styles.list}`}>{rows}</ul>
      {query.hasNextPage && (
        <Center>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </>
  );
}
