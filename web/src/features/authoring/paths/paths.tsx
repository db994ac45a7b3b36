import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center } from "@mantine/core";
import { PathState } from "@platform/connect/platform/learning/v1/path_pb.ts";
import { PathService } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "../courses/courses.module.css";
import { CreatePath } from "./create-path.tsx";
import { AuthoringTabs } from "./tabs.tsx";
import { pathEditWords } from "./words.ts";

/** The paths that one may write, the last changed first. */
export default function AuthoredPaths() {
  const words = useWords(pathEditWords);
  const [creating, setCreating] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    PathService.method.listAuthoredPaths,
    { pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const paths = data?.pages.flatMap((page) => page.paths) ?? [];
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {words("create")}
    </Button>
  );
  return (
    <Page wide title={words("paths")} about={words("about")} actions={paths.length > 0 && create}>
      <AuthoringTabs current="paths" />
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && paths.length === 0 && (
        <Empty
          icon={<IconRoute size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
          action={create}
        />
      )}
      {paths.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {paths.map(({ id, title, state, courseCount, learnerCount }) => (
            <li key={id}>
              <Link to={`/authoring/paths/${id}`} className={`row ${styles.row}`}>
                <span className={styles.text}>
                  <strong>{title}</strong>
                  <span className="quiet">
                    {words("count", { count: courseCount })}
                    {learnerCount > 0 && ` · ${words("learners", { count: learnerCount })}`}
                  </span>
                </span>
                {state === PathState.PUBLISHED ? (
                  <Chip tone="good">{words("published")}</Chip>
                ) : (
                  <Chip>{words("draft")}</Chip>
                )}
              </Link>
            </li>
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
      {creating && <CreatePath onClose={() => setCreating(false)} />}
    </Page>
  );
}
