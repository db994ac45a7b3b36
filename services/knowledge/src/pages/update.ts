import type { Tx } from "@platform/kit";
import type { PageAccess } from "../access/access.ts";
import { carryOver, type Document, isProposing, lockDocument } from "../collaboration/documents.ts";
import { findOpen, type Proposal, pageChanged, proposalOpen, propose } from "../proposals/proposals.ts";
import { holdPage, lockPage, type NewText, savePage } from "./save.ts";

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
  const proposes = isProposing(space, role);
  const document = await lockDocument(tx, id, proposes);
  // Others type just now; it is saved before this is, which was not made of it.
  if (document?.unsavedTime) throw pageChanged();
  if (proposes) {
    const read = { baseRevision, version: proposalVersion };
    const proposal = await propose(
      tx,
      page,
      space,
      { title, markdown, authorIds: [authorId], note: summary },
      read,
      now,
    );
    if (document) await carryProposal(tx, document, proposal, now);
    return proposal;
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
  const page = await holdPage(tx, id, space, now);
  const { number, title, markdown } = revision;
  if (await findOpen(tx, id)) throw proposalOpen();
  if (isProposing(space, role)) {
    const document = await lockDocument(tx, id, true);
    if (document?.unsavedTime) throw pageChanged();
    const read = { baseRevision: page.revision, version: 0 };
    const wish = { title, markdown, authorIds: [authorId], note: `#${number}` };
    const proposal = await propose(tx, page, space, wish, read, now);
    if (document) await carryProposal(tx, document, proposal, now);
    return proposal;
  }
  const text: NewText = { title, markdown, authorIds: [authorId], restoredFrom: number };
  await savePage(tx, page, space, text, now);
  return undefined;
}

/** Makes the document in which a proposal is written say what was saved in it by other means. */
function carryProposal(tx: Tx, document: Document, proposal: Proposal, now: Date): Promise<void> {
  const { title, markdown, baseRevision, version } = proposal;
  return carryOver(tx, document, { title, markdown, revision: baseRevision, proposalVersion: version }, now);
}
