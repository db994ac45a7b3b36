import type { DiscussionServiceDefinition } from "@platform/grpc/platform/learning/v1/discussion_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { addPost, type Changed, deletePost, moderate, updatePost } from "../discussion/posts.ts";
import { countPosts, listThreads, viewThread } from "../discussion/threads.ts";
import { demandParticipant } from "../participants.ts";
import { presentThread } from "../present/discussion.ts";

async function answer(ctx: Ctx, { threadId, participant }: Changed) {
  return { thread: presentThread(await viewThread(ctx.db, participant, threadId), participant) };
}

export const discussion: Handlers<typeof DiscussionServiceDefinition> = {
  async countPosts({ courseId, lessonId }, ctx) {
    await demandParticipant(ctx.db, ctx.person, courseId);
    return { blocks: await countPosts(ctx.db, courseId, lessonId) };
  },

  async listThreads({ courseId, blockId, unanswered, pageSize, pageToken }, ctx) {
    const participant = await demandParticipant(ctx.db, ctx.person, courseId);
    const size = page.size(pageSize, { standard: 20 });
    const after = page.decode(pageToken, { id: "uuid" })?.id;
    const found = await listThreads(ctx.db, participant, { blockId, unanswered }, after, size + 1);
    const cut = page.cut(found, size, ({ thread }) => ({ id: thread.id }));
    return { threads: cut.rows.map((view) => presentThread(view, participant)), nextPageToken: cut.nextPageToken };
  },

  async addPost({ courseId, ...said }, ctx) {
    const participant = await demandParticipant(ctx.db, ctx.person, courseId);
    const threadId = await ctx.tx((tx) => addPost(tx, participant, said, ctx.now()));
    return answer(ctx, { threadId, participant });
  },

  async updatePost({ postId, markdown }, ctx) {
    return answer(ctx, await ctx.tx((tx) => updatePost(tx, ctx.person, postId, markdown, ctx.now())));
  },

  async deletePost({ postId }, ctx) {
    await ctx.tx((tx) => deletePost(tx, ctx.person, postId));
    return {};
  },

  async endorsePost({ postId, withdraw }, ctx) {
    return answer(ctx, await ctx.tx((tx) => moderate(tx, ctx.person, postId, { endorsed: !withdraw })));
  },

  async hidePost({ postId, show }, ctx) {
    return answer(ctx, await ctx.tx((tx) => moderate(tx, ctx.person, postId, { hidden: !show })));
  },
};
