import { type Database, refuse, type Tx } from "@platform/kit";
import { eq, inArray } from "drizzle-orm";
import { people } from "./schema.ts";

export type KnownPerson = typeof people.$inferSelect;

/** Notes who somebody is when they register; what is known already is newer. */
export async function meetPerson(tx: Tx, person: KnownPerson): Promise<void> {
  await tx.insert(people).values(person).onConflictDoNothing();
}

/** Notes a new name or language of somebody. */
export async function renamePerson(tx: Tx, { accountId, name, language }: KnownPerson): Promise<void> {
  await tx
    .insert(people)
    .values({ accountId, name, language })
    .onConflictDoUpdate({ target: people.accountId, set: { name, language } });
}

/** Names by account; those of whom nothing was heard are left out. */
export async function namesOf(db: Database, accountIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(accountIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(people).where(inArray(people.accountId, ids));
  return new Map(rows.map(({ accountId, name }) => [accountId, name]));
}

/** Refuses PERSON_NOT_FOUND for an account of which nothing was heard. */
export async function demandPerson(db: Database, accountId: string): Promise<KnownPerson> {
  const [person] = await db.select().from(people).where(eq(people.accountId, accountId));
  if (!person) throw refuse.notFound("PERSON_NOT_FOUND", "There is no such person.");
  return person;
}
