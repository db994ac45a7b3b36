import { ReactionKind } from "@platform/grpc/platform/news/v1/comment.ts";
import type { CommentServiceDefinition } from "@platform/grpc/platform/news/v1/comment_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { demandReadable } from "../articles/article.ts";
import type { Comment } from "../comments/comment.ts";
import { countComments, listAnswers, listThreads } from "../comments/list.ts";
import { countQueue, listQueue, moderateComment, reportComment } from "../comments/moderation.ts";
import { addComment, deleteComment, updateComment } from "../comments/say.ts";
import { namesOf } from "../people.ts";
import { presentComment, presentQueued, presentReaction } from "../present/comments.ts";
import { countReactions, type ReactionKind as Kind, setReaction } from "../reactions.ts";
import { signedIn, viewerOf } from "../viewer.ts";

export const comments: Handlers<typeof CommentServiceDefinition> = {
  async listComments({ articleId, pageSize, pageToken }, ctx) {
    const viewer = viewerOf(ctx);
    await demandReadable(ctx.db, viewer, articleId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { createTime: "date", id: "uuid" });
    const rows = await listThreads(ctx.db, viewer, articleId, after, size + 1);
    const cut = page.cut(rows, size, ({ createTime, id }) => ({ createTime, id }));
    const answers = await listAnswers(
      ctx.db,
      viewer,
      cut.rows.map(({ id }) => id),
    );
    const shown = cut.rows.flatMap((row) => [row, ...(answers.get(row.id) ?? [])]);
    const names = await namesOfAuthors(ctx, shown);
    return {
      comments: shown.map((comment) => presentComment(comment, viewer, names)),
      nextPageToken: cut.nextPageToken,
    };
  },

  async addComment({ articleId, parentId, markdown }, ctx) {
    const said = { articleId, parentId: parentId || undefined, markdown };
    return { comment: await show(ctx, await ctx.tx((tx) => addComment(tx, signedIn(ctx), said, ctx.now()))) };
  },

  async updateComment({ commentId, markdown }, ctx) {
    const updated = await ctx.tx((tx) => updateComment(tx, signedIn(ctx), commentId, markdown, ctx.now()));
    return { comment: await show(ctx, updated) };
  },

  async deleteComment({ commentId }, ctx) {
    await ctx.tx((tx) => deleteComment(tx, signedIn(ctx), commentId));
    return {};
  },

  async reportComment({ commentId, text }, ctx) {
    await ctx.tx((tx) => reportComment(tx, signedIn(ctx), commentId, text, ctx.now()));
    return {};
  },

  async listModerationQueue({ pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { createTime: "date", id: "uuid" });
    const rows = await listQueue(ctx.db, after, size + 1);
    const cut = page.cut(rows, size, ({ comment }) => ({ createTime: comment.createTime, id: comment.id }));
    const names = await namesOfAuthors(
      ctx,
      cut.rows.map(({ comment }) => comment),
    );
    return {
      comments: cut.rows.map((queued) => presentQueued(queued, viewerOf(ctx), names)),
      count: await countQueue(ctx.db),
      nextPageToken: cut.nextPageToken,
    };
  },

  async moderateComment({ commentId, hide, reason }, ctx) {
    return { comment: await show(ctx, await ctx.tx((tx) => moderateComment(tx, commentId, { hide, reason }))) };
  },

  async getReactions({ articleId }, ctx) {
    const viewer = viewerOf(ctx);
    await demandReadable(ctx.db, viewer, articleId);
    const [reactions, commentCount] = await Promise.all([
      countReactions(ctx.db, viewer, articleId),
      countComments(ctx.db, articleId),
    ]);
    return { reactions: reactions.map(presentReaction), commentCount };
  },

  async setReaction({ articleId, kind, remove }, ctx) {
    const reaction = { articleId, kind: ReactionKind[kind] as Kind, remove };
    await ctx.tx((tx) => setReaction(tx, signedIn(ctx), reaction));
    return { reactions: (await countReactions(ctx.db, viewerOf(ctx), articleId)).map(presentReaction) };
  },
};

function namesOfAuthors(ctx: Ctx, list: readonly Comment[]) {
  return namesOf(
    ctx.db,
    list.map(({ authorId }) => authorId),
  );
}

async function show(ctx: Ctx, comment: Comment) {
  return presentComment(comment, viewerOf(ctx), await namesOfAuthors(ctx, [comment]));
}
