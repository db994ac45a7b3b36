import { type Ctx, uuid7 } from "@platform/kit";
import * as Y from "yjs";
import type { PageAccess } from "../access/access.ts";
import { createBell } from "./bell.ts";
import { type Document, documentKey, isProposing, readChanges } from "./documents.ts";
import { follows, readNews, type Saved, type Seen } from "./news.ts";
import { askPresence, hearPresence, type Presence, sayPresence } from "./presence.ts";
import { enterDocument, leaveDocument, seeSession } from "./sessions.ts";
import { changesSince } from "./text.ts";
import { hearUpdates, type Update } from "./updates.ts";

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
const gatherMs = 30;
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
  const changes = countChanges(ctx.changes(key), bell.ring);
  const updates = await hearUpdates(ctx, key, bell.ring);
  const presence = await hearPresence(ctx, key, tab.sessionId, bell.ring);
  const sessionId = uuid7();
  const document = await ctx.tx((tx) => enterDocument(tx, access, sessionId, ctx.now()));
  try {
    const has = tab.documentId === document.id ? tab.vector : undefined;
    yield { kind: "JOINED", document, update: changesSince(await readChanges(ctx.db, document), has) };
    await askPresence(ctx, key);
    let seen: Seen = { sequence: document.sequence, saved: document };
    let checked = Date.now();
    while (!ctx.signal.aborted) {
      await bell.wait(recheckMs);
      const due = Date.now() - checked >= recheckMs;
      if (due) {
        const now = await demand();
        if (isProposing(now.space, now.role) !== proposes) return yield { kind: "RESTARTED" };
        await seeSession(ctx, sessionId);
        checked = Date.now();
      }
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const heard = updates.take(seen.sequence);
      // What was told with its signal need not be read.
      const news = due || changes.take() || !heard ? await readNews(ctx.db, document.id, seen) : follows(heard, seen);
      if (!news) return yield { kind: "RESTARTED" };
      const presences = presence.take();
      const update = mergeOthers(news.updates, tab.sessionId);
      if (update.length > 0 || presences.length > 0) yield { kind: "CHANGED", update, presences };
      if (news.saved.saveTime.getTime() !== seen.saved.saveTime.getTime()) yield { kind: "SAVED", saved: news.saved };
      seen = news;
    }
  } finally {
    const after = ctx.afterwards();
    const own = presence.own();
    if (own) await sayPresence(after, key, { ...own, left: true }).catch(() => undefined);
    // A process that stops leaves it to the task of the next one.
    await leaveDocument(after, document, sessionId).catch((err: unknown) => ctx.log.info({ err }, "left unsaved"));
  }
}

/** Counts changes of which nothing else is told. */
function countChanges(changes: AsyncIterable<void>, ring: () => void) {
  let changed = false;
  const listen = async () => {
    for await (const _ of changes) {
      changed = true;
      ring();
    }
  };
  void listen();
  return {
    take(): boolean {
      const taken = changed;
      changed = false;
      return taken;
    },
  };
}

function mergeOthers(updates: readonly Update[], sessionId: string): Uint8Array {
  const others = updates.filter((update) => update.sessionId !== sessionId).map(({ data }) => data);
  return others.length > 0 ? Y.mergeUpdates(others) : nothing;
}
