import { createHash, randomBytes } from "node:crypto";
import { type Database, refuse, type Tx } from "@platform/kit";
import { eq } from "drizzle-orm";
import { calendarAddresses } from "../schema.ts";

/** A secret of 256 bits needs no slow hash: nobody guesses it. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** When somebody's address was made; undefined where they have none. */
export async function findCalendarAddress(db: Database, accountId: string): Promise<Date | undefined> {
  const [row] = await db.select().from(calendarAddresses).where(eq(calendarAddresses.accountId, accountId));
  return row?.createTime;
}

/** Gives somebody a new address in place of the one before; answers its path, which is told this once. */
export async function createCalendarAddress(tx: Tx, accountId: string, createTime: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const address = { tokenHash: hashOf(token), createTime };
  await tx
    .insert(calendarAddresses)
    .values({ accountId, ...address })
    .onConflictDoUpdate({ target: calendarAddresses.accountId, set: address });
  return `/calendar.ics?token=${token}`;
}

/** Takes somebody's address back. */
export async function deleteCalendarAddress(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(calendarAddresses).where(eq(calendarAddresses.accountId, accountId));
}

/** Whom an address was given to; refuses CALENDAR_NOT_FOUND. */
export async function readerOf(db: Database, token: string): Promise<string> {
  const [row] = await db
    .select()
    .from(calendarAddresses)
    .where(eq(calendarAddresses.tokenHash, hashOf(token)));
  if (!row) throw refuse.notFound("CALENDAR_NOT_FOUND", "This address leads to no calendar.");
  return row.accountId;
}
