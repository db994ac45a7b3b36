import type { Ctx, Tx } from "@platform/kit";
import { and, eq, isNotNull, lte, ne, notExists, or, sql } from "drizzle-orm";
import * as Y from "yjs";
import type { Page, Space } from "../access/access.ts";
import { lockPage, savePage } from "../pages/save.ts";
import { findOpen, type Proposal, proposalOpen, proposeTogether } from "../proposals/proposals.ts";
import { documents, pages, proposals, spaces } from "../schema.ts";
import { changeDocument, type Document, endDocument, lockDocument, readChanges } from "./documents.ts";
import { readText } from "./text.ts";

const quietMs = 10_000;
const typingMs = 120_000;

/** How somebody wants a document to be saved; by itself it is saved under the title that it had. */
export interface SaveWish {
  title?: string;
  summary?: string;
  /** Whether editors save past the proposal that waits. */
  pastProposal?: boolean;
  actorId?: string;
}

/** Saves a document whose page is held: as a revision, or in a proposal, with which it answers. */
export async function saveDocument(
  tx: Tx,
  page: Page,
  space: Space,
  document: Document,
  wish: SaveWish,
  now: Date,
): Promise<Proposal | undefined> {
  const title = wish.title?.trim() || document.title;
  const markdown = readText(await readChanges(tx, document));
  const text = { title, markdown, authorIds: authorsOf(document, title, wish.actorId) };
  const proposal = document.proposes
    ? await proposeTogether(tx, page, space, { ...text, note: wish.summary ?? "" }, document.revision, now)
    : undefined;
  const saved = proposal
    ? { revision: proposal.baseRevision, proposalVersion: proposal.version }
    : await saveRevision(tx, page, space, document, { ...text, summary: wish.summary ?? "" }, wish, now);
  const end = { ...saved, title, unsavedTime: null, authorIds: [], saveTime: now };
  if (isHeavy(document)) await endDocument(tx, document);
  else await changeDocument(tx, document, end);
  return proposal;
}

async function saveRevision(
  tx: Tx,
  page: Page,
  space: Space,
  document: Document,
  text: Parameters<typeof savePage>[3],
  { pastProposal }: SaveWish,
  now: Date,
) {
  const waiting = await findOpen(tx, page.id);
  if (waiting && waiting.id !== document.pastProposalId && !pastProposal) throw proposalOpen();
  const { revision } = text.authorIds.length > 0 ? await savePage(tx, page, space, text, now) : page;
  return { revision, pastProposalId: waiting?.id ?? null };
}

/** Who typed, the last one last; who gives it another title, or saves what nobody typed, is its author too. */
function authorsOf({ authorIds, title: before }: Document, title: string, actorId: string | undefined): string[] {
  if (actorId === undefined || (title === before && authorIds.length > 0)) return authorIds;
  return [...authorIds.filter((id) => id !== actorId), actorId];
}

const heaviest = 20_000_000;
const mostClients = 2000;

/** Whether a document holds so much that is gone that it had better begin anew. */
function isHeavy({ typed, vector }: Document): boolean {
  return typed > heaviest || Y.decodeStateVector(vector).size > mostClients;
}

/** Saves what was typed in a document, where something was, and nothing holds it back. */
export async function saveTyped(ctx: Ctx, { pageId, proposes }: Pick<Document, "pageId" | "proposes">): Promise<void> {
  await ctx.tx(async (tx) => {
    const [found] = await tx
      .select({ space: spaces })
      .from(pages)
      .innerJoin(spaces, eq(spaces.id, pages.spaceId))
      .where(and(eq(pages.id, pageId), ne(pages.state, "TRASHED")));
    if (!found) return;
    const page = await lockPage(tx, pageId);
    const document = await lockDocument(tx, pageId, proposes);
    if (!document?.unsavedTime) return;
    const waiting = proposes ? undefined : await findOpen(tx, pageId);
    if (waiting && waiting.id !== document.pastProposalId) return;
    await saveDocument(tx, page, found.space, document, {}, ctx.now());
  });
}

/** Saves the documents in which nobody has typed for a while, or somebody for long: those of a killed process as well. */
export async function saveDue(ctx: Ctx): Promise<void> {
  const before = (ms: number) => new Date(ctx.now().getTime() - ms);
  const waiting = ctx.db
    .select({ id: proposals.id })
    .from(proposals)
    .where(
      and(
        eq(proposals.pageId, documents.pageId),
        eq(proposals.state, "OPEN"),
        sql`${proposals.id} is distinct from ${documents.pastProposalId}`,
      ),
    );
  const due = await ctx.db
    .select({ pageId: documents.pageId, proposes: documents.proposes })
    .from(documents)
    .innerJoin(pages, eq(pages.id, documents.pageId))
    .where(
      and(
        isNotNull(documents.unsavedTime),
        or(lte(documents.updateTime, before(quietMs)), lte(documents.unsavedTime, before(typingMs))),
        ne(pages.state, "TRASHED"),
        or(documents.proposes, notExists(waiting)),
      ),
    )
    .limit(100);
  for (const one of due) {
    // One that fails must not keep the others waiting.
    await saveTyped(ctx, one).catch((err: unknown) => ctx.log.error({ err, ...one }, "a document was not saved"));
  }
}
