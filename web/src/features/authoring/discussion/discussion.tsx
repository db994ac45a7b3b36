import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Stack } from "@mantine/core";
import { DiscussionService } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import { IconMessageCircle } from "@tabler/icons-react";
import { Link, useParams, useSearchParams } from "react-router";
import { NewWords } from "../../../components/new-words.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { Tabs } from "../../../components/tabs.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "../../learning/discussion/discussion.module.css";
import { saidIn } from "../../learning/discussion/said.ts";
import { ThreadView } from "../../learning/discussion/thread.tsx";
import { talkWords } from "../../learning/discussion/words.ts";

/** All that is said in the course, to be answered, endorsed and hidden. */
export default function CourseDiscussion() {
  const words = useWords(talkWords);
  const { courseId = "" } = useParams();
  const [params] = useSearchParams();
  const unanswered = params.get("which") === "unanswered";
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    DiscussionService.method.listThreads,
    { courseId, unanswered, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const threads = data?.pages.flatMap((page) => page.threads) ?? [];
  const at = `/authoring/${courseId}/discussion`;
  return (
    <Stack gap="md">
      <Tabs
        label={words("filter")}
        tabs={[
          { to: at, label: words("all"), current: !unanswered },
          { to: `${at}?which=unanswered`, label: words("unanswered"), current: unanswered },
        ]}
      />
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && threads.length === 0 && (
        <Empty
          icon={<IconMessageCircle size={28} stroke={1.5} aria-hidden />}
          title={words(unanswered ? "noneUnanswered" : "none")}
          text={words("noneText")}
        />
      )}
      {data && <NewWords said={saidIn(threads, words("somebody"))} listing={`${unanswered} ${data.pages.length}`} />}
      {threads.length > 0 && (
        <ul className={`card ${styles.list}`}>
          {threads.map((thread) => (
            <ThreadView
              key={thread.id}
              courseId={courseId}
              thread={thread}
              head={
                <Link to={`/courses/${courseId}/lessons/${thread.lessonId}`} className={styles.where}>
                  {words("lesson", { title: thread.lessonTitle || "—" })}
                </Link>
              }
            />
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
    </Stack>
  );
}
