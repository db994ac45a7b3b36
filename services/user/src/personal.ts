import type { PersonalData } from "@platform/kit";
import { eq } from "drizzle-orm";
import { follows, privacy, profiles, settings } from "./schema.ts";

/** What is held of a person: the profile, and what hangs on it. */
export const personal: PersonalData = {
  async collect(db, accountId) {
    const [[profile], following, hidden, [chosen]] = await Promise.all([
      db.select().from(profiles).where(eq(profiles.accountId, accountId)),
      db.select({ accountId: follows.accountId }).from(follows).where(eq(follows.followerId, accountId)),
      db.select().from(privacy).where(eq(privacy.accountId, accountId)),
      db.select().from(settings).where(eq(settings.accountId, accountId)),
    ]);
    return { profile, following: following.map((row) => row.accountId), privacy: hidden, settings: chosen };
  },
  // The rest goes with the profile; the picture's blobs are swept by the task.
  async erase(tx, accountId) {
    await tx.delete(profiles).where(eq(profiles.accountId, accountId));
  },
};
