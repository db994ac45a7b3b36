import type { PostView, ThreadView } from "../discussion/threads.ts";
import type { Participant } from "../participants.ts";

export function presentThread({ thread, lessonTitle, posts }: ThreadView, participant: Participant) {
  const { id, lessonId, blockId } = thread;
  return { id, lessonId, blockId, lessonTitle, posts: posts.map((view) => presentPost(view, participant)) };
}

function presentPost({ post, authorName, byCourseAuthor }: PostView, { accountId, teaches }: Participant) {
  const { id, authorId, markdown, createTime, updateTime, endorsed, hidden } = post;
  const speaks = markdown !== "";
  return {
    id,
    authorId,
    authorName,
    byCourseAuthor,
    markdown,
    createTime,
    updateTime: updateTime ?? undefined,
    endorsed,
    hidden,
    own: speaks && authorId === accountId,
    mayModerate: speaks && teaches,
  };
}
