import { type Ctx, uuid7 } from "@platform/kit";
import { and, asc, eq, gt } from "drizzle-orm";
import * as Y from "yjs";
import type { PageAccess } from "../access/access.ts";
import { documents, documentUpdates } from "../schema.ts";
import { type Bell, createBell } from "./bell.ts";
import { type Document, documentKey, isProposing, readChanges } from "./documents.ts";
import { askPresence, hearPresence, type Presence, sayPresence } from "./presence.ts";
import { enterDocument, leaveDocument, seeSession } from "./sessions.ts";
import { changesSince } from "./text.ts";

/** How a document was saved. */
export type Saved = Pick<Document, "revision" | "proposalVersion" | "title" | "saveTime">;

/** What happens in a document, for one who writes in it. */
export type Happening =
  | { kind: "JOINED"; document: Document; update: Uint8Array }
  | { kind: "CHANGED"; update: Uint8Array; presences: Presence[] }
  | { kind: "SAVED"; saved: Saved }
  | { kind: "RESTARTED" };

/** The tab of somebody, with what it has of the document. */
export interface Tab {
  sessionId: string;
  documentId: string;
  vector: Uint8Array | undefined;
}

/** What comes within this time is told at once. */
const gatherMs = 20;
const recheckMs = 5000;
const nothing = new Uint8Array();

/** Follows the document of a page until its caller leaves; `demand` says that they may, and is asked again and again. */
export async function* follow(ctx: Ctx, demand: () => Promise<PageAccess>, tab: Tab): AsyncGenerator<Happening> {
  const access = await demand();
  const { page, space, role } = access;
  const proposes = isProposing(space, role);
  const key = documentKey(page.id, proposes);
  const bell = createBell(ctx.signal);
  // Heard from before the first look on, so that what comes in between is seen.
  void ringAt(ctx.changes(key), bell);
  const presence = await hearPresence(ctx, key, tab.sessionId, bell.ring);
  const sessionId = uuid7();
  const document = await ctx.tx((tx) => enterDocument(tx, access, sessionId, ctx.now()));
  try {
    const has = tab.documentId === document.id ? tab.vector : undefined;
    yield { kind: "JOINED", document, update: changesSince(await readChanges(ctx.db, document), has) };
    await askPresence(ctx, key);
    let seen: Pick<Document, "sequence" | "saveTime"> = document;
    let checked = Date.now();
    while (!ctx.signal.aborted) {
      await bell.wait(recheckMs);
      if (Date.now() - checked >= recheckMs) {
        const now = await demand();
        if (isProposing(now.space, now.role) !== proposes) return yield { kind: "RESTARTED" };
        await seeSession(ctx, sessionId);
        checked = Date.now();
      }
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const news = await readNews(ctx, document, seen.sequence, tab.sessionId);
      if (!news) return yield { kind: "RESTARTED" };
      const presences = presence.take();
      if (news.update.length > 0 || presences.length > 0) yield { kind: "CHANGED", update: news.update, presences };
      if (news.saved.saveTime.getTime() !== seen.saveTime.getTime()) yield { kind: "SAVED", saved: news.saved };
      seen = { sequence: news.sequence, saveTime: news.saved.saveTime };
    }
  } finally {
    const after = ctx.afterwards();
    const own = presence.own();
    if (own) await sayPresence(after, key, { ...own, left: true }).catch(() => undefined);
    // A process that stops leaves it to the task of the next one.
    await leaveDocument(after, document, sessionId).catch((err: unknown) => ctx.log.info({ err }, "left unsaved"));
  }
}

async function ringAt(changes: AsyncIterable<void>, bell: Bell): Promise<void> {
  for await (const _ of changes) bell.ring();
}

/** What came after an update, but for what came from the session itself; undefined where the document is no more. */
async function readNews(ctx: Ctx, { id }: Document, after: number, sessionId: string) {
  const rows = await ctx.db
    .select({
      sequence: documents.sequence,
      saved: {
        revision: documents.revision,
        proposalVersion: documents.proposalVersion,
        title: documents.title,
        saveTime: documents.saveTime,
      },
      update: documentUpdates,
    })
    .from(documents)
    .leftJoin(documentUpdates, and(eq(documentUpdates.documentId, documents.id), gt(documentUpdates.sequence, after)))
    .where(eq(documents.id, id))
    .orderBy(asc(documentUpdates.sequence));
  const [first] = rows;
  if (!first) return undefined;
  const { sequence, saved } = first;
  const updates = rows.flatMap(({ update }) => update ?? []);
  if (sequence > after && updates[0]?.sequence !== after + 1)
    return { sequence, saved, update: await readAll(ctx, id) };
  const others = updates.filter((update) => update.sessionId !== sessionId).map(({ data }) => data);
  return { sequence, saved, update: others.length > 0 ? Y.mergeUpdates(others) : nothing };
}

/** All there is, for one who was away for so long that the updates since were merged; much of it they have. */
async function readAll(ctx: Ctx, id: string): Promise<Uint8Array> {
  const [document] = await ctx.db.select().from(documents).where(eq(documents.id, id));
  return document ? Y.mergeUpdates([...(await readChanges(ctx.db, document))]) : nothing;
}
