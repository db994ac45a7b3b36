import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Group, NativeSelect, Title } from "@mantine/core";
import { AnalyticsService } from "@platform/connect/platform/learning/v1/analytics_service_pb.ts";
import { useState } from "react";
import { Link } from "react-router";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./analytics.module.css";
import { analyticsWords } from "./words.ts";

const choices = [3, 7, 14, 30];

/** Who neither passed nor got any further for some days. */
export function Stuck({ courseId, cohortId }: { courseId: string; cohortId: string }) {
  const words = useWords(analyticsWords);
  const { code, day } = useLanguage();
  const [idleDays, setIdleDays] = useState(7);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    AnalyticsService.method.listStuckLearners,
    { courseId, cohortId, idleDays, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const learners = data?.pages.flatMap((page) => page.learners) ?? [];
  const percent = (share: number) => new Intl.NumberFormat(code, { style: "percent" }).format(share);
  return (
    <section className="card section">
      <Title order={2}>{words("stuck")}</Title>
      <Group justify="space-between" gap="md" align="flex-end">
        <p className={`quiet ${styles.text}`}>{words("stuckText")}</p>
        <NativeSelect
          label={words("idle")}
          value={idleDays}
          onChange={(event) => setIdleDays(Number(event.currentTarget.value))}
          data={choices.map((count) => ({ value: String(count), label: words("days", { count }) }))}
        />
      </Group>
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && learners.length === 0 && <p className={styles.text}>{words("stuckNone")}</p>}
      {learners.length > 0 && (
        <ul className={`rows ${styles.stuck}`}>
          {learners.map(({ accountId, name, progressTime, done, lessonTitle }) => (
            <li key={accountId} className={styles.person}>
              <PersonAvatar name={name} />
              <div>
                {name ? <Link to={`/people/${accountId}`}>{name}</Link> : <span>{words("somebody")}</span>}
                <span className="quiet">
                  {lessonTitle ? words("at", { lesson: lessonTitle }) : words("allDone")}
                  {" · "}
                  {words("done", { percent: percent(done) })}
                </span>
              </div>
              {progressTime && (
                <span className="quiet">{words("since", { date: day(timestampDate(progressTime)) })}</span>
              )}
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
    </section>
  );
}
