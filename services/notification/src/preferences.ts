import { type Database, refuse, type Tx } from "@platform/kit";
import { eq } from "drizzle-orm";
import { preferences } from "./schema.ts";

/** The kinds and channels, by the names that the database keeps. */
export const kinds = [
  "SECURITY",
  "LEARNING",
  "CERTIFICATE",
  "PEOPLE",
  "JOB",
  "KNOWLEDGE",
  "NEWS",
  "NEWSLETTER",
] as const;
export const channels = ["INBOX", "EMAIL"] as const;
export type Kind = (typeof kinds)[number];
export type Channel = (typeof channels)[number];

export interface Preference {
  kind: Kind;
  channel: Channel;
  enabled: boolean;
  locked: boolean;
}

const quietByMail: ReadonlySet<Kind> = new Set(["PEOPLE", "JOB", "NEWS"]);

/** Word of the account's security always comes by mail: a thief must not be able to turn it off. */
export function isLocked(kind: Kind, channel: Channel): boolean {
  return kind === "SECURITY" && channel === "EMAIL";
}

/** Whether a kind can go to a channel at all: the newsletter is mail, and its articles are no news to an inbox. */
export function fits(kind: Kind, channel: Channel): boolean {
  return kind !== "NEWSLETTER" || channel === "EMAIL";
}

/** Whether a kind goes to a channel when the person said nothing; the newsletter is asked for. */
export function standard(kind: Kind, channel: Channel): boolean {
  if (kind === "NEWSLETTER") return false;
  return channel === "INBOX" || !quietByMail.has(kind);
}

/** A person's whole table. */
export async function listPreferences(db: Database, accountId: string): Promise<Preference[]> {
  const rows = await db.select().from(preferences).where(eq(preferences.accountId, accountId));
  const said = new Map(rows.map((row) => [`${row.kind} ${row.channel}`, row.enabled]));
  return kinds.flatMap((kind) =>
    channels
      .filter((channel) => fits(kind, channel))
      .map((channel) => {
        const locked = isLocked(kind, channel);
        const enabled = locked || (said.get(`${kind} ${channel}`) ?? standard(kind, channel));
        return { kind, channel, enabled, locked };
      }),
  );
}

/** Whether a person wants a kind on a channel. */
export async function wants(db: Database, accountId: string, kind: Kind, channel: Channel): Promise<boolean> {
  const all = await listPreferences(db, accountId);
  return all.some((one) => one.kind === kind && one.channel === channel && one.enabled);
}

/** Turns a kind on or off on a channel. */
export async function setPreference(
  tx: Tx,
  accountId: string,
  { kind, channel, enabled }: Omit<Preference, "locked">,
): Promise<void> {
  if (isLocked(kind, channel) && !enabled) {
    throw refuse.state("PREFERENCE_LOCKED", "Mail about the account's security cannot be turned off.");
  }
  if (!fits(kind, channel)) throw refuse.invalid({ channel: "is none of this kind's" }, "CHANNEL_UNFIT");
  await tx
    .insert(preferences)
    .values({ accountId, kind, channel, enabled })
    .onConflictDoUpdate({ target: [preferences.accountId, preferences.kind, preferences.channel], set: { enabled } });
}

/** The token of an unsubscribe link; undefined for a kind whose mail cannot be turned off. */
export function unsubscribeToken(secret: string, kind: Kind): string | undefined {
  return isLocked(kind, "EMAIL") ? undefined : `${secret}.${kind.toLowerCase()}`;
}
