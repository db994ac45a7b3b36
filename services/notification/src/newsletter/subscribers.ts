import { createHash, randomBytes } from "node:crypto";
import { type Ctx, type Database, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq, isNotNull, lte } from "drizzle-orm";
import { keepLetter } from "../letters.ts";
import { letters, subscribers } from "../schema.ts";
import type { Language } from "../templates/template.ts";

const day = 86_400_000;
const mostAsks = 3;
const keptAfterLeaving = 30 * day;

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** An address as it is kept: the same for all ways to write it that reach the same box. */
export function addressOf(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

/** Sends a link to an address, by which it confirms that it wants the newsletter; nothing to one that reads it. */
export async function requestSubscription(
  tx: Tx,
  { email: typed, language }: { email: string; language: Language },
  now: Date,
): Promise<void> {
  const email = addressOf(typed);
  const token = randomBytes(24).toString("base64url");
  const unsubscribe = randomBytes(24).toString("base64url");
  const fresh = { id: uuid7(), email, language, tokenHash: hashOf(token), unsubscribe, createTime: now };
  const forgetTime = new Date(now.getTime() + day);
  await tx
    .insert(subscribers)
    .values({ ...fresh, forgetTime })
    .onConflictDoNothing();
  const [found] = await tx.select().from(subscribers).where(eq(subscribers.email, email)).for("update");
  // Somebody else may have typed the address: its owner gets no more of these than a few a day.
  if (!found || found.confirmTime || found.asks >= mostAsks) return;
  await tx
    .update(subscribers)
    .set({ language, tokenHash: fresh.tokenHash, asks: found.asks + 1 })
    .where(eq(subscribers.id, found.id));
  const letter = { name: "confirm-newsletter", token } as const;
  await keepLetter(tx, { id: uuid7(), accountId: null, email, language, letter }, now);
}

/** The owner of an address wants the newsletter; refuses TOKEN_INVALID. */
export async function confirmSubscription(tx: Tx, token: string, now: Date): Promise<void> {
  const [found] = await tx
    .select()
    .from(subscribers)
    .where(eq(subscribers.tokenHash, hashOf(token)))
    .for("update");
  const over = found?.forgetTime && found.forgetTime <= now;
  if (!found?.email || over) throw refuse.invalid({ token: "is not valid" }, "TOKEN_INVALID");
  if (found.confirmTime) return;
  await tx.update(subscribers).set({ confirmTime: now, forgetTime: null }).where(eq(subscribers.id, found.id));
}

export async function readsNewsletter(db: Database, id: string): Promise<boolean> {
  return (await db.$count(subscribers, and(eq(subscribers.id, id), isNotNull(subscribers.confirmTime)))) > 0;
}

/** Forgets an address; its secret stays a while, so that the link of an old mail says that it is off. */
export async function removeSubscriber(tx: Tx, id: string, now: Date): Promise<void> {
  const [left] = await tx.select().from(subscribers).where(eq(subscribers.id, id)).for("update");
  if (!left?.email) return;
  await tx.delete(letters).where(and(eq(letters.email, left.email), eq(letters.bulk, true)));
  const forgetTime = new Date(now.getTime() + keptAfterLeaving);
  await tx
    .update(subscribers)
    .set({ email: null, tokenHash: null, confirmTime: null, forgetTime })
    .where(eq(subscribers.id, id));
}

/** Forgets those who never confirmed, and the last of those who left. */
export async function forgetSubscribers(ctx: Ctx): Promise<void> {
  await ctx.tx((tx) => tx.delete(subscribers).where(lte(subscribers.forgetTime, ctx.now())));
}
