import { hash, hkdfSync } from "node:crypto";
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify, SignJWT } from "jose";
import type { Person, RoleName } from "./caller.ts";
import { refuse } from "./refusal.ts";

/** Who makes and who accepts access tokens. */
export const issuer = "platform";
export const audience = "platform";

/** Fetches the JWK Set that verifies access tokens. */
export type KeySource = () => Promise<JSONWebKeySet>;

const rereadAfterMs = 10_000;
const cachedTokens = 10_000;

/**
 * Verifies access tokens (EdDSA, RFC 9068) with the keys of auth. Keys are read again when a token names an unknown
 * one, at most every ten seconds; a token that was verified once is remembered until it ends, since a signature
 * costs more than the rest of a call.
 */
export function createVerifier(source: KeySource): (token: string, now: Date) => Promise<Person> {
  const verified = new Map<string, { person: Person; expires: number }>();
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function readKeys(): Promise<void> {
    reading ??= source()
      .then((set) => {
        keys = createLocalJWKSet(set);
        readAt = performance.now();
      })
      .finally(() => {
        reading = undefined;
      });
    await reading;
  }

  async function verify(token: string, now: Date, mayReread = true): Promise<Person> {
    if (!keys) await readKeys();
    try {
      const { payload } = await jwtVerify(token, (header, jws) => (keys as NonNullable<typeof keys>)(header, jws), {
        algorithms: ["EdDSA"],
        issuer,
        audience,
        typ: "at+jwt",
        currentDate: now,
        requiredClaims: ["sub", "sid", "exp"],
      });
      const person = readPerson(payload);
      if (verified.size >= cachedTokens) verified.clear();
      verified.set(digest(token), { person, expires: (payload.exp as number) * 1000 });
      return person;
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey && mayReread && performance.now() - readAt > rereadAfterMs) {
        await readKeys();
        return verify(token, now, false);
      }
      if (cause instanceof errors.JWTExpired) {
        throw refuse.unauthenticated("TOKEN_EXPIRED", "The access token has ended; refresh the session.", { cause });
      }
      if (cause instanceof errors.JOSEError || cause instanceof TypeError) {
        throw refuse.unauthenticated("TOKEN_INVALID", "The access token is not valid here.", { cause });
      }
      throw cause;
    }
  }

  return async (token, now) => {
    const known = verified.get(digest(token));
    return known && known.expires > now.getTime() ? known.person : verify(token, now);
  };
}

function readPerson(payload: Record<string, unknown>): Person {
  const act = payload.act as { sub?: string } | undefined;
  return {
    kind: "person",
    id: payload.sub as string,
    sessionId: payload.sid as string,
    roles: (payload.roles as RoleName[] | undefined) ?? [],
    scopes: typeof payload.scope === "string" ? payload.scope.split(" ").filter(Boolean) : undefined,
    authTime: new Date(Number(payload.auth_time ?? 0) * 1000),
    ...(act?.sub && { agent: act.sub }),
  };
}

// Hashed, so that a heap dump shows no token.
function digest(token: string): string {
  return hash("sha256", token, "base64");
}

/** What a service proves of itself to another. */
export interface ServiceProof {
  name: string;
  /** The bff on behalf of a browser: trusted about the client's address and device, never a caller itself. */
  edge: boolean;
}

const proofSeconds = 300;

/** Makes and checks the proofs that services show one another, from the platform's shared secret. */
export function createServiceProofs(secret: string) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "service-proof", 32));
  const made = new Map<string, { token: string; renewAt: number }>();
  const checked = new Map<string, { proof: ServiceProof; expires: number }>();
  return {
    /** A proof for a service, good for five minutes, made anew after half of that. */
    async make(proof: ServiceProof): Promise<string> {
      const id = `${proof.name}:${proof.edge}`;
      const now = Date.now();
      const kept = made.get(id);
      if (kept && kept.renewAt > now) return kept.token;
      const token = await new SignJWT({ edge: proof.edge })
        .setProtectedHeader({ alg: "HS256", typ: "service+jwt" })
        .setSubject(proof.name)
        .setExpirationTime(Math.floor(now / 1000) + proofSeconds)
        .sign(key);
      made.set(id, { token, renewAt: now + (proofSeconds * 1000) / 2 });
      return token;
    },
    /** What a proof says; refuses one that is forged or old. */
    async check(token: string): Promise<ServiceProof> {
      const known = checked.get(token);
      if (known && known.expires > Date.now()) return known.proof;
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], typ: "service+jwt" });
        const proof = { name: String(payload.sub), edge: payload.edge === true };
        if (checked.size > 1000) checked.clear();
        checked.set(token, { proof, expires: Number(payload.exp) * 1000 });
        return proof;
      } catch (cause) {
        throw refuse.unauthenticated("SERVICE_PROOF_INVALID", "The service's proof is not valid here.", { cause });
      }
    },
  };
}

export type ServiceProofs = ReturnType<typeof createServiceProofs>;
