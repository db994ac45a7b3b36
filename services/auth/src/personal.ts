import type { PersonalData } from "@platform/kit";
import { eq } from "drizzle-orm";
import { accounts, apiKeys, auditEvents, passkeys, sessions } from "./schema.ts";

/** What auth itself holds of a person, without what proves who they are. */
export const personal: PersonalData = {
  async collect(db, accountId) {
    const [[account], open, keys, passes, acts] = await Promise.all([
      db.select().from(accounts).where(eq(accounts.id, accountId)),
      db.select().from(sessions).where(eq(sessions.accountId, accountId)),
      db.select().from(apiKeys).where(eq(apiKeys.accountId, accountId)),
      db.select().from(passkeys).where(eq(passkeys.accountId, accountId)),
      db.select().from(auditEvents).where(eq(auditEvents.accountId, accountId)),
    ]);
    return {
      account: account && { ...account, passwordHash: undefined },
      sessions: open,
      apiKeys: keys.map((key) => ({ ...key, hash: undefined })),
      passkeys: passes.map(({ name, createTime, lastUseTime }) => ({ name, createTime, lastUseTime })),
      auditEvents: acts,
    };
  },
  // The account and all that hangs on it went in the transaction that announced it.
  async erase(tx, accountId) {
    await tx.delete(accounts).where(eq(accounts.id, accountId));
  },
};
