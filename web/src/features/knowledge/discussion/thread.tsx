import { Button, Group } from "@mantine/core";
import type { Thread } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { discussionClient, useDiscuss } from "./acts.ts";
import { CommentView } from "./comment.tsx";
import { CommentForm } from "./comment-form.tsx";
import styles from "./discussion.module.css";
import { discussionWords } from "./words.ts";

/** A talk about the page, with its answers. */
export function ThreadView({ pageId, thread }: { pageId: string; thread: Thread }) {
  const words = useWords(discussionWords);
  const discuss = useDiscuss();
  const [answering, setAnswering] = useState(false);
  const { id: threadId, quote, resolved, comments, mayResolve } = thread;
  const first = comments[0]?.author?.name || words("somebody");

  async function answer(markdown: string) {
    const done = await discuss(() => discussionClient.addComment({ pageId, threadId, markdown }));
    if (done) setAnswering(false);
    return done;
  }

  return (
    <li className={styles.thread}>
      {quote && <blockquote className={styles.quote}>{quote}</blockquote>}
      {resolved && (
        <div>
          <Chip>{words("resolved")}</Chip>
        </div>
      )}
      {comments.map((comment) => (
        <CommentView key={comment.id} pageId={pageId} comment={comment} />
      ))}
      {answering ? (
        <CommentForm
          pageId={pageId}
          label={words("yourAnswer")}
          action={words("answer")}
          onSay={answer}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <Group gap="xs">
          <Button
            variant="default"
            size="sm"
            aria-label={words("answerTo", { name: first })}
            onClick={() => setAnswering(true)}
          >
            {words("answer")}
          </Button>
          {mayResolve && (
            <Button
              variant="subtle"
              size="sm"
              onClick={() => void discuss(() => discussionClient.resolveThread({ threadId, reopen: resolved }))}
            >
              {words(resolved ? "reopen" : "resolve")}
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}
