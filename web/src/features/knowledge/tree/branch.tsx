import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Skeleton } from "@mantine/core";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import type { Space } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { useWords } from "../../../lib/words.ts";
import { knowledgeWords } from "../words.ts";
import type { Place } from "./drop.ts";
import { Row } from "./row.tsx";
import styles from "./tree.module.css";

/** What all rows of a tree share. */
export interface TreePlace {
  space: Space;
  treeId: string;
  /** The slug of the page that is open. */
  current: string | undefined;
  /** The row that the keys act on. */
  active: string | undefined;
  writes: boolean;
  onMove: (pageId: string, to: Place) => void;
  onAdd?: (parentId: string) => void;
}

/** What stands right below a page, read when it is opened. */
export function Branch({ place, parentId, level }: { place: TreePlace; parentId: string; level: number }) {
  const words = useWords(knowledgeWords);
  const list = useInfiniteQuery(
    PageService.method.listChildren,
    { spaceId: place.space.id, parentId, pageSize: 100, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const pages = list.data?.pages.flatMap((page) => page.pages) ?? [];
  if (list.isPending) {
    return (
      <div role="none" className={styles.waiting}>
        <Skeleton height={12} width="70%" />
      </div>
    );
  }
  if (list.error && !list.data) {
    return (
      <div role="none">
        <button type="button" className={styles.more} onClick={() => void list.refetch()}>
          {words("more")}
        </button>
      </div>
    );
  }
  return (
    <>
      {level === 1 && pages.length === 0 && (
        <div role="treeitem" aria-selected={false} aria-level={1} className={`quiet ${styles.nothing}`} tabIndex={-1}>
          {words("emptySpace")}
        </div>
      )}
      {pages.map((page, at) => (
        <Row key={page.id} place={place} page={page} previousId={pages[at - 1]?.id ?? ""} level={level} />
      ))}
      {list.hasNextPage && (
        <div role="none">
          <button type="button" className={styles.more} onClick={() => void list.fetchNextPage()}>
            {words("more")}
          </button>
        </div>
      )}
    </>
  );
}
