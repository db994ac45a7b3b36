import type { CollaborationServiceDefinition } from "@platform/grpc/platform/knowledge/v1/collaboration_service.ts";
import type { Ctx, Handlers } from "@platform/kit";
import { demandPage } from "../access/access.ts";
import { demandVector } from "../collaboration/check.ts";
import { demandOwn, documentKey, lockById, readDocument } from "../collaboration/documents.ts";
import { follow } from "../collaboration/follow.ts";
import { sayPresence } from "../collaboration/presence.ts";
import { pushUpdate } from "../collaboration/push.ts";
import { saveDocument } from "../collaboration/save.ts";
import { lockPage } from "../pages/save.ts";
import { namesOf } from "../people.ts";
import { presentHappening } from "../present/collaboration.ts";
import { viewerOf } from "../viewer.ts";
import { show, showProposal } from "./pages.ts";

export const collaboration: Handlers<typeof CollaborationServiceDefinition> = {
  async *joinPage({ pageId, sessionId, documentId, stateVector }, ctx) {
    const tab = { sessionId, documentId, vector: demandVector(stateVector) };
    for await (const happening of follow(ctx, () => demandWriter(ctx, pageId), tab)) yield presentHappening(happening);
  },

  async pushUpdate({ pageId, documentId, sessionId, update }, ctx) {
    const access = await demandWriter(ctx, pageId);
    const typed = { documentId, sessionId, data: update, authorId: ctx.person.id };
    await pushUpdate(ctx, access, typed);
    return {};
  },

  async pushPresence({ pageId, documentId, sessionId, anchor, head }, ctx) {
    const access = await demandWriter(ctx, pageId);
    const { proposes } = demandOwn(await readDocument(ctx.db, documentId), access);
    const accountId = ctx.person.id;
    const name = (await namesOf(ctx.db, [accountId])).get(accountId) ?? "";
    const presence = { sessionId, accountId, name, anchor, head, left: false };
    await sayPresence(ctx, documentKey(pageId, proposes), presence);
    return {};
  },

  async saveDocument({ pageId, documentId, ...wish }, ctx) {
    const proposal = await ctx.tx(async (tx) => {
      const access = await demandPage(tx, viewerOf(ctx), pageId, "WRITER");
      const page = await lockPage(tx, pageId);
      const document = demandOwn(await lockById(tx, documentId), access);
      return saveDocument(tx, page, access.space, document, { ...wish, actorId: ctx.person.id }, ctx.now());
    });
    return { page: await show(ctx, pageId), proposal: proposal && (await showProposal(ctx, proposal)) };
  },
};

const demandWriter = (ctx: Ctx, pageId: string) => demandPage(ctx.db, viewerOf(ctx), pageId, "WRITER");
