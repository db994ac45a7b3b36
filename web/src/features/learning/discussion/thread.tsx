import { Button } from "@mantine/core";
import type { Thread } from "@platform/connect/platform/learning/v1/discussion_service_pb.ts";
import { type ReactNode, useState } from "react";
import { SayForm } from "../../../components/say-form.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./discussion.module.css";
import { PostView } from "./post.tsx";
import { talkClient, useTalk } from "./use-talk.ts";
import { talkWords } from "./words.ts";

/** A talk with its answers; `head` says where it stands, where that is not plain. */
export function ThreadView({ courseId, thread, head }: { courseId: string; thread: Thread; head?: ReactNode }) {
  const words = useWords(talkWords);
  const talk = useTalk();
  const [answering, setAnswering] = useState(false);
  const { id: threadId, lessonId, blockId, posts } = thread;

  async function answer(markdown: string) {
    const done = await talk(() => talkClient.addPost({ courseId, lessonId, blockId, threadId, markdown }));
    if (done) setAnswering(false);
    return done;
  }

  return (
    <li className={styles.thread}>
      {head}
      {posts.map((post) => (
        <PostView key={post.id} post={post} />
      ))}
      {answering ? (
        <SayForm
          cancel={words("cancel")}
          label={words("yourAnswer")}
          action={words("answer")}
          onSay={answer}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <div>
          <Button
            variant="default"
            size="xs"
            aria-label={words("answerTo", { name: posts[0]?.authorName || words("somebody") })}
            onClick={() => setAnswering(true)}
          >
            {words("answer")}
          </Button>
        </div>
      )}
    </li>
  );
}
