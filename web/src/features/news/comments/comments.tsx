import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { CommentService } from "@platform/connect/platform/news/v1/comment_service_pb.ts";
import { Link, useLocation } from "react-router";
import { NewWords } from "../../../components/new-words.tsx";
import { SayForm } from "../../../components/say-form.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { logInAddress } from "../../../lib/routes.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { commentClient, useTalk } from "./acts.ts";
import { CommentView } from "./comment-view.tsx";
import styles from "./comments.module.css";
import { commentWords } from "./words.ts";

/** What people say about an article, and the place to say something. */
export function Comments({ articleId, open }: { articleId: string; open: boolean }) {
  const words = useWords(commentWords);
  const talk = useTalk();
  const { person } = useViewer();
  const { pathname } = useLocation();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    CommentService.method.listComments,
    { articleId, pageSize: 30, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const comments = data?.pages.flatMap((page) => page.comments) ?? [];
  const said = comments.map(({ id, author, own }) => ({ id, by: author?.name || words("somebody"), own }));
  return (
    <section className={styles.comments} aria-label={words("comments")}>
      <Title order={2}>{words("comments")}</Title>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {data && comments.length === 0 && open && <p className="quiet">{words("none")}</p>}
      {data && <NewWords said={said} listing={data.pages.length} />}
      {comments.length > 0 && (
        <ul className={styles.list}>
          {comments.map((comment) => (
            <CommentView key={comment.id} comment={comment} open={open} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words("more")}
        </Button>
      )}
      {!open && <p className="quiet">{words("closed")}</p>}
      {open && person && (
        <SayForm
          cancel={words("cancel")}
          label={words("yours")}
          action={words("say")}
          hint={words("hint")}
          onSay={(markdown) => talk(() => commentClient.addComment({ articleId, markdown }))}
        />
      )}
      {open && !person && (
        <div>
          <Button component={Link} to={logInAddress(pathname)} variant="default">
            {words("logIn")}
          </Button>
        </div>
      )}
    </section>
  );
}
