import type { Database, Tx } from "@platform/kit";
import { eq, inArray } from "drizzle-orm";
import { learners } from "./schema.ts";

export type Learner = typeof learners.$inferSelect;

/** Notes who somebody is when they register; what is known already is newer. */
export async function meetLearner(tx: Tx, learner: Learner): Promise<void> {
  await tx.insert(learners).values(learner).onConflictDoNothing();
}

/** Notes a new name or language of somebody. */
export async function renameLearner(tx: Tx, { accountId, name, language }: Learner): Promise<void> {
  await tx
    .insert(learners)
    .values({ accountId, name, language })
    .onConflictDoUpdate({ target: learners.accountId, set: { name, language } });
}

/** Somebody's name; empty where nothing was heard of them. */
export async function nameOf(db: Database, accountId: string): Promise<string> {
  const [learner] = await db.select({ name: learners.name }).from(learners).where(eq(learners.accountId, accountId));
  return learner?.name ?? "";
}

/** Names by account. */
export async function namesOf(db: Database, accountIds: string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db.select().from(learners).where(inArray(learners.accountId, accountIds));
  return new Map(rows.map(({ accountId, name }) => [accountId, name]));
}
