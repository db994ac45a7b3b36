import { type Database, isStale, type KeyRing, seal, type Tx, unseal, uuid7 } from "@platform/kit";
import { desc, eq } from "drizzle-orm";
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { signingKeys } from "./schema.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** A new key is published this long before it signs, so that every verifier has it by then. */
const publishedBeforeMs = 15 * minute;
/** How old the newest key may become. */
const rotateAfterMs = 30 * day;
/** A key verifies this long after its successor began to sign; longer than any token lives. */
const verifiesAfterMs = 30 * minute;

type Row = typeof signingKeys.$inferSelect;

/** The key that signs now: the newest that was published long enough; the only one at once. */
export function signer<K extends Pick<Row, "createTime">>(keysNewestFirst: readonly K[], now: Date): K | undefined {
  const ready = (key: K) => now.getTime() - key.createTime.getTime() >= publishedBeforeMs;
  return keysNewestFirst.find(ready) ?? keysNewestFirst.at(-1);
}

/** The keys that verify: those that sign, will sign, or signed tokens which may still live. */
export function verifiers<K extends Pick<Row, "createTime">>(keysNewestFirst: readonly K[], now: Date): K[] {
  return keysNewestFirst.filter((_key, index) => {
    const successor = keysNewestFirst[index - 1];
    if (!successor) return true;
    return now.getTime() - successor.createTime.getTime() < publishedBeforeMs + verifiesAfterMs;
  });
}

/** All keys, newest first. */
export function listKeys(db: Database): Promise<Row[]> {
  return db.select().from(signingKeys).orderBy(desc(signingKeys.createTime));
}

/** Makes the first key, and a new one when the newest has grown old; drops those that verify nothing any more. */
export async function rotateKeys(tx: Tx, ring: KeyRing, now: Date): Promise<void> {
  const keys = await listKeys(tx);
  const [newest] = keys;
  if (!newest || now.getTime() - newest.createTime.getTime() > rotateAfterMs) await createKey(tx, ring, now);
  const living = new Set(verifiers(keys, now).map((key) => key.id));
  for (const key of keys) {
    if (!living.has(key.id)) await tx.delete(signingKeys).where(eq(signingKeys.id, key.id));
    else if (isStale(ring, key.privateJwk)) await reseal(tx, ring, key);
  }
}

async function createKey(tx: Tx, ring: KeyRing, now: Date): Promise<void> {
  const id = uuid7();
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  await tx.insert(signingKeys).values({
    id,
    publicJwk: { ...(await exportJWK(pair.publicKey)), kid: id, alg: "EdDSA", use: "sig" },
    privateJwk: seal(ring, JSON.stringify(await exportJWK(pair.privateKey)), `signing-key:${id}`),
    createTime: now,
  });
}

async function reseal(tx: Tx, ring: KeyRing, key: Row): Promise<void> {
  const about = `signing-key:${key.id}`;
  const privateJwk = seal(ring, unseal(ring, key.privateJwk, about), about);
  await tx.update(signingKeys).set({ privateJwk }).where(eq(signingKeys.id, key.id));
}

/** What an access token says. */
export interface Claims {
  accountId: string;
  sessionId: string;
  roles: readonly string[];
  /** Undefined for a session, which is not scoped. */
  scopes: readonly string[] | undefined;
  authTime: Date;
}

/** How long an access token lives. */
export const accessMs = 10 * minute;

/** Signs an access token (RFC 9068). */
export async function signAccess(
  db: Database,
  ring: KeyRing,
  claims: Claims,
  now: Date,
): Promise<{ token: string; expires: Date }> {
  const key = signer(await listKeys(db), now);
  if (!key) throw new Error("There is no signing key yet; auth makes one when it starts");
  const jwk = JSON.parse(unseal(ring, key.privateJwk, `signing-key:${key.id}`)) as JWK;
  const expires = new Date(now.getTime() + accessMs);
  const token = await new SignJWT({
    sid: claims.sessionId,
    roles: claims.roles,
    auth_time: Math.floor(claims.authTime.getTime() / 1000),
    client_id: "platform",
    ...(claims.scopes && { scope: claims.scopes.join(" ") }),
  })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: key.id })
    .setIssuer("platform")
    .setAudience("platform")
    .setSubject(claims.accountId)
    .setJti(uuid7())
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .sign(await importJWK(jwk, "EdDSA"));
  return { token, expires };
}
