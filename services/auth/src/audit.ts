import { type Database, type Tx, uuid7 } from "@platform/kit";
import { and, desc, eq, lt } from "drizzle-orm";
import { deviceOf, placeOf } from "./places.ts";
import { auditEvents } from "./schema.ts";

/** Where an act came from, as the call tells it. */
export interface Origin {
  address: string;
  device: string;
}

/** A security act. */
export interface Act {
  accountId: string;
  /** An account id, `service:<name>`, or empty for somebody who is not signed in. */
  actor: string;
  /** `session.created`, `totp.disabled`, ... */
  action: string;
  /** `ok`, or the reason of the refusal. */
  outcome?: string;
}

/** Writes an act into the audit log, in the transaction that makes it so where there is one. */
export async function recordAct(db: Database | Tx, act: Act, origin: Origin, now: Date): Promise<void> {
  await db.insert(auditEvents).values({
    id: uuid7(),
    outcome: "ok",
    ...act,
    place: placeOf(origin.address),
    device: deviceOf(origin.device),
    createTime: now,
  });
}

/** Acts, newest first; of one account, or of all. */
export function listActs(
  db: Database,
  accountId: string | undefined,
  after: { id: string } | undefined,
  limit: number,
) {
  const own = accountId === undefined ? undefined : eq(auditEvents.accountId, accountId);
  const older = after && lt(auditEvents.id, after.id);
  return db.select().from(auditEvents).where(and(own, older)).orderBy(desc(auditEvents.id)).limit(limit);
}
