import { type Ctx, type Database, keyRing, methods, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, desc, eq } from "drizzle-orm";
import { findAccount } from "./accounts.ts";
import { apiKeys } from "./schema.ts";
import { hashSecret, randomSecret } from "./secrets.ts";
import { signAccess } from "./signing-keys.ts";

const shownSigns = 12;
const mostKeys = 50;
const never = new Date(0);

/** Every scope that a method of the contracts asks for. */
const scopes: ReadonlySet<string> = new Set([...methods.values()].flatMap((method) => method.options.scopes));

/** Makes a key; the whole of it is in the answer and nowhere else. `pk_` lets scanners of leaked secrets know it. */
export async function createApiKey(
  tx: Tx,
  accountId: string,
  wanted: { name: string; scopes: string[]; expireTime: Date | undefined },
  now: Date,
) {
  const unknown = wanted.scopes.find((scope) => !scopes.has(scope));
  if (unknown) throw refuse.invalid({ scopes: `${unknown} is no scope of this platform` }, "SCOPE_UNKNOWN");
  if (wanted.expireTime && wanted.expireTime <= now) throw refuse.invalid({ expire_time: "is over already" });
  const own = await tx.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.accountId, accountId));
  if (own.length >= mostKeys) throw refuse.state("API_KEYS_FULL", `An account has at most ${mostKeys} keys.`);
  const secret = `pk_${randomSecret()}`;
  const row = {
    id: uuid7(),
    accountId,
    ...wanted,
    prefix: secret.slice(0, shownSigns),
    hash: hashSecret(secret),
    createTime: now,
  };
  const [apiKey] = await tx.insert(apiKeys).values(row).returning();
  return { apiKey: apiKey as typeof apiKeys.$inferSelect, secret };
}

/** An account's keys, newest first. */
export function listApiKeys(db: Database, accountId: string) {
  return db.select().from(apiKeys).where(eq(apiKeys.accountId, accountId)).orderBy(desc(apiKeys.id)).limit(mostKeys);
}

/** Ends a key; answers whether it was there. */
export async function deleteApiKey(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(apiKeys)
    .where(and(eq(apiKeys.accountId, accountId), eq(apiKeys.id, id)))
    .returning();
  return gone.length > 0;
}

/** An access token with the key's scopes. It counts as no fresh proof of who its owner is. */
export async function exchangeApiKey(ctx: Ctx, secret: string): Promise<{ token: string; expires: Date }> {
  const now = ctx.now();
  const [key] = await ctx.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, hashSecret(secret)));
  if (!key || (key.expireTime && key.expireTime <= now)) {
    throw refuse.unauthenticated("API_KEY_WRONG", "There is no such key, or it is over.");
  }
  await ctx.tx((tx) => tx.update(apiKeys).set({ lastUseTime: now }).where(eq(apiKeys.id, key.id)));
  const account = await findAccount(ctx.db, key.accountId);
  const claims = {
    accountId: account.id,
    sessionId: key.id,
    roles: account.roles,
    scopes: key.scopes,
    authTime: never,
  };
  return signAccess(ctx.db, keyRing(), claims, now);
}
