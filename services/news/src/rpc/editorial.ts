import type { EditorialServiceDefinition } from "@platform/grpc/platform/news/v1/editorial_service.ts";
import { type Ctx, type Handlers, openUpload, page } from "@platform/kit";
import { demandWritable } from "../articles/article.ts";
import { createArticle } from "../articles/create.ts";
import { deleteArticle } from "../articles/delete.ts";
import { listWritable } from "../articles/list.ts";
import { addPicture, storeCover } from "../articles/pictures.ts";
import { archiveArticle, publishArticle, unpublishArticle } from "../articles/publish.ts";
import { updateArticle } from "../articles/update.ts";
import { viewArticle, viewList } from "../articles/view.ts";
import { presentDraft, presentHead, presentPicture, presentSeries } from "../present/articles.ts";
import { countArticles, createSeries, listSeries, updateSeries } from "../series.ts";
import { signedIn, viewerOf } from "../viewer.ts";
import { readChange } from "./change.ts";
import { read } from "./words.ts";

export const editorial: Handlers<typeof EditorialServiceDefinition> = {
  async createArticle({ title, language, versionOf }, ctx) {
    const start = { title, language: read.language(language) ?? "EN", versionOf: versionOf || undefined } as const;
    const id = await ctx.tx((tx) => createArticle(tx, signedIn(ctx), start, ctx.now()));
    return { draft: await show(ctx, id) };
  },

  async getDraft({ articleId }, ctx) {
    return { draft: await show(ctx, articleId) };
  },

  async updateArticle(request, ctx) {
    const { articleId, revision } = request;
    const viewer = viewerOf(ctx);
    const { cover, ...change } = readChange(request);
    await demandWritable(ctx.db, viewer, articleId);
    const coverKey = cover && (await storeCover(ctx, articleId, await openUpload(ctx, cover)));
    const drawn = cover === undefined ? {} : { coverKey: coverKey || null };
    try {
      const before = await ctx.tx((tx) =>
        updateArticle(tx, viewer, articleId, revision, { ...change, ...drawn }, ctx.now()),
      );
      if (cover !== undefined && before.coverKey) await ctx.blobs.delete(before.coverKey);
    } catch (error) {
      if (coverKey) await ctx.blobs.delete(coverKey);
      throw error;
    }
    return { draft: await show(ctx, articleId) };
  },

  async publishArticle({ articleId, scheduleTime }, ctx) {
    await ctx.tx((tx) => publishArticle(tx, viewerOf(ctx), articleId, scheduleTime, { now: ctx.now(), site: ctx }));
    return { draft: await show(ctx, articleId) };
  },

  async unpublishArticle({ articleId }, ctx) {
    await ctx.tx((tx) => unpublishArticle(tx, viewerOf(ctx), articleId, ctx.now()));
    return { draft: await show(ctx, articleId) };
  },

  async archiveArticle({ articleId }, ctx) {
    await ctx.tx((tx) => archiveArticle(tx, viewerOf(ctx), articleId, ctx.now()));
    return { draft: await show(ctx, articleId) };
  },

  async deleteArticle({ articleId }, ctx) {
    await deleteArticle(ctx, articleId);
    return {};
  },

  async listEditorialArticles({ state, pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { updateTime: "date", id: "uuid" });
    const rows = await listWritable(ctx.db, signedIn(ctx), read.state(state), after, size + 1);
    const cut = page.cut(rows, size, ({ updateTime, id }) => ({ updateTime, id }));
    const listed = await viewList(ctx.db, cut.rows);
    return { articles: listed.map((each) => presentHead(each, ctx)), nextPageToken: cut.nextPageToken };
  },

  async addPicture({ articleId, uploadKey }, ctx) {
    await demandWritable(ctx.db, viewerOf(ctx), articleId);
    const picture = await addPicture(ctx, articleId, await openUpload(ctx, uploadKey));
    return { picture: presentPicture(picture, ctx) };
  },

  async createSeries({ title, language }, ctx) {
    const start = { title, language: read.language(language) ?? "EN" } as const;
    const made = await ctx.tx((tx) => createSeries(tx, ctx.person.id, start, ctx.now()));
    return { series: presentSeries(made, 0) };
  },

  async listSeries({ language }, ctx) {
    const found = await listSeries(ctx.db, read.language(language));
    const counts = await countArticles(
      ctx.db,
      found.map(({ id }) => id),
    );
    return { series: found.map((each) => presentSeries(each, counts.get(each.id) ?? 0)) };
  },

  async updateSeries({ seriesId, title, articleIds }, ctx) {
    const updated = await ctx.tx((tx) => updateSeries(tx, viewerOf(ctx), seriesId, { title, articleIds }));
    const counts = await countArticles(ctx.db, [seriesId]);
    return { series: presentSeries(updated, counts.get(seriesId) ?? 0) };
  },
};

async function show(ctx: Ctx, articleId: string) {
  const viewer = viewerOf(ctx);
  const article = await demandWritable(ctx.db, viewer, articleId);
  return presentDraft(await viewArticle(ctx.db, article, { drafts: true }), viewer, ctx);
}
