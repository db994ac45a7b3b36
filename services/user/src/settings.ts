import type { Database, Tx } from "@platform/kit";
import { eq } from "drizzle-orm";
import { settings } from "./schema.ts";

export type Settings = Omit<typeof settings.$inferSelect, "accountId">;

const standard: Settings = { colorScheme: "AUTO", serif: false };

export async function readSettings(db: Database, accountId: string): Promise<Settings> {
  const [row] = await db.select().from(settings).where(eq(settings.accountId, accountId));
  return row ?? standard;
}

/** Changes some settings; the others stay. */
export async function changeSettings(tx: Tx, accountId: string, change: Partial<Settings>): Promise<Settings> {
  const next = { ...(await readSettings(tx, accountId)), ...change };
  await tx
    .insert(settings)
    .values({ ...next, accountId })
    .onConflictDoUpdate({ target: settings.accountId, set: next });
  return next;
}
