import type { PersonalData } from "@platform/kit";
import { eq } from "drizzle-orm";
import { letters, notifications, preferences, recipients } from "./schema.ts";

/** What is held of a person: where they are reached, what they were told, what they want to hear of. */
export const personal: PersonalData = {
  async collect(db, accountId) {
    const [[recipient], told, wanted] = await Promise.all([
      db.select().from(recipients).where(eq(recipients.accountId, accountId)),
      db.select().from(notifications).where(eq(notifications.accountId, accountId)),
      db.select().from(preferences).where(eq(preferences.accountId, accountId)),
    ]);
    return {
      recipient: recipient && { ...recipient, unsubscribe: undefined },
      notifications: told,
      preferences: wanted,
    };
  },
  async erase(tx, accountId) {
    for (const table of [letters, notifications, preferences, recipients]) {
      await tx.delete(table).where(eq(table.accountId, accountId));
    }
  },
};
