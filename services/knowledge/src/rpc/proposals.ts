import type { ProposalServiceDefinition } from "@platform/grpc/platform/knowledge/v1/proposal_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { demandRole, reachOf, spaceNotFound } from "../access/access.ts";
import { namesOf } from "../people.ts";
import { presentProposal } from "../present/history.ts";
import { approve, listOwn, listToDecide, reject, viewProposal, withdraw } from "../proposals/proposals.ts";
import { viewerOf } from "../viewer.ts";
import { show } from "./pages.ts";

export const proposals: Handlers<typeof ProposalServiceDefinition> = {
  async getProposal({ proposalId }, ctx) {
    return { proposal: await present(ctx, proposalId) };
  },

  async listProposals({ spaceId, own, pageSize, pageToken }, ctx) {
    const reach = await reachOf(ctx.db, viewerOf(ctx), spaceId || undefined);
    if (spaceId && !reach.spaces.has(spaceId)) throw spaceNotFound();
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { createTime: "date", id: "uuid" });
    const rows = own
      ? await listOwn(ctx.db, ctx.person.id, spaceId || undefined, after, size + 1)
      : await listToDecide(ctx.db, reach, after, size + 1);
    const cut = page.cut(rows, size, ({ proposal: { createTime, id } }) => ({ createTime, id }));
    const names = await namesOf(
      ctx.db,
      cut.rows.flatMap(({ proposal }) => [...proposal.authorIds, proposal.decidedBy]),
    );
    return {
      proposals: cut.rows.map(({ proposal, page: on }) => ({ ...presentProposal(proposal, on, names), markdown: "" })),
      nextPageToken: cut.nextPageToken,
    };
  },

  async approveProposal({ proposalId, version, anyway }, ctx) {
    const viewer = viewerOf(ctx);
    const pageId = await ctx.tx(async (tx) => {
      const view = await viewProposal(tx, viewer, proposalId);
      demandRole(view.access.role, "EDITOR");
      await approve(tx, view, { version, anyway, editorId: ctx.person.id }, ctx.now());
      return view.proposal.pageId;
    });
    return { page: await show(ctx, pageId) };
  },

  async rejectProposal({ proposalId, reason }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => {
      const view = await viewProposal(tx, viewer, proposalId);
      demandRole(view.access.role, "EDITOR");
      await reject(tx, view, reason, ctx.person.id, ctx.now());
    });
    return { proposal: await present(ctx, proposalId) };
  },

  async withdrawProposal({ proposalId }, ctx) {
    const viewer = viewerOf(ctx);
    await ctx.tx(async (tx) => withdraw(tx, await viewProposal(tx, viewer, proposalId), ctx.person.id, ctx.now()));
    return { proposal: await present(ctx, proposalId) };
  },
};

async function present(ctx: Ctx, proposalId: string) {
  const { proposal, access } = await viewProposal(ctx.db, viewerOf(ctx), proposalId);
  return presentProposal(proposal, access.page, await namesOf(ctx.db, [...proposal.authorIds, proposal.decidedBy]));
}
