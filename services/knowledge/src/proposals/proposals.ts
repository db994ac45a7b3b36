import { ProposalDecided, ProposalMade } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { type Database, emit, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, arrayContains, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import { findAnyPage, type Page, type PageAccess, type Reach, type Space, within } from "../access/access.ts";
import { readersAmong } from "../access/readers.ts";
import { isAtLeast, type Viewer } from "../access/role.ts";
import { changeDocument, endDocument, lockDocument, takeTyped } from "../collaboration/documents.ts";
import { demandTitle, holdPage, lockPage, pagePath, savePage } from "../pages/save.ts";
import { members, pageAccess, pages, proposals, revisions } from "../schema.ts";

export type Proposal = typeof proposals.$inferSelect;

/** A proposal with the page that it changes. */
export interface ProposalView {
  proposal: Proposal;
  access: PageAccess;
}

interface Wish {
  title: string;
  markdown: string;
  /** Who saves it is the last. */
  authorIds: string[];
  note: string;
}

/** Makes the proposal of a page that has none, of the text that its authors read, and tells the editors. */
export async function openProposal(
  tx: Tx,
  page: Page,
  space: Space,
  { authorIds, title, markdown, note }: Wish,
  now: Date,
  baseRevision = page.revision,
): Promise<Proposal> {
  const [proposal] = await tx
    .insert(proposals)
    .values({
      id: uuid7(),
      pageId: page.id,
      title: demandTitle(title),
      markdown,
      note,
      version: 1,
      baseRevision,
      state: "OPEN",
      authorIds,
      createTime: now,
      updateTime: now,
    })
    .returning();
  if (!proposal) throw new Error("The proposal was not written");
  await emit(tx, ProposalMade, {
    pageId: page.id,
    title: page.title,
    path: pagePath(space.slug, page),
    proposalId: proposal.id,
    actorId: authorIds.at(-1) as string,
    recipientIds: (await editorsOf(tx, page)).filter((id) => !authorIds.includes(id)),
  });
  return proposal;
}

async function editorsOf(db: Database, page: Page): Promise<string[]> {
  const some = inArray(members.role, ["EDITOR", "OWNER"]);
  const ofSpace = await db
    .select({ id: members.accountId, role: members.role })
    .from(members)
    .where(and(eq(members.spaceId, page.spaceId), some));
  if (page.accessId === null) return ofSpace.map(({ id }) => id);
  const named = await db
    .select({ id: pageAccess.accountId })
    .from(pageAccess)
    .where(and(eq(pageAccess.pageId, page.accessId), inArray(pageAccess.role, ["EDITOR", "OWNER"])));
  const owners = ofSpace.filter(({ role }) => role === "OWNER");
  return [...new Set([...owners, ...named].map(({ id }) => id))];
}

/**
 * Saves in the open proposal of a page that is held, or makes one. `version` is that of the proposal that its author
 * read, zero where there was none: what another wrote since is not overwritten.
 */
export async function propose(
  tx: Tx,
  page: Page,
  space: Space,
  wish: Wish,
  read: { baseRevision: number; version: number },
  now: Date,
): Promise<Proposal> {
  const open = await findOpen(tx, page.id);
  if (!open) {
    if (read.version !== 0 || read.baseRevision !== page.revision) throw pageChanged();
    return openProposal(tx, page, space, wish, now);
  }
  if (open.version !== read.version) throw pageChanged();
  // Who saves it anew has seen what the page says by now.
  return rewrite(tx, open, wish, read.baseRevision === page.revision ? page.revision : open.baseRevision, now);
}

/** Saves what was written together in the open proposal of a page that is held, or makes one of the text of its start. */
export async function proposeTogether(
  tx: Tx,
  page: Page,
  space: Space,
  wish: Wish,
  baseRevision: number,
  now: Date,
): Promise<Proposal> {
  const open = await findOpen(tx, page.id);
  if (!open) return openProposal(tx, page, space, wish, now, baseRevision);
  const same = open.title === wish.title && open.markdown === wish.markdown && wish.note === "";
  return same ? open : rewrite(tx, open, wish, open.baseRevision, now);
}

async function rewrite(tx: Tx, open: Proposal, wish: Wish, baseRevision: number, now: Date): Promise<Proposal> {
  const [saved] = await tx
    .update(proposals)
    .set({
      title: demandTitle(wish.title),
      markdown: wish.markdown,
      note: wish.note || open.note,
      version: open.version + 1,
      baseRevision,
      authorIds: [...new Set([...open.authorIds, ...wish.authorIds])],
      updateTime: now,
    })
    .where(eq(proposals.id, open.id))
    .returning();
  return saved ?? open;
}

/** The proposal of a page that waits. */
export async function findOpen(db: Database, pageId: string): Promise<Proposal | undefined> {
  const [open] = await db
    .select()
    .from(proposals)
    .where(and(eq(proposals.pageId, pageId), eq(proposals.state, "OPEN")));
  return open;
}

/** A proposal for somebody who may see it: its authors, writers of the page, and editors; refuses PROPOSAL_NOT_FOUND. */
export async function viewProposal(db: Database, viewer: Viewer, id: string): Promise<ProposalView> {
  const [proposal] = await db.select().from(proposals).where(eq(proposals.id, id));
  const access = proposal && (await findAnyPage(db, viewer, eq(pages.id, proposal.pageId)));
  const seen = access && (isAtLeast(access.role, "WRITER") || proposal.authorIds.includes(viewer.id ?? ""));
  if (!seen) throw proposalNotFound();
  return { proposal, access };
}

/** Makes the page say what a proposal says; one that was decided before is refused. */
export async function approve(
  tx: Tx,
  { proposal: { id, pageId }, access: { space } }: ProposalView,
  { version, anyway, editorId }: { version: number; anyway: boolean; editorId: string },
  now: Date,
): Promise<void> {
  const page = await holdPage(tx, pageId, space, now);
  const proposal = await lockOpen(tx, id);
  if (proposal.version !== version) {
    throw refuse.aborted("PROPOSAL_CHANGED", "The proposal was saved since you read it; look at it again.");
  }
  if (proposal.baseRevision !== page.revision && !anyway) {
    throw refuse.state("PROPOSAL_OUTDATED", "The page changed since the proposal was made.");
  }
  const { title, markdown, authorIds, note } = proposal;
  const same = page.title === title && page.markdown === markdown;
  if (same) await bless(tx, page, editorId);
  const text = { title, markdown, authorIds, summary: note, approvedBy: editorId };
  const { revision } = await savePage(tx, page, space, text, now);
  const document = await lockDocument(tx, pageId, true);
  // What is typed from now on changes the page as it is now.
  if (document) await changeDocument(tx, document, { revision, proposalVersion: 0, saveTime: now });
  await decide(tx, page, space, proposal, { state: "APPROVED", decidedBy: editorId }, now);
}

/** The text of a draft that is approved as it is was approved by somebody too. */
async function bless(tx: Tx, page: Page, editorId: string): Promise<void> {
  await tx
    .update(revisions)
    .set({ approvedBy: editorId })
    .where(and(eq(revisions.pageId, page.id), eq(revisions.number, page.revision)));
}

/** Sends a proposal back, with a reason. */
export async function reject(tx: Tx, view: ProposalView, reason: string, editorId: string, now: Date): Promise<void> {
  const { space } = view.access;
  const page = await lockPage(tx, view.proposal.pageId);
  const proposal = await endTogether(tx, await lockOpen(tx, view.proposal.id), now);
  await decide(tx, page, space, proposal, { state: "REJECTED", decidedBy: editorId, reason }, now);
}

/** Takes a proposal back; its author alone may. */
export async function withdraw(tx: Tx, view: ProposalView, authorId: string, now: Date): Promise<void> {
  await lockPage(tx, view.proposal.pageId);
  const open = await lockOpen(tx, view.proposal.id);
  if (!open.authorIds.includes(authorId)) throw proposalNotFound();
  const proposal = await endTogether(tx, open, now);
  await tx.update(proposals).set({ state: "WITHDRAWN", updateTime: now }).where(eq(proposals.id, proposal.id));
}

/** Ends the writing of a proposal that is held; what was typed last is still in it. */
async function endTogether(tx: Tx, open: Proposal, now: Date): Promise<Proposal> {
  const document = await lockDocument(tx, open.pageId, true);
  if (!document) return open;
  const typed = await takeTyped(tx, document);
  await endDocument(tx, document);
  return typed ? rewrite(tx, open, { ...typed, title: open.title, note: "" }, open.baseRevision, now) : open;
}

async function lockOpen(tx: Tx, id: string): Promise<Proposal> {
  const [proposal] = await tx.select().from(proposals).where(eq(proposals.id, id)).for("update");
  if (!proposal) throw proposalNotFound();
  if (proposal.state !== "OPEN") throw refuse.state("PROPOSAL_DECIDED", "The proposal was decided before.");
  return proposal;
}

async function decide(
  tx: Tx,
  page: Page,
  space: Space,
  proposal: Proposal,
  decision: { state: "APPROVED" | "REJECTED"; decidedBy: string; reason?: string },
  now: Date,
): Promise<void> {
  await tx
    .update(proposals)
    .set({ ...decision, updateTime: now })
    .where(eq(proposals.id, proposal.id));
  await emit(tx, ProposalDecided, {
    pageId: page.id,
    title: page.title,
    path: pagePath(space.slug, page),
    proposalId: proposal.id,
    actorId: decision.decidedBy,
    approved: decision.state === "APPROVED",
    reason: decision.reason ?? "",
    recipientIds: (await readersAmong(tx, page, space, proposal.authorIds)).filter((id) => id !== decision.decidedBy),
  });
}

/** Where the page before ended. */
export interface ProposalPlace {
  createTime: Date;
  id: string;
}

/** Proposals that wait on pages of which the viewer is an editor, the longest first. */
export function listToDecide(
  db: Database,
  reach: Reach,
  after: ProposalPlace | undefined,
  limit: number,
): Promise<{ proposal: Proposal; page: Page }[]> {
  const later =
    after &&
    or(
      gt(proposals.createTime, after.createTime),
      and(eq(proposals.createTime, after.createTime), gt(proposals.id, after.id)),
    );
  return db
    .select({ proposal: proposals, page: pages })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .where(and(eq(proposals.state, "OPEN"), within(reach, "EDITOR"), later))
    .orderBy(asc(proposals.createTime), asc(proposals.id))
    .limit(limit);
}

/** Somebody's own proposals, the newest first. */
export function listOwn(
  db: Database,
  accountId: string,
  spaceId: string | undefined,
  after: ProposalPlace | undefined,
  limit: number,
): Promise<{ proposal: Proposal; page: Page }[]> {
  const earlier =
    after &&
    or(
      lt(proposals.createTime, after.createTime),
      and(eq(proposals.createTime, after.createTime), lt(proposals.id, after.id)),
    );
  return db
    .select({ proposal: proposals, page: pages })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .where(
      and(
        arrayContains(proposals.authorIds, sql`array[${accountId}::uuid]`),
        spaceId ? eq(pages.spaceId, spaceId) : undefined,
        earlier,
      ),
    )
    .orderBy(desc(proposals.createTime), desc(proposals.id))
    .limit(limit);
}

export function pageChanged(): Refusal {
  return refuse.aborted("PAGE_CHANGED", "Somebody saved the page since you read it.");
}

export function proposalOpen(): Refusal {
  return refuse.state("PROPOSAL_OPEN", "A proposal waits for this page; decide it, or say that you save past it.");
}

function proposalNotFound(): Refusal {
  return refuse.notFound("PROPOSAL_NOT_FOUND", "There is no such proposal.");
}
