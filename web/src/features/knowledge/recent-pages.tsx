import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center } from "@mantine/core";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { Link } from "react-router";
import { Failed, LoadingRows } from "../../components/states.tsx";
import { useLanguage, useWords } from "../../lib/words.ts";
import { anyPage } from "./address.ts";
import styles from "./knowledge.module.css";
import { knowledgeWords } from "./words.ts";

/** The pages that changed last, in a space or in all. */
export function RecentPages({ spaceId = "" }: { spaceId?: string }) {
  const words = useWords(knowledgeWords);
  const { ago } = useLanguage();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    PageService.method.listRecentPages,
    { spaceId, pageSize: 10, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const pages = data?.pages.flatMap((page) => page.pages) ?? [];
  if (isPending) return <LoadingRows />;
  if (!data) return <Failed error={error} onRetry={refetch} />;
  if (pages.length === 0) return <p className="quiet">{words("noRecent")}</p>;
  return (
    <>
      <ul className={`card rows ${styles.list}`}>
        {pages.map(({ id, icon, title, updateTime }) => (
          <li key={id}>
            <Link to={anyPage(id)} className={`row ${styles.line}`}>
              <span>
                {icon} {title}
              </span>
              {updateTime && <span className="quiet">{ago(timestampDate(updateTime))}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </>
  );
}
