import { CommentState, ReactionKind } from "@platform/grpc/platform/news/v1/comment.ts";
import { type Comment, isSeen } from "../comments/comment.ts";
import type { Queued } from "../comments/moderation.ts";
import type { Reaction } from "../reactions.ts";
import type { Viewer } from "../viewer.ts";

/** A comment as one sees it: of one that was taken back, or is hidden from them, nothing but its place is left. */
export function presentComment(comment: Comment, viewer: Viewer, names: ReadonlyMap<string, string>) {
  const { id, articleId, parentId, authorId, createTime } = comment;
  const place = { id, articleId, parentId: parentId ?? "", createTime };
  if (!isSeen(comment, viewer)) return { ...place, state: CommentState.DELETED };
  return {
    ...place,
    author: { accountId: authorId, name: names.get(authorId) ?? "" },
    markdown: comment.markdown,
    state: CommentState[comment.state],
    reason: viewer.staff || authorId === viewer.id ? comment.reason : "",
    updateTime: comment.updateTime ?? undefined,
    own: authorId === viewer.id,
  };
}

export function presentQueued(queued: Queued, viewer: Viewer, names: ReadonlyMap<string, string>) {
  const { comment, reports, ...article } = queued;
  return { ...article, comment: presentComment(comment, viewer, names), reports };
}

export function presentReaction({ kind, count, own }: Reaction) {
  return { kind: ReactionKind[kind], count, own };
}
