import type { DiscussionServiceDefinition } from "@platform/grpc/platform/knowledge/v1/discussion_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { demandPage, demandRole, type PageAccess } from "../access/access.ts";
import { addComment, deleteComment, updateComment } from "../discussion/comments.ts";
import { suggestPeople } from "../discussion/suggest.ts";
import {
  demandThread,
  discussionKey,
  listThreads,
  mayResolve,
  readThread,
  setResolved,
  type ThreadView,
} from "../discussion/threads.ts";
import { setWatch } from "../discussion/watching.ts";
import { namesOf } from "../people.ts";
import { type Looks, presentComment, presentThread } from "../present/discussion.ts";
import { viewerOf } from "../viewer.ts";

export const discussion: Handlers<typeof DiscussionServiceDefinition> = {
  async listThreads({ pageId, resolved, pageSize, pageToken }, ctx) {
    const access = await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { resolved: "number", id: "uuid" });
    const from = after && { resolved: after.resolved === 1, id: after.id };
    const rows = await listThreads(ctx.db, pageId, resolved, from, size + 1);
    const cut = page.cut(rows, size, ({ thread }) => ({ resolved: Number(thread.resolved), id: thread.id }));
    const looks = await looksOf(ctx, access, cut.rows);
    return { threads: cut.rows.map((view) => presentThread(view, looks)), nextPageToken: cut.nextPageToken };
  },

  async *watchThreads({ pageId }, ctx) {
    const changes = ctx.changes(discussionKey(pageId))[Symbol.asyncIterator]();
    // Asked for before the first answer, so that what comes after that is told.
    let change = changes.next();
    while (true) {
      await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
      yield {};
      if ((await change).done) return;
      change = changes.next();
    }
  },

  async addComment({ pageId, threadId, quote, markdown }, ctx) {
    const viewer = viewerOf(ctx);
    const said = { threadId: threadId || undefined, quote, markdown, authorId: ctx.person.id };
    const id = await ctx.tx(async (tx) =>
      addComment(tx, await demandPage(tx, viewer, pageId, "READER"), said, ctx.now()),
    );
    return { thread: await showThread(ctx, id) };
  },

  async updateComment({ commentId, markdown }, ctx) {
    const { comment, access } = await ctx.tx((tx) => updateComment(tx, viewerOf(ctx), commentId, markdown, ctx.now()));
    const names = await namesOf(ctx.db, [comment.authorId]);
    return { comment: presentComment(comment, { viewer: viewerOf(ctx), role: access.role, names }) };
  },

  async deleteComment({ commentId }, ctx) {
    await ctx.tx((tx) => deleteComment(tx, viewerOf(ctx), commentId));
    return {};
  },

  async resolveThread({ threadId, reopen }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      const { thread, access } = await demandThread(tx, viewer, threadId);
      if (!mayResolve(thread, viewer, access.role)) demandRole(access.role, "WRITER");
      await setResolved(tx, thread, !reopen);
    });
    return { thread: await showThread(ctx, threadId) };
  },

  async watchPage({ pageId, withChildren, stop }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      await demandPage(tx, viewer, pageId, "READER");
      await setWatch(tx, { pageId, accountId: ctx.person.id, watching: !stop, withChildren });
    });
    return { watched: !stop };
  },

  async suggestPeople({ pageId, text }, ctx) {
    const access = await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
    const found = await suggestPeople(ctx.db, access, text);
    return { people: found.map(({ accountId, name }) => ({ accountId, name })) };
  },
};

async function showThread(ctx: Ctx, id: string) {
  const { access } = await demandThread(ctx.db, viewerOf(ctx), id);
  const view = await readThread(ctx.db, id);
  return presentThread(view, await looksOf(ctx, access, [view]));
}

async function looksOf(ctx: Ctx, { role }: PageAccess, views: readonly ThreadView[]): Promise<Looks> {
  const names = await namesOf(
    ctx.db,
    views.flatMap(({ comments }) => comments.map(({ authorId }) => authorId)),
  );
  return { viewer: viewerOf(ctx), role, names };
}
