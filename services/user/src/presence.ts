import { type Ctx, isAway } from "@platform/kit";
import { relateFollows } from "./follows.ts";
import { open, readPrivacy, sees } from "./privacy.ts";

/** Somebody is here for so long after they said so last. */
const heldMs = 90_000;

export interface Presence {
  accountId: string;
  seenTime: Date;
}

/** Says that somebody is here. */
export async function keepPresence(ctx: Ctx, accountId: string): Promise<void> {
  await withoutStore(ctx.kv.set(keyOf(accountId), String(ctx.now().getTime()), { ttl: heldMs }), undefined);
}

/** Those of some people who are here, and let the viewer know it. */
export async function listPresences(ctx: Ctx, viewerId: string, accountIds: string[]): Promise<Presence[]> {
  const said = await withoutStore(Promise.all(accountIds.map((id) => ctx.kv.get(keyOf(id)))), []);
  const here = accountIds
    .map((accountId, index) => ({ accountId, seenTime: new Date(Number(said[index] ?? 0)) }))
    .filter(({ seenTime }) => ctx.now().getTime() - seenTime.getTime() < heldMs);
  if (here.length === 0) return [];
  const ids = here.map(({ accountId }) => accountId);
  const [tables, { followers }] = await Promise.all([readPrivacy(ctx.db, ids), relateFollows(ctx.db, viewerId, ids)]);
  return here.filter(({ accountId }) => {
    const { PRESENCE } = tables.get(accountId) ?? open;
    return sees(PRESENCE, { own: accountId === viewerId, followsViewer: followers.has(accountId) });
  });
}

/** While the store is away, nobody is known to be here, and nothing else is wrong. */
function withoutStore<T>(asked: Promise<T>, instead: T): Promise<T> {
  return asked.catch((error: unknown) => {
    if (!isAway(error)) throw error;
    return instead;
  });
}

const keyOf = (accountId: string) => `presence:${accountId}`;
