import { type Ctx, type Database, isStale, type KeyRing, keyRing, seal, type Tx, unseal, uuid7 } from "@platform/kit";
import { desc, eq, sql } from "drizzle-orm";
import { exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { issuerKeys } from "../schema.ts";

type Row = typeof issuerKeys.$inferSelect;

/** Who issues credentials here, as an Open Badges 3.0 profile. */
export function issuerProfile(publicUrl: string) {
  return { id: `${publicUrl}/issuer`, type: ["Profile"], name: "Platform Ecosystem", url: publicUrl };
}

/** The name of a key in headers and in the JWK Set: an address, as Open Badges ask for. */
function keyId(publicUrl: string, { id }: Pick<Row, "id">): string {
  return `${issuerProfile(publicUrl).id}#${id}`;
}

/** The keys that verify what was ever signed here, as JWKs. */
export async function listPublicKeys(ctx: Ctx): Promise<JWK[]> {
  await currentKey(ctx);
  const rows = await newestFirst(ctx.db);
  return rows.map((row) => ({ ...row.publicJwk, kid: keyId(ctx.publicUrl, row), alg: "EdDSA", use: "sig" }));
}

/** The key that signs, with its name. */
export async function signingKey(ctx: Ctx): Promise<{ kid: string; key: Awaited<ReturnType<typeof importJWK>> }> {
  const row = await currentKey(ctx);
  const jwk = JSON.parse(unseal(keyRing(), row.privateJwk, about(row.id))) as JWK;
  return { kid: keyId(ctx.publicUrl, row), key: await importJWK(jwk, "EdDSA") };
}

/** Seals the private halves with the newest key of the environment, so that old ones can be taken out of it. */
export async function keepIssuerSealed(ctx: Ctx): Promise<void> {
  for (const { id, privateJwk } of await newestFirst(ctx.db)) {
    const ring = keyRing();
    if (!isStale(ring, privateJwk)) continue;
    const anew = seal(ring, unseal(ring, privateJwk, about(id)), about(id));
    await ctx.tx((tx) => tx.update(issuerKeys).set({ privateJwk: anew }).where(eq(issuerKeys.id, id)));
  }
}

async function currentKey(ctx: Ctx): Promise<Row> {
  const [newest] = await newestFirst(ctx.db);
  return newest ?? (await ctx.tx((tx) => makeFirstKey(tx, keyRing(), ctx.now())));
}

async function makeFirstKey(tx: Tx, ring: KeyRing, now: Date): Promise<Row> {
  // Whoever waited here finds the key that the other one made.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('issuer_keys'))`);
  const [made] = await newestFirst(tx);
  if (made) return made;
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const id = uuid7();
  const privateJwk = seal(ring, JSON.stringify(await exportJWK(pair.privateKey)), about(id));
  const publicJwk = await exportJWK(pair.publicKey);
  const [row] = await tx.insert(issuerKeys).values({ id, publicJwk, privateJwk, createTime: now }).returning();
  if (!row) throw new Error("The issuer's key was not written");
  return row;
}

function newestFirst(db: Database): Promise<Row[]> {
  return db.select().from(issuerKeys).orderBy(desc(issuerKeys.createTime));
}

const about = (id: string) => `issuer-key:${id}`;
