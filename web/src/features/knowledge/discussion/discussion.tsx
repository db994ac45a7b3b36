import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Title } from "@mantine/core";
import { DiscussionService } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { useState } from "react";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { discussionClient, useDiscuss } from "./acts.ts";
import { CommentForm } from "./comment-form.tsx";
import styles from "./discussion.module.css";
import { ThreadView } from "./thread.tsx";
import { discussionWords } from "./words.ts";

/** What people say about a page, for those who are signed in. */
export function Discussion({ pageId, open }: { pageId: string; open: number }) {
  const words = useWords(discussionWords);
  const discuss = useDiscuss();
  const [resolved, setResolved] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    DiscussionService.method.listThreads,
    { pageId, resolved, pageSize: 20, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const threads = data?.pages.flatMap((page) => page.threads) ?? [];
  return (
    <section className={styles.discussion} aria-labelledby="comments">
      <div className={styles.top}>
        <Title order={2} id="comments">
          {words("comments")}
        </Title>
        {open > 0 && <span className="quiet">{words("open", { count: open })}</span>}
      </div>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && threads.length === 0 && <p className="quiet">{words("none")}</p>}
      {threads.length > 0 && (
        <ul className={styles.threads}>
          {threads.map((thread) => (
            <ThreadView key={thread.id} pageId={pageId} thread={thread} />
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
      <CommentForm
        pageId={pageId}
        label={words("comment")}
        action={words("send")}
        onSay={(markdown) => discuss(() => discussionClient.addComment({ pageId, markdown }))}
      />
      <div className={styles.acts}>
        <Button variant="subtle" size="sm" aria-pressed={resolved} onClick={() => setResolved(!resolved)}>
          {words(resolved ? "hideResolved" : "showResolved")}
        </Button>
      </div>
    </section>
  );
}
