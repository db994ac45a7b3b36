import type { Database, Tx } from "@platform/kit";
import { eq, inArray, or } from "drizzle-orm";
import { learners } from "./schema.ts";

/** Who somebody is. */
export type Learner = Pick<typeof learners.$inferSelect, "accountId" | "name" | "language">;

/** Notes who somebody is when they register; what is known already is newer. */
export async function meetLearner(tx: Tx, learner: Learner): Promise<void> {
  await tx.insert(learners).values(learner).onConflictDoNothing();
}

/** Notes a new name, language or handle of somebody. */
export async function renameLearner(
  tx: Tx,
  { accountId, name, language, handle: said }: Learner & { handle: string },
): Promise<void> {
  const handle = said.toLowerCase() || null;
  await tx
    .insert(learners)
    .values({ accountId, name, language, handle })
    .onConflictDoUpdate({ target: learners.accountId, set: { name, language, handle } });
}

/** Notes the address that somebody confirmed. */
export async function keepAddress(tx: Tx, { email: said, ...learner }: Learner & { email: string }): Promise<void> {
  const email = said.toLowerCase();
  await tx
    .insert(learners)
    .values({ ...learner, email })
    .onConflictDoUpdate({ target: learners.accountId, set: { email } });
}

/** Accounts by what names people: the address that they confirmed, or their handle, with or without the sign before it. */
export async function findPeople(db: Database, said: readonly string[]): Promise<Map<string, string>> {
  const plain = (word: string) => word.toLowerCase().replace(/^@/, "");
  const words = [...new Set(said.map(plain))].filter((word) => word !== "");
  if (words.length === 0) return new Map();
  const rows = await db
    .select()
    .from(learners)
    .where(or(inArray(learners.email, words), inArray(learners.handle, words)));
  const ids = new Map(
    rows.flatMap(({ accountId, email, handle }) => [[handle, accountId] as const, [email, accountId]]),
  );
  return new Map(
    said.flatMap((word) => {
      const accountId = ids.get(plain(word));
      return accountId === undefined ? [] : [[word, accountId] as const];
    }),
  );
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
