import type { HistoryServiceDefinition } from "@platform/grpc/platform/knowledge/v1/history_service.ts";
import { type Ctx, type Handlers, page, refuse } from "@platform/kit";
import { demandPage } from "../access/access.ts";
import { diffLines } from "../history/lines.ts";
import { listRevisions, type Revision, readRevision } from "../history/revisions.ts";
import { restoreRevision } from "../pages/update.ts";
import { namesOf } from "../people.ts";
import { presentDiffLine, presentRevision } from "../present/history.ts";
import { viewProposal } from "../proposals/proposals.ts";
import { viewerOf } from "../viewer.ts";
import { show, showProposal } from "./pages.ts";

export const history: Handlers<typeof HistoryServiceDefinition> = {
  async listRevisions({ pageId, pageSize, pageToken }, ctx) {
    await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
    const size = page.size(pageSize);
    const before = page.decode(pageToken, { number: "number" })?.number;
    const cut = page.cut(await listRevisions(ctx.db, pageId, before, size + 1), size, ({ number }) => ({ number }));
    const names = await namesOfAll(ctx, cut.rows);
    return {
      revisions: cut.rows.map((revision) => presentRevision(revision, names)),
      nextPageToken: cut.nextPageToken,
    };
  },

  async getRevision({ pageId, revision: number }, ctx) {
    await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
    const revision = await readRevision(ctx.db, pageId, number);
    return { revision: presentRevision(revision, await namesOfAll(ctx, [revision])), markdown: revision.markdown };
  },

  async compareRevisions({ pageId, fromRevision, toRevision, toProposalId }, ctx) {
    await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
    const from = fromRevision === 0 ? { title: "", markdown: "" } : await readRevision(ctx.db, pageId, fromRevision);
    const to = toProposalId
      ? await proposalOf(ctx, pageId, toProposalId)
      : await readRevision(ctx.db, pageId, toRevision);
    const lines = diffLines(from.markdown, to.markdown);
    return {
      lines: lines.map(presentDiffLine),
      titleBefore: from.title,
      titleAfter: to.title,
      added: lines.filter(({ kind }) => kind === "ADDED").length,
      removed: lines.filter(({ kind }) => kind === "REMOVED").length,
    };
  },

  async restoreRevision({ pageId, revision: number }, ctx) {
    const viewer = viewerOf(ctx);
    const proposal = await ctx.tx(async (tx) => {
      const access = await demandPage(tx, viewer, pageId, "WRITER");
      const revision = await readRevision(tx, pageId, number);
      return restoreRevision(tx, access, ctx.person.id, revision, ctx.now());
    });
    return { page: await show(ctx, pageId), proposal: proposal && (await showProposal(ctx, proposal)) };
  },
};

async function proposalOf(ctx: Ctx, pageId: string, id: string) {
  const { proposal } = await viewProposal(ctx.db, viewerOf(ctx), id);
  if (proposal.pageId !== pageId) throw refuse.notFound("PROPOSAL_NOT_FOUND", "The page has no such proposal.");
  return proposal;
}

function namesOfAll(ctx: Ctx, revisions: Pick<Revision, "authorIds" | "approvedBy">[]) {
  return namesOf(
    ctx.db,
    revisions.flatMap(({ authorIds, approvedBy }) => [...authorIds, approvedBy]),
  );
}
