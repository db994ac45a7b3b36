import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, UnstyledButton } from "@mantine/core";
import { DiscussionService } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import { IconMessageCircle } from "@tabler/icons-react";
import { useId, useState } from "react";
import { NewWords } from "../../../components/new-words.tsx";
import { SayForm } from "../../../components/say-form.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./discussion.module.css";
import { saidIn } from "./said.ts";
import { ThreadView } from "./thread.tsx";
import { type TalkPlace, talkClient, useTalk } from "./use-talk.ts";
import { talkWords } from "./words.ts";

/** What is said under a block, behind a button that says how much that is. */
export function BlockTalk({ place, count }: { place: TalkPlace; count: number }) {
  const words = useWords(talkWords);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={styles.talk}>
      <UnstyledButton
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <IconMessageCircle size={18} stroke={1.7} aria-hidden />
        {count > 0 ? words("discussed", { count }) : words("discuss")}
      </UnstyledButton>
      {open && (
        <div id={id}>
          <Threads place={place} />
        </div>
      )}
    </div>
  );
}

function Threads({ place }: { place: TalkPlace }) {
  const words = useWords(talkWords);
  const talk = useTalk();
  const { courseId, blockId } = place;
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    DiscussionService.method.listThreads,
    { courseId, blockId, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const threads = data?.pages.flatMap((page) => page.threads) ?? [];
  return (
    <div className={styles.threads}>
      <SayForm
        cancel={words("cancel")}
        label={words("ask")}
        action={words("post")}
        onSay={(markdown) => talk(() => talkClient.addPost({ ...place, markdown }))}
      />
      {isPending && <LoadingRows rows={1} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && <NewWords said={saidIn(threads, words("somebody"))} listing={data.pages.length} />}
      {threads.length > 0 && (
        <ul>
          {threads.map((thread) => (
            <ThreadView key={thread.id} courseId={courseId} thread={thread} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words("more")}
        </Button>
      )}
    </div>
  );
}
