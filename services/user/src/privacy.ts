import type { Database, Tx } from "@platform/kit";
import { inArray } from "drizzle-orm";
import type { Profile } from "./profiles.ts";
import { privacy } from "./schema.ts";

/** The fields that a person may hide, by the names of the contract. */
export const fields = [
  "BIO",
  "SKILLS",
  "LIFE_ROLES",
  "LINKS",
  "TIME_ZONE",
  "AVATAR",
  "SEARCH",
  "FOLLOWS",
  "PRESENCE",
] as const;
export type Field = (typeof fields)[number];
export type Audience = "MEMBERS" | "FOLLOWED" | "NOBODY";

/** What the owner of a profile is to the one who looks. */
export interface Relation {
  own: boolean;
  /** Whether the owner follows the one who looks. */
  followsViewer: boolean;
}

/** Who sees which field of a person's profile. */
export type PrivacyTable = Record<Field, Audience>;

/** Everybody sees what nobody said anything about. */
export const open: PrivacyTable = Object.fromEntries(fields.map((field) => [field, "MEMBERS"])) as PrivacyTable;

/** Whether one who stands so to the owner sees what is open to an audience. */
export function sees(audience: Audience, { own, followsViewer }: Relation): boolean {
  return own || audience === "MEMBERS" || (audience === "FOLLOWED" && followsViewer);
}

/** A profile without what its owner hides from the one who looks. */
export function redact(profile: Profile, table: PrivacyTable, relation: Relation): Profile {
  const hidden = (field: Field) => !sees(table[field], relation);
  return {
    ...profile,
    ...(hidden("BIO") && { bio: "" }),
    ...(hidden("SKILLS") && { skills: [] }),
    ...(hidden("LIFE_ROLES") && { lifeRoles: [] }),
    ...(hidden("LINKS") && { links: [] }),
    ...(hidden("TIME_ZONE") && { timeZone: "" }),
    ...(hidden("AVATAR") && { avatar: null }),
  };
}

/** The tables of people, by account. */
export async function readPrivacy(db: Database, accountIds: string[]): Promise<Map<string, PrivacyTable>> {
  const tables = new Map(accountIds.map((id) => [id, { ...open }]));
  const rows =
    accountIds.length > 0 ? await db.select().from(privacy).where(inArray(privacy.accountId, accountIds)) : [];
  for (const { accountId, field, audience } of rows) {
    const table = tables.get(accountId);
    if (table) table[field as Field] = audience as Audience;
  }
  return tables;
}

/** Says who sees a field. */
export async function setPrivacy(tx: Tx, accountId: string, field: Field, audience: Audience): Promise<void> {
  await tx
    .insert(privacy)
    .values({ accountId, field, audience })
    .onConflictDoUpdate({ target: [privacy.accountId, privacy.field], set: { audience } });
}
