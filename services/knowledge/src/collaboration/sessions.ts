import type { Ctx, Tx } from "@platform/kit";
import { and, eq, gt, inArray, isNull, lt, notExists } from "drizzle-orm";
import type { PageAccess } from "../access/access.ts";
import { lockPage } from "../pages/save.ts";
import { findOpen } from "../proposals/proposals.ts";
import { documentSessions, documents } from "../schema.ts";
import { beginDocument, type Document, findDocument, isProposing } from "./documents.ts";
import { saveTyped } from "./save.ts";

/** After which somebody who was not heard of is no longer there. */
const staleMs = 45_000;
const keptMs = 7 * 24 * 3600_000;

/** Opens the document of a page for somebody; it begins with what the page, or the proposal that waits, says. */
export async function enterDocument(tx: Tx, access: PageAccess, sessionId: string, now: Date): Promise<Document> {
  const { space, role } = access;
  const page = await lockPage(tx, access.page.id);
  const proposes = isProposing(space, role);
  const found = await findDocument(tx, page.id, proposes);
  const open = proposes && !found ? await findOpen(tx, page.id) : undefined;
  const origin = open
    ? { ...open, revision: open.baseRevision, proposalVersion: open.version }
    : { ...page, proposalVersion: 0 };
  const document = found ?? (await beginDocument(tx, page.id, proposes, origin, now));
  await tx.insert(documentSessions).values({ documentId: document.id, sessionId, seenTime: now });
  return document;
}

/** Notes that somebody is still there. */
export async function seeSession(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.tx((tx) =>
    tx.update(documentSessions).set({ seenTime: ctx.now() }).where(eq(documentSessions.sessionId, sessionId)),
  );
}

/** Notes that somebody left; what the last one typed is saved. */
export async function leaveDocument(ctx: Ctx, document: Document, sessionId: string): Promise<void> {
  const there = and(
    eq(documentSessions.documentId, document.id),
    gt(documentSessions.seenTime, new Date(ctx.now().getTime() - staleMs)),
  );
  const left = await ctx.tx(async (tx) => {
    // Held, so that of two who leave at once the second knows that it is the last.
    await tx.select({ id: documents.id }).from(documents).where(eq(documents.id, document.id)).for("update");
    await tx.delete(documentSessions).where(eq(documentSessions.sessionId, sessionId));
    return tx.$count(documentSessions, there);
  });
  if (left === 0) await saveTyped(ctx, document);
}

/** Removes documents in which nobody has typed for a week; whoever comes back with more begins anew. */
export async function dropOldDocuments(ctx: Ctx): Promise<void> {
  const now = ctx.now().getTime();
  await ctx.tx(async (tx) => {
    await tx.delete(documentSessions).where(lt(documentSessions.seenTime, new Date(now - staleMs)));
    const old = await tx
      .select({ id: documents.id })
      .from(documents)
      .where(
        and(isNull(documents.unsavedTime), lt(documents.updateTime, new Date(now - keptMs)), notExists(sessionsOf(tx))),
      )
      .limit(500);
    if (old.length > 0)
      await tx.delete(documents).where(
        inArray(
          documents.id,
          old.map(({ id }) => id),
        ),
      );
  });
}

function sessionsOf(tx: Tx) {
  return tx
    .select({ id: documentSessions.sessionId })
    .from(documentSessions)
    .where(eq(documentSessions.documentId, documents.id));
}
