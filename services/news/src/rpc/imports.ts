import type { ImportServiceDefinition } from "@platform/grpc/platform/news/v1/import_service.ts";
import type { Ctx, Handlers } from "@platform/kit";
import { deleteImport, listImports, readImport, updateImport } from "../imports/feed-import.ts";
import { createImport, refreshImport } from "../imports/refresh.ts";
import { presentImport } from "../present/imports.ts";
import { read } from "./words.ts";

export const imports: Handlers<typeof ImportServiceDefinition> = {
  async createFeedImport({ url, language, tags }, ctx) {
    const id = await createImport(ctx, { url, language: read.language(language) ?? "EN", tags });
    return { feedImport: await show(ctx, id) };
  },

  async listFeedImports(_request, ctx) {
    return { feedImports: (await listImports(ctx.db)).map(presentImport) };
  },

  async updateFeedImport({ importId, tags, paused }, ctx) {
    await ctx.tx((tx) => updateImport(tx, importId, { tags, paused }, ctx.now()));
    return { feedImport: await show(ctx, importId) };
  },

  async refreshFeedImport({ importId }, ctx) {
    const added = await refreshImport(ctx, importId);
    return { feedImport: await show(ctx, importId), added };
  },

  async deleteFeedImport({ importId }, ctx) {
    await ctx.tx((tx) => deleteImport(tx, importId));
    return {};
  },
};

async function show(ctx: Ctx, id: string) {
  return presentImport(await readImport(ctx.db, id));
}
