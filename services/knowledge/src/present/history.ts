import { DiffKind } from "@platform/grpc/platform/knowledge/v1/history_service.ts";
import { ProposalState } from "@platform/grpc/platform/knowledge/v1/proposal.ts";
import type { Page } from "../access/access.ts";
import type { DiffLine } from "../history/lines.ts";
import type { Revision } from "../history/revisions.ts";
import type { Proposal } from "../proposals/proposals.ts";
import { type Names, presentHead, presentPerson } from "./pages.ts";

export function presentRevision(revision: Omit<Revision, "markdown">, names: Names) {
  const { number, title, authorIds, approvedBy, summary, restoredFrom, added, removed, createTime } = revision;
  return {
    number,
    title,
    authors: authorIds.flatMap((id) => presentPerson(id, names) ?? []),
    approvedBy: presentPerson(approvedBy, names),
    summary,
    restoredFrom,
    createTime,
    added,
    removed,
  };
}

export function presentDiffLine({ kind, parts, skipped }: DiffLine) {
  return { kind: DiffKind[kind], parts, skipped };
}

export function presentProposal(proposal: Proposal, page: Page, names: Names) {
  const { id, title, markdown, version, baseRevision, state, note, reason, createTime, updateTime } = proposal;
  return {
    id,
    page: presentHead(page),
    title,
    markdown,
    version,
    baseRevision,
    outdated: state === "OPEN" && baseRevision !== page.revision,
    state: ProposalState[state],
    authors: proposal.authorIds.flatMap((each) => presentPerson(each, names) ?? []),
    note,
    decidedBy: presentPerson(proposal.decidedBy, names),
    reason,
    createTime,
    updateTime,
  };
}
