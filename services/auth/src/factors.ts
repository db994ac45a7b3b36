import { randomBytes } from "node:crypto";
import { type Database, digest, type KeyRing, refuse, seal, type Tx, unseal } from "@platform/kit";
import { and, count, eq, notLike } from "drizzle-orm";
import { generateSecret, generateURI, verify } from "otplib";
import { recoveryCodes, totps } from "./schema.ts";

const codeCount = 10;
/** RFC 6238, 5.2: a clock may be one step off. */
const toleranceSeconds = 30;
// Without the signs that are taken for one another.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

const about = (accountId: string) => `totp:${accountId}`;

/** How many recovery codes are left, and whether an authenticator is confirmed. */
export async function readFactors(db: Database, accountId: string): Promise<{ totp: boolean; codesLeft: number }> {
  const [totp] = await db.select({ confirmed: totps.confirmed }).from(totps).where(eq(totps.accountId, accountId));
  const [left] = await db.select({ codes: count() }).from(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  return { totp: totp?.confirmed ?? false, codesLeft: left?.codes ?? 0 };
}

/** Makes a secret that counts once it was confirmed; an unconfirmed one before it is replaced. */
export async function createTotp(
  tx: Tx,
  ring: KeyRing,
  accountId: string,
  email: string,
): Promise<{ secret: string; uri: string }> {
  const secret = generateSecret();
  const sealed = seal(ring, secret, about(accountId));
  const [made] = await tx
    .insert(totps)
    .values({ accountId, secret: sealed })
    .onConflictDoUpdate({
      target: totps.accountId,
      set: { secret: sealed, lastStep: 0 },
      setWhere: eq(totps.confirmed, false),
    })
    .returning({ accountId: totps.accountId });
  if (!made) throw refuse.state("TOTP_ON", "An authenticator is on already; turn it off first.");
  return { secret, uri: generateURI({ issuer: "Platform", label: email, secret }) };
}

/** Turns the authenticator on with its first code; answers with recovery codes. */
export async function confirmTotp(
  tx: Tx,
  ring: KeyRing,
  accountId: string,
  code: string,
  now: Date,
): Promise<string[]> {
  const [totp] = await tx.select().from(totps).where(eq(totps.accountId, accountId)).for("update");
  if (!totp) throw refuse.state("TOTP_OFF", "Ask for a secret first.");
  if (totp.confirmed) throw refuse.state("TOTP_ON", "An authenticator is on already.");
  const step = await matchingStep(ring, totp, code, now);
  if (step === undefined) throw refuse.invalid({ code: "is not the code of this moment" }, "CODE_WRONG");
  await tx.update(totps).set({ confirmed: true, lastStep: step }).where(eq(totps.accountId, accountId));
  return createRecoveryCodes(tx, ring, accountId);
}

/** Turns the authenticator off and drops the recovery codes; answers whether it was on. */
export async function disableTotp(tx: Tx, accountId: string): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  const gone = await tx.delete(totps).where(eq(totps.accountId, accountId)).returning();
  return gone.some((totp) => totp.confirmed);
}

/** Replaces all recovery codes; they are shown this once and kept as keyed hashes. */
export async function createRecoveryCodes(tx: Tx, ring: KeyRing, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, makeRecoveryCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ accountId, hash: hashCode(ring, ring.current, accountId, code) })));
  return codes;
}

/** Takes a code of the authenticator or a recovery code; each works once. Answers which it was. */
export async function takeSecondFactor(
  tx: Tx,
  ring: KeyRing,
  accountId: string,
  code: string,
  now: Date,
): Promise<"totp" | "recovery-code" | undefined> {
  const [totp] = await tx.select().from(totps).where(eq(totps.accountId, accountId)).for("update");
  if (!totp?.confirmed) return undefined;
  if (/^\d{6}$/.test(code)) {
    const step = await matchingStep(ring, totp, code, now);
    if (step === undefined) return undefined;
    await tx.update(totps).set({ lastStep: step }).where(eq(totps.accountId, accountId));
    return "totp";
  }
  for (const keyId of ring.keys.keys()) {
    const gone = await tx
      .delete(recoveryCodes)
      .where(
        and(eq(recoveryCodes.accountId, accountId), eq(recoveryCodes.hash, hashCode(ring, keyId, accountId, code))),
      )
      .returning();
    if (gone.length > 0) return "recovery-code";
  }
  return undefined;
}

/** Seals anew the secrets that were sealed with a key that is on its way out. */
export async function resealTotps(tx: Tx, ring: KeyRing): Promise<void> {
  const stale = notLike(totps.secret, `${ring.current}.%`);
  const rows = await tx.select().from(totps).where(stale).limit(500).for("update", { skipLocked: true });
  for (const { accountId, secret } of rows) {
    const sealed = seal(ring, unseal(ring, secret, about(accountId)), about(accountId));
    await tx.update(totps).set({ secret: sealed }).where(eq(totps.accountId, accountId));
  }
}

async function matchingStep(
  ring: KeyRing,
  totp: typeof totps.$inferSelect,
  code: string,
  now: Date,
): Promise<number | undefined> {
  const result = await verify({
    secret: unseal(ring, totp.secret, about(totp.accountId)),
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: toleranceSeconds,
    ...(totp.lastStep > 0 && { afterTimeStep: totp.lastStep }),
  });
  return result.valid && "timeStep" in result ? result.timeStep : undefined;
}

function makeRecoveryCode(): string {
  const signs = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join("");
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8, 12)}-${signs.slice(12)}`;
}

function hashCode(ring: KeyRing, keyId: string, accountId: string, code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `${keyId}.${digest(ring, keyId, `recovery:${accountId}:${plain}`)}`;
}
