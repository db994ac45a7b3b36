import { timingSafeEqual } from "node:crypto";
import { digest, type KeyRing, type KeyValue, refuse } from "@platform/kit";

/** The lineage of a session's refresh tokens. No token is kept: each is a keyed digest of its place in the line. */
export interface Family {
  accountId: string;
  /** The generation that refreshes next. */
  generation: number;
  /** When the one before was exchanged, in milliseconds. */
  rotatedAt: number;
  /** When the person last proved who they are, in milliseconds. */
  authTime: number;
}

/** How long a session lives without being used. */
export const refreshMs = 30 * 24 * 3600_000;
/** Two tabs that refresh at once both go on; a later use of the same token is a thief's, or the victim's. */
const graceMs = 10_000;
const revokedMs = 10 * 60_000;

const keep = { ttl: refreshMs, durable: true };
const key = (sessionId: string) => `family:${sessionId}`;

/** `<session>.<generation>.<key>.<digest>` */
function tokenOf(ring: KeyRing, keyId: string, sessionId: string, generation: number): string {
  return `${sessionId}.${generation}.${keyId}.${digest(ring, keyId, `refresh:${sessionId}:${generation}`)}`;
}

/** Begins a session's line; answers with its first token. */
export async function beginFamily(kv: KeyValue, ring: KeyRing, sessionId: string, accountId: string, now: Date) {
  const family: Family = { accountId, generation: 0, rotatedAt: 0, authTime: now.getTime() };
  await kv.set(key(sessionId), JSON.stringify(family), keep);
  return tokenOf(ring, ring.current, sessionId, 0);
}

/**
 * Exchanges a token for its successor. The same token within ten seconds answers with the same successor; later it
 * ends the whole line, since two people hold it.
 */
export async function exchange(
  kv: KeyValue,
  ring: KeyRing,
  token: string,
  now: Date,
): Promise<{ sessionId: string; family: Family; successor: string }> {
  const { sessionId, generation } = readToken(ring, token);
  for (;;) {
    const stored = await kv.get(key(sessionId));
    if (stored === undefined) throw refuse.unauthenticated("SESSION_ENDED", "The session is over; sign in again.");
    const family = JSON.parse(stored) as Family;
    if (generation === family.generation) {
      const next = { ...family, generation: generation + 1, rotatedAt: now.getTime() };
      if (!(await kv.swap(key(sessionId), stored, JSON.stringify(next), keep))) continue;
      return { sessionId, family: next, successor: tokenOf(ring, ring.current, sessionId, next.generation) };
    }
    if (generation === family.generation - 1 && now.getTime() - family.rotatedAt <= graceMs) {
      return { sessionId, family, successor: tokenOf(ring, ring.current, sessionId, family.generation) };
    }
    await endFamily(kv, sessionId);
    throw refuse.unauthenticated("TOKEN_REUSED", "This token was used before; the session is ended.");
  }
}

/** Notes that the person has proved again who they are. */
export async function freshen(kv: KeyValue, sessionId: string, now: Date): Promise<void> {
  for (;;) {
    const stored = await kv.get(key(sessionId));
    if (stored === undefined) throw refuse.unauthenticated("SESSION_ENDED", "The session is over; sign in again.");
    const next = JSON.stringify({ ...(JSON.parse(stored) as Family), authTime: now.getTime() });
    if (await kv.swap(key(sessionId), stored, next, keep)) return;
  }
}

/** Ends a line at once: no refresh, and no access token of it is let in from now on. */
export async function endFamily(kv: KeyValue, sessionId: string): Promise<void> {
  await kv.set(`revoked:${sessionId}`, "1", { ttl: revokedMs, durable: true });
  await kv.delete(key(sessionId));
}

function readToken(ring: KeyRing, token: string): { sessionId: string; generation: number } {
  const [sessionId = "", generationText = "", keyId = ""] = token.split(".");
  const generation = Number(generationText);
  const wrong = refuse.unauthenticated("TOKEN_INVALID", "This is no refresh token.");
  if (!ring.keys.has(keyId) || !Number.isSafeInteger(generation)) throw wrong;
  const right = Buffer.from(tokenOf(ring, keyId, sessionId, generation));
  const given = Buffer.from(token);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw wrong;
  return { sessionId, generation };
}
