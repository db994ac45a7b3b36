import type { Database, PersonalData } from "@platform/kit";
import { eq } from "drizzle-orm";
import { addressOf } from "./newsletter/subscribers.ts";
import { findRecipient } from "./recipients.ts";
import { letters, notifications, preferences, recipients, subscribers } from "./schema.ts";

/** What is held of a person: where they are reached, what they were told, what they want to hear of. */
export const personal: PersonalData = {
  async collect(db, accountId) {
    const [recipient, subscription, told, wanted] = await Promise.all([
      findRecipient(db, accountId),
      subscriptionOf(db, accountId),
      db.select().from(notifications).where(eq(notifications.accountId, accountId)),
      db.select().from(preferences).where(eq(preferences.accountId, accountId)),
    ]);
    return {
      recipient: recipient && { ...recipient, unsubscribe: undefined },
      newsletter: subscription && { ...subscription, unsubscribe: undefined, tokenHash: undefined },
      notifications: told,
      preferences: wanted,
    };
  },
  async erase(tx, accountId) {
    const subscription = await subscriptionOf(tx, accountId);
    if (subscription) await tx.delete(subscribers).where(eq(subscribers.id, subscription.id));
    for (const table of [letters, notifications, preferences, recipients]) {
      await tx.delete(table).where(eq(table.accountId, accountId));
    }
  },
};

/** What the person's address was subscribed to apart from the account. */
async function subscriptionOf(db: Database, accountId: string) {
  const email = (await findRecipient(db, accountId))?.email;
  if (!email) return undefined;
  const [found] = await db
    .select()
    .from(subscribers)
    .where(eq(subscribers.email, addressOf(email)));
  return found;
}
