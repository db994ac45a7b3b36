import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button, Center, Title } from "@mantine/core";
import { PathService } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { IconRoute } from "@tabler/icons-react";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { CourseTabs } from "./course-tabs.tsx";
import { PathCard } from "./path-card.tsx";
import styles from "./paths.module.css";
import { pathWords } from "./words.ts";

/** The paths that one is on, and all that there are. */
export default function Paths() {
  const words = useWords(pathWords);
  const { person } = useViewer();
  const own = useQuery(PathService.method.listOwnPaths, {}, { enabled: person !== undefined });
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    PathService.method.listPaths,
    { pageSize: 24, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const paths = data?.pages.flatMap((page) => page.paths) ?? [];
  const owned = own.data?.paths ?? [];
  return (
    <Page wide title={words("paths")} about={words("pathsAbout")}>
      <CourseTabs current="paths" />
      {owned.length > 0 && (
        <section className={styles.part}>
          <Title order={2}>{words("own")}</Title>
          <ul className={styles.list}>
            {owned.map((path) => (
              <PathCard key={path.id} path={path} />
            ))}
          </ul>
        </section>
      )}
      <section className={styles.part}>
        {owned.length > 0 && <Title order={2}>{words("all")}</Title>}
        {isPending && <LoadingRows rows={3} />}
        {error && !data && <Failed error={error} onRetry={refetch} />}
        {data && paths.length === 0 && (
          <Empty
            icon={<IconRoute size={28} stroke={1.5} aria-hidden />}
            title={words("none")}
            text={words("noneText")}
          />
        )}
        {paths.length > 0 && (
          <ul className={styles.list}>
            {paths.map((path) => (
              <PathCard key={path.id} path={path} />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Center>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {words("more")}
            </Button>
          </Center>
        )}
      </section>
    </Page>
  );
}
