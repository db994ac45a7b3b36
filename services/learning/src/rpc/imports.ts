import type { ImportServiceDefinition } from "@platform/grpc/platform/learning/v1/import_service.ts";
import type { Handlers } from "@platform/kit";
import {
  cancelImport,
  findImport,
  hasEnded,
  importKey,
  listImports,
  readReport,
  startImport,
} from "../imports/jobs.ts";
import { presentImport, presentLine } from "../present/imports.ts";

export const imports: Handlers<typeof ImportServiceDefinition> = {
  async startImport({ uploadKey, fileName }, ctx) {
    return { import: presentImport(await startImport(ctx, uploadKey, fileName)) };
  },

  async getImport({ importId }, ctx) {
    const head = await findImport(ctx.db, ctx.person.id, importId);
    return { import: presentImport(head), report: (await readReport(ctx.db, importId)).map(presentLine) };
  },

  async *watchImport({ importId }, ctx) {
    const changes = ctx.changes(importKey(importId))[Symbol.asyncIterator]();
    // Asked for before the first look, so that what comes in between is seen.
    let change = changes.next();
    while (true) {
      const head = await findImport(ctx.db, ctx.person.id, importId);
      yield { import: presentImport(head) };
      if (hasEnded(head) || (await change).done) return;
      change = changes.next();
    }
  },

  async listImports(_request, ctx) {
    return { imports: (await listImports(ctx.db, ctx.person.id)).map(presentImport) };
  },

  async cancelImport({ importId }, ctx) {
    return { import: presentImport(await cancelImport(ctx, importId)) };
  },
};
