import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { type Database, emit, refuse, type Tx } from "@platform/kit";
import { eq, inArray } from "drizzle-orm";
import { latin } from "./latin.ts";
import { profiles } from "./schema.ts";

export type Profile = typeof profiles.$inferSelect;
/** The fields that a person may change. */
export type ProfileChange = Partial<Omit<Profile, "accountId" | "createTime" | "search">>;

const uniqueViolation = "23505";

/** Makes the profile of a new account; harmless where it is there already. */
export async function createProfile(
  tx: Tx,
  person: Pick<Profile, "accountId" | "name" | "language">,
  now: Date,
): Promise<void> {
  const [made] = await tx
    .insert(profiles)
    .values({ ...person, search: latin(person.name), createTime: now })
    .onConflictDoNothing()
    .returning();
  if (made) await announceProfile(tx, made);
}

export async function findProfile(db: Database, accountId: string): Promise<Profile> {
  const [profile] = await db.select().from(profiles).where(eq(profiles.accountId, accountId));
  return demand(profile);
}

export async function findByHandle(db: Database, handle: string): Promise<Profile> {
  const [profile] = await db.select().from(profiles).where(eq(profiles.handle, handle.toLowerCase()));
  return demand(profile);
}

export function findProfiles(db: Database, accountIds: string[]): Promise<Profile[]> {
  return db.select().from(profiles).where(inArray(profiles.accountId, accountIds));
}

/** Changes fields of a profile. */
export async function changeProfile(tx: Tx, accountId: string, change: ProfileChange): Promise<Profile> {
  if (change.name !== undefined && change.name.trim() === "") throw refuse.invalid({ name: "must not be empty" });
  if (change.timeZone && !isTimeZone(change.timeZone)) throw refuse.invalid({ time_zone: "is no time zone" });
  const [before] = await tx.select().from(profiles).where(eq(profiles.accountId, accountId)).for("update");
  const next = { ...demand(before), ...change };
  const search = latin([next.name, next.handle ?? "", ...next.skills].join(" "));
  try {
    const [profile] = await tx
      .update(profiles)
      .set({ ...change, search })
      .where(eq(profiles.accountId, accountId))
      .returning();
    const changed = demand(profile);
    await announceProfile(tx, changed);
    return changed;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code !== uniqueViolation) throw error;
    throw refuse.exists("HANDLE_TAKEN", "Another person has this handle.", {
      fields: { handle: "is taken" },
      cause: error,
    });
  }
}

async function announceProfile(tx: Tx, { accountId, name, handle, language }: Profile): Promise<void> {
  await emit(tx, ProfileChanged, { accountId, name, handle: handle ?? "", language: Language[language] });
}

function demand(profile: Profile | undefined): Profile {
  if (!profile) throw refuse.notFound("PROFILE_NOT_FOUND", "There is no such profile.");
  return profile;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
