import { randomBytes } from "node:crypto";
import { type Database, type Tx, uuid7 } from "@platform/kit";
import { eq } from "drizzle-orm";
import { addNotification } from "./inbox.ts";
import { keepLetter } from "./letters.ts";
import { type Kind, unsubscribeToken, wants } from "./preferences.ts";
import { recipients } from "./schema.ts";
import type { Language, Note } from "./templates/template.ts";

export type Recipient = typeof recipients.$inferSelect;

/** Notes that a person can be reached; the address is filled in once it is confirmed. */
export async function keepRecipient(
  tx: Tx,
  person: { accountId: string; language: Language; email?: string },
): Promise<void> {
  const unsubscribe = randomBytes(24).toString("base64url");
  const set =
    person.email === undefined ? { language: person.language } : { language: person.language, email: person.email };
  await tx
    .insert(recipients)
    .values({ ...person, unsubscribe })
    .onConflictDoUpdate({ target: recipients.accountId, set });
}

/** Reads on in another language from now on. */
export async function changeLanguage(tx: Tx, accountId: string, language: Language): Promise<void> {
  await tx.update(recipients).set({ language }).where(eq(recipients.accountId, accountId));
}

export async function findRecipient(db: Database, accountId: string): Promise<Recipient | undefined> {
  const [recipient] = await db.select().from(recipients).where(eq(recipients.accountId, accountId));
  return recipient;
}

/** Tells several people the same of one event. */
export async function tellAll(
  tx: Tx,
  accountIds: readonly string[],
  told: { kind: Kind; note: Note; time: Date },
): Promise<void> {
  for (const accountId of new Set(accountIds)) await tell(tx, accountId, { id: uuid7(), ...told });
}

/** Tells a person something on every channel where they want to hear of its kind. */
export async function tell(
  tx: Tx,
  accountId: string,
  { id, kind, note, time }: { id: string; kind: Kind; note: Note; time: Date },
): Promise<void> {
  const recipient = await findRecipient(tx, accountId);
  if (!recipient) return;
  if (await wants(tx, accountId, kind, "INBOX")) {
    await addNotification(tx, { id, accountId, kind, note, createTime: time });
  }
  if (recipient.email && (await wants(tx, accountId, kind, "EMAIL"))) {
    const letter = { name: "note", note, unsubscribe: unsubscribeToken(recipient.unsubscribe, kind) } as const;
    await keepLetter(tx, { id, accountId, email: recipient.email, language: recipient.language, letter }, time);
  }
}
