import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Title } from "@mantine/core";
import { DiscussionService } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { useEffect, useId, useRef, useState } from "react";
import { NewWords } from "../../../components/new-words.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { discussionClient, useDiscuss } from "./acts.ts";
import { CommentForm } from "./comment-form.tsx";
import styles from "./discussion.module.css";
import { useLiveThreads } from "./live.ts";
import { ThreadView } from "./thread.tsx";
import { discussionWords } from "./words.ts";

/** What people say about a page, for those who are signed in. */
export function Discussion({
  pageId,
  open,
  quote,
  onQuoteUsed,
}: {
  pageId: string;
  open: number;
  /** The words of the page that the next comment is about; empty for the whole page. */
  quote: string;
  onQuoteUsed: () => void;
}) {
  const words = useWords(discussionWords);
  const discuss = useDiscuss();
  const { person } = useViewer();
  const [resolved, setResolved] = useState(false);
  useLiveThreads(pageId);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    DiscussionService.method.listThreads,
    { pageId, resolved, pageSize: 20, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  // A heading of the page itself may have any readable id.
  const heading = useId();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!quote) return;
    form.current?.scrollIntoView({ block: "center" });
    form.current?.querySelector("textarea")?.focus({ preventScroll: true });
  }, [quote]);

  async function say(markdown: string) {
    const said = await discuss(() => discussionClient.addComment({ pageId, quote, markdown }));
    if (said) onQuoteUsed();
    return said;
  }

  const threads = data?.pages.flatMap((page) => page.threads) ?? [];
  const said = threads.flatMap(({ comments }) =>
    comments.map(({ id, author }) => ({
      id,
      by: author?.name || words("somebody"),
      own: author?.accountId === person?.accountId,
    })),
  );
  return (
    <section className={styles.discussion} aria-labelledby={heading}>
      <div className={styles.top}>
        <Title order={2} id={heading}>
          {words("comments")}
        </Title>
        {open > 0 && <span className="quiet">{words("open", { count: open })}</span>}
      </div>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && threads.length === 0 && <p className="quiet">{words("none")}</p>}
      {data && <NewWords said={said} listing={`${resolved} ${data.pages.length}`} />}
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
      <div ref={form} className={styles.form}>
        {quote && (
          <div>
            <blockquote className={styles.quote}>{quote}</blockquote>
            <Button variant="subtle" size="sm" className={styles.acts} onClick={onQuoteUsed}>
              {words("dropQuote")}
            </Button>
          </div>
        )}
        <CommentForm pageId={pageId} label={words("comment")} action={words("send")} onSay={say} />
      </div>
      <div className={styles.acts}>
        <Button variant="subtle" size="sm" aria-pressed={resolved} onClick={() => setResolved(!resolved)}>
          {words(resolved ? "hideResolved" : "showResolved")}
        </Button>
      </div>
    </section>
  );
}
