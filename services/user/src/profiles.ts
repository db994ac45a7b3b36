import { type Database, refuse, type Tx } from "@platform/kit";
import { eq, inArray } from "drizzle-orm";
import { profiles } from "./schema.ts";

export type Profile = typeof profiles.$inferSelect;
/** The fields that a person may change. */
export type ProfileChange = Partial<Omit<Profile, "accountId" | "createTime">>;

const uniqueViolation = "23505";

/** Makes the profile of a new account; harmless where it is there already. */
export async function createProfile(
  tx: Tx,
  person: Pick<Profile, "accountId" | "name" | "language">,
  now: Date,
): Promise<void> {
  await tx
    .insert(profiles)
    .values({ ...person, createTime: now })
    .onConflictDoNothing();
}

export async function findProfile(db: Database, accountId: string): Promise<Profile> {
  const [profile] = await db.select().from(profiles).where(eq(profiles.accountId, accountId));
  if (!profile) throw refuse.notFound("PROFILE_NOT_FOUND", "There is no such profile.");
  return profile;
}

export function findProfiles(db: Database, accountIds: string[]): Promise<Profile[]> {
  return db.select().from(profiles).where(inArray(profiles.accountId, accountIds));
}

/** Changes fields of a profile. */
export async function changeProfile(tx: Tx, accountId: string, change: ProfileChange): Promise<Profile> {
  if (change.name !== undefined && change.name.trim() === "") throw refuse.invalid({ name: "must not be empty" });
  if (change.timeZone && !isTimeZone(change.timeZone)) throw refuse.invalid({ time_zone: "is no time zone" });
  if (Object.keys(change).length === 0) return findProfile(tx, accountId);
  try {
    const [profile] = await tx.update(profiles).set(change).where(eq(profiles.accountId, accountId)).returning();
    if (!profile) throw refuse.notFound("PROFILE_NOT_FOUND", "There is no such profile.");
    return profile;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code !== uniqueViolation) throw error;
    throw refuse.exists("HANDLE_TAKEN", "Another person has this handle.", {
      fields: { handle: "is taken" },
      cause: error,
    });
  }
}

/** Removes what is held of a person. */
export async function eraseProfile(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(profiles).where(eq(profiles.accountId, accountId));
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
