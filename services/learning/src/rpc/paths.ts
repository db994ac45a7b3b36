import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { PathServiceDefinition } from "@platform/grpc/platform/learning/v1/path_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { joinPath, leavePath, startStep } from "../paths/learners.ts";
import { findPath, listAuthored, listOwn, listPublished, type PathView, viewSteps } from "../paths/paths.ts";
import { createPath, deletePath, lockPath, mayWritePath, publishPath, updatePath } from "../paths/write.ts";
import { presentPath, presentStep } from "../present/paths.ts";

export const paths: Handlers<typeof PathServiceDefinition> = {
  async listPaths({ language, pageSize, pageToken }, ctx) {
    const size = page.size(pageSize, { standard: 24 });
    const after = page.decode(pageToken, { time: "date", id: "uuid" });
    const spoken = language === Language.UNSPECIFIED ? undefined : languageOf(language);
    const found = await listPublished(ctx.db, personOf(ctx)?.id, spoken, after, size + 1);
    return cutPaths(found, size, ({ path: { id, publishTime } }) => ({ time: publishTime as Date, id }));
  },

  async getPath({ pathId }, ctx) {
    const person = personOf(ctx);
    const view = await findPath(ctx.db, pathId, person);
    const steps = await viewSteps(ctx.db, pathId, person?.id);
    return {
      path: presentPath(view),
      steps: steps.map((step) => presentStep(step, ctx.blobs)),
      mayWrite: person !== undefined && mayWritePath(person, view.path),
    };
  },

  async listOwnPaths(_, ctx) {
    return { paths: (await listOwn(ctx.db, ctx.person.id)).map(presentPath) };
  },

  async joinPath({ pathId }, ctx) {
    await ctx.tx((tx) => joinPath(tx, ctx.person, pathId, ctx.now()));
    return { path: await show(ctx, pathId) };
  },

  async leavePath({ pathId }, ctx) {
    await ctx.tx((tx) => leavePath(tx, ctx.person.id, pathId));
    return {};
  },

  async startStep({ pathId, courseId }, ctx) {
    await ctx.tx((tx) => startStep(tx, ctx.person, pathId, courseId, ctx.now()));
    return {};
  },

  async listAuthoredPaths({ pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { time: "date", id: "uuid" });
    const found = await listAuthored(ctx.db, ctx.person, after, size + 1);
    return cutPaths(found, size, ({ path: { id, updateTime } }) => ({ time: updateTime, id }));
  },

  async createPath({ title, language }, ctx) {
    const made = { title, language: languageOf(language) };
    const id = await ctx.tx((tx) => createPath(tx, ctx.person.id, made, ctx.now()));
    return { path: await show(ctx, id) };
  },

  async updatePath({ pathId, revision, language, ...text }, ctx) {
    await ctx.tx(async (tx) => {
      const path = await lockPath(tx, ctx.person, pathId);
      await updatePath(tx, path, revision, { ...text, language: languageOf(language) }, ctx.now());
    });
    return { path: await show(ctx, pathId) };
  },

  async publishPath({ pathId, hide }, ctx) {
    await ctx.tx(async (tx) => publishPath(tx, await lockPath(tx, ctx.person, pathId), hide, ctx.now()));
    return { path: await show(ctx, pathId) };
  },

  async deletePath({ pathId }, ctx) {
    await ctx.tx((tx) => deletePath(tx, ctx.person, pathId));
    return {};
  },
};

function personOf({ caller }: Ctx) {
  return caller.kind === "person" ? caller : undefined;
}

function languageOf(language: Language): "RU" | "EN" {
  return language === Language.RU ? "RU" : "EN";
}

async function show(ctx: Ctx, pathId: string) {
  return presentPath(await findPath(ctx.db, pathId, ctx.person));
}

function cutPaths(found: PathView[], size: number, place: (view: PathView) => { time: Date; id: string }) {
  const cut = page.cut(found, size, place);
  return { paths: cut.rows.map(presentPath), nextPageToken: cut.nextPageToken };
}
