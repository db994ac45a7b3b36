import { type Ctx, type Database, keyRing, type Tx, uuid7 } from "@platform/kit";
import { and, desc, eq, ne, notInArray } from "drizzle-orm";
import { type Account, announce, findAccount } from "./accounts.ts";
import { recordAct } from "./audit.ts";
import { deviceOf, placeOf } from "./places.ts";
import { beginFamily, endFamily, exchange, type Family, refreshMs } from "./refresh.ts";
import { knownPlaces, sessions } from "./schema.ts";
import { signAccess } from "./signing-keys.ts";

const mostSessions = 100;

/** A session's credentials. */
export interface Credentials {
  accessToken: string;
  accessExpireTime: Date;
  refreshToken: string;
  refreshExpireTime: Date;
}

/** Signs a person in on a device. */
export async function openSession(ctx: Ctx, account: Account): Promise<Credentials> {
  const now = ctx.now();
  const sessionId = uuid7();
  const place = placeOf(ctx.client.address);
  const ended = await ctx.tx(async (tx) => {
    const times = { createTime: now, lastUseTime: now };
    await tx
      .insert(sessions)
      .values({ id: sessionId, accountId: account.id, device: deviceOf(ctx.client.device), place, ...times });
    const act = { accountId: account.id, actor: account.id, action: "session.created" };
    const known = await tx.select().from(knownPlaces).where(eq(knownPlaces.accountId, account.id));
    const isNews = known.length > 0 && known.every((one) => one.place !== place);
    await (isNews ? announce : recordAct)(tx, act, ctx.client, now);
    await tx
      .insert(knownPlaces)
      .values({ accountId: account.id, place, lastUseTime: now })
      .onConflictDoUpdate({ target: [knownPlaces.accountId, knownPlaces.place], set: { lastUseTime: now } });
    return dropOldest(tx, account.id);
  });
  await Promise.all(ended.map((id) => endFamily(ctx.kv, id)));
  const refreshToken = await beginFamily(ctx.kv, keyRing(), sessionId, account.id, now);
  return credentials(ctx, sessionId, account, { authTime: now.getTime() }, refreshToken);
}

/** Goes on with a session. */
export async function refreshSession(ctx: Ctx, refreshToken: string): Promise<Credentials> {
  const now = ctx.now();
  const { sessionId, family, successor } = await exchange(ctx.kv, keyRing(), refreshToken, now);
  const account = await findAccount(ctx.db, family.accountId);
  const use = { lastUseTime: now, place: placeOf(ctx.client.address) };
  await ctx.tx((tx) => tx.update(sessions).set(use).where(eq(sessions.id, sessionId)));
  return credentials(ctx, sessionId, account, family, successor);
}

async function credentials(
  ctx: Ctx,
  sessionId: string,
  account: Account,
  { authTime }: Pick<Family, "authTime">,
  refreshToken: string,
): Promise<Credentials> {
  const access = await accessToken(ctx, sessionId, account, new Date(authTime));
  return {
    accessToken: access.token,
    accessExpireTime: access.expires,
    refreshToken,
    refreshExpireTime: new Date(ctx.now().getTime() + refreshMs),
  };
}

/** An access token of a session. */
export function accessToken(ctx: Ctx, sessionId: string, account: Account, authTime: Date) {
  const claims = { accountId: account.id, sessionId, roles: account.roles, scopes: undefined, authTime };
  return signAccess(ctx.db, keyRing(), claims, ctx.now());
}

/** An account's sessions, the last used first. */
export function listSessions(db: Database, accountId: string) {
  return db
    .select()
    .from(sessions)
    .where(eq(sessions.accountId, accountId))
    .orderBy(desc(sessions.lastUseTime))
    .limit(mostSessions);
}

/** Ends sessions of an account: one, all but one, or all. Answers how many. */
export async function endSessions(
  ctx: Ctx,
  accountId: string,
  which: { only?: string; except?: string },
): Promise<number> {
  const ids = await ctx.tx(async (tx) => {
    const chosen = which.only === undefined ? undefined : eq(sessions.id, which.only);
    const others = which.except === undefined ? undefined : ne(sessions.id, which.except);
    const gone = await tx
      .delete(sessions)
      .where(and(eq(sessions.accountId, accountId), chosen, others))
      .returning({ id: sessions.id });
    const act = { accountId, actor: accountId, action: "session.ended" };
    for (const _session of gone) await recordAct(tx, act, ctx.client, ctx.now());
    return gone.map(({ id }) => id);
  });
  await Promise.all(ids.map((id) => endFamily(ctx.kv, id)));
  return ids.length;
}

/** Ends the sessions past the hundredth. */
async function dropOldest(tx: Tx, accountId: string): Promise<string[]> {
  const kept = tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.accountId, accountId))
    .orderBy(desc(sessions.lastUseTime), desc(sessions.id))
    .limit(mostSessions);
  const gone = await tx
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), notInArray(sessions.id, kept)))
    .returning({ id: sessions.id });
  return gone.map(({ id }) => id);
}
