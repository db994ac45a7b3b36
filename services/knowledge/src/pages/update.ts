import { refuse, type Tx } from "@platform/kit";
import type { PageAccess } from "../access/access.ts";
import { isAtLeast } from "../access/role.ts";
import { findOpen, type Proposal, pageChanged, propose } from "../proposals/proposals.ts";
import { lockPage, type NewText, savePage } from "./save.ts";

/** What a writer wants a page to say, and what they had read. */
export interface PageUpdate {
  title: string;
  markdown: string;
  summary: string;
  baseRevision: number;
  /** Zero where they read no proposal. */
  proposalVersion: number;
  /** Whether an editor saves although a proposal waits. */
  pastProposal: boolean;
}

/**
 * Saves what a writer wants: at once, or, where the space asks for approval and they are no editor, in the proposal that
 * waits. Answers with that proposal; undefined where it was saved at once.
 */
export async function updatePage(
  tx: Tx,
  { page: { id }, space, role }: PageAccess,
  authorId: string,
  update: PageUpdate,
  now: Date,
): Promise<Proposal | undefined> {
  const { title, markdown, summary, baseRevision, proposalVersion, pastProposal } = update;
  const page = await lockPage(tx, id);
  if (space.approvalRequired && !isAtLeast(role, "EDITOR")) {
    const read = { baseRevision, version: proposalVersion };
    return propose(tx, page, space, { title, markdown, authorId, note: summary }, read, now);
  }
  if (baseRevision !== page.revision) throw pageChanged();
  if (!pastProposal && (await findOpen(tx, id))) throw proposalOpen();
  await savePage(tx, page, space, { title, markdown, authorIds: [authorId], summary }, now);
  return undefined;
}

/** Makes a page say again what it said, as `updatePage` does. */
export async function restoreRevision(
  tx: Tx,
  { page: { id }, space, role }: PageAccess,
  authorId: string,
  revision: { number: number; title: string; markdown: string },
  now: Date,
): Promise<Proposal | undefined> {
  const page = await lockPage(tx, id);
  const { number, title, markdown } = revision;
  if (await findOpen(tx, id)) throw proposalOpen();
  if (space.approvalRequired && !isAtLeast(role, "EDITOR")) {
    const read = { baseRevision: page.revision, version: 0 };
    return propose(tx, page, space, { title, markdown, authorId, note: `#${number}` }, read, now);
  }
  const text: NewText = { title, markdown, authorIds: [authorId], restoredFrom: number };
  await savePage(tx, page, space, text, now);
  return undefined;
}

function proposalOpen() {
  return refuse.state("PROPOSAL_OPEN", "A proposal waits for this page; decide it, or say that you save past it.");
}
