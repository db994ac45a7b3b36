import { type Database, refuse, type Tx } from "@platform/kit";
import { eq } from "drizzle-orm";
import { readsNewsletter, removeSubscriber } from "./newsletter/subscribers.ts";
import { isLocked, type Kind, kinds, setPreference, wants } from "./preferences.ts";
import { recipients, subscribers } from "./schema.ts";

/** Whose mail of which kind a link turns off: of a person, or of an address that reads the newsletter without one. */
export type Unsubscription = { kind: Kind; accountId: string } | { kind: Kind; subscriberId: string };

/** What a token turns off; refuses TOKEN_INVALID. */
export async function readUnsubscribe(db: Database, token: string): Promise<Unsubscription> {
  const [secret = "", word = ""] = token.split(".");
  const kind = kinds.find((one) => one.toLowerCase() === word);
  if (kind && !isLocked(kind, "EMAIL")) {
    const [recipient] = await db.select().from(recipients).where(eq(recipients.unsubscribe, secret));
    if (recipient) return { kind, accountId: recipient.accountId };
    const [subscriber] = await db.select().from(subscribers).where(eq(subscribers.unsubscribe, secret));
    if (subscriber && kind === "NEWSLETTER") return { kind, subscriberId: subscriber.id };
  }
  throw refuse.invalid({ token: "is not valid" }, "TOKEN_INVALID");
}

/** Whether what a token turns off is still on. */
export function isOn(db: Database, found: Unsubscription): Promise<boolean> {
  return "accountId" in found
    ? wants(db, found.accountId, found.kind, "EMAIL")
    : readsNewsletter(db, found.subscriberId);
}

/** Turns it off; harmless where it is so already. */
export function unsubscribe(tx: Tx, found: Unsubscription, now: Date): Promise<void> {
  if ("subscriberId" in found) return removeSubscriber(tx, found.subscriberId, now);
  return setPreference(tx, found.accountId, { kind: found.kind, channel: "EMAIL", enabled: false });
}
