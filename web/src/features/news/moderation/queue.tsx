import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Group } from "@mantine/core";
import { CommentState } from "@platform/connect/platform/news/v1/comment_pb.ts";
import { CommentService, type QueuedComment } from "@platform/connect/platform/news/v1/comment_service_pb.ts";
import { IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { articleAddress } from "../address.ts";
import { commentClient, useTalk } from "../comments/acts.ts";
import styles from "../comments/comments.module.css";
import { commentWords } from "../comments/words.ts";
import { newsWords } from "../words.ts";
import { HideDialog } from "./hide-dialog.tsx";

/** Comments that wait for staff, the oldest first. */
export default function Queue() {
  const words = useWords(commentWords);
  const news = useWords(newsWords);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    CommentService.method.listModerationQueue,
    { pageSize: 30, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const queue = data?.pages.flatMap((page) => page.comments) ?? [];
  const count = data?.pages[0]?.count ?? 0;
  return (
    <Page
      title={words("moderation")}
      about={count > 0 ? words("waiting", { count }) : words("moderationAbout")}
      trail={[{ label: news("news"), to: "/news" }]}
    >
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {data && queue.length === 0 && (
        <Empty
          icon={<IconShieldCheck size={28} stroke={1.5} aria-hidden />}
          title={words("queueNone")}
          text={words("queueNoneText")}
        />
      )}
      {queue.length > 0 && (
        <ul className={styles.list}>
          {queue.map((queued) => (
            <Waiting key={queued.comment?.id} queued={queued} />
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
    </Page>
  );
}

function Waiting({ queued: { comment, articleTitle, articleSlug, reports } }: { queued: QueuedComment }) {
  const words = useWords(commentWords);
  const { ago } = useLanguage();
  const talk = useTalk();
  const [hiding, setHiding] = useState(false);
  if (!comment) return null;

  async function decide(decision: { hide: boolean; reason?: string }) {
    const done = await talk(() => commentClient.moderateComment({ commentId: comment?.id ?? "", ...decision }));
    if (done) toast({ text: words("decided") });
  }

  return (
    <li className="card section">
      <p className={styles.by}>
        <strong>{comment.author?.name || words("somebody")}</strong>{" "}
        <Link to={articleAddress(articleSlug)}>{words("onArticle", { title: articleTitle })}</Link>{" "}
        <span className="quiet">{comment.createTime && ago(timestampDate(comment.createTime))}</span>
      </p>
      <Group gap="xs">
        {comment.state === CommentState.HELD && <Chip tone="warn">{words("heldChip")}</Chip>}
        {reports.length > 0 && <Chip tone="bad">{words("reportedChip", { count: reports.length })}</Chip>}
      </Group>
      <Markdown small level={3} text={comment.markdown} />
      {reports.some(({ text }) => text) && (
        <ul className={styles.reports}>
          {reports.map(({ text, createTime }) => (
            <li key={`${createTime?.seconds} ${createTime?.nanos} ${text}`}>{text}</li>
          ))}
        </ul>
      )}
      <Group gap="xs">
        <Button variant="default" onClick={() => void decide({ hide: false })}>
          {words("show")}
        </Button>
        <Button variant="default" color="red" onClick={() => setHiding(true)}>
          {words("hide")}
        </Button>
      </Group>
      {hiding && <HideDialog onHide={(reason) => decide({ hide: true, reason })} onClose={() => setHiding(false)} />}
    </li>
  );
}
