import { type Database, peopleOf, type Tx } from "@platform/kit";
import { eq, inArray, or } from "drizzle-orm";
import { learnerAddresses, learners } from "./schema.ts";

export const { nameOf, namesOf } = peopleOf(learners);

/** In which language somebody reads; Russian where nothing was heard of them. */
export async function languageOf(db: Database, accountId: string): Promise<"RU" | "EN"> {
  const [learner] = await db.select().from(learners).where(eq(learners.accountId, accountId));
  return learner?.language ?? "RU";
}

/** Notes an address or handle of somebody; an empty one is none. */
export async function keepAddress(
  tx: Tx,
  accountId: string,
  said: { email: string } | { handle: string },
): Promise<void> {
  const address = Object.fromEntries(Object.entries(said).map(([kind, word]) => [kind, word.toLowerCase() || null]));
  await tx
    .insert(learnerAddresses)
    .values({ accountId, ...address })
    .onConflictDoUpdate({ target: learnerAddresses.accountId, set: address });
}

/** Accounts by what names people: the address that they confirmed, or their handle, with or without the sign before it. */
export async function findPeople(db: Database, said: readonly string[]): Promise<Map<string, string>> {
  const plain = (word: string) => word.toLowerCase().replace(/^@/, "");
  const words = [...new Set(said.map(plain))].filter((word) => word !== "");
  if (words.length === 0) return new Map();
  const rows = await db
    .select()
    .from(learnerAddresses)
    .where(or(inArray(learnerAddresses.email, words), inArray(learnerAddresses.handle, words)));
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
