import type { Database } from "@platform/kit";
import { countFollows, relateFollows } from "./follows.ts";
import { type PrivacyTable, readPrivacy, redact, sees } from "./privacy.ts";
import type { Profile } from "./profiles.ts";

/** A profile as one viewer sees it. */
export interface ProfileView {
  profile: Profile;
  followerCount: number;
  followingCount: number;
  followed: boolean;
}

/** Profiles as a viewer sees them, in the order given, read together. */
export async function viewProfiles(db: Database, viewerId: string, rows: Profile[]): Promise<ProfileView[]> {
  const ids = rows.map((row) => row.accountId);
  if (ids.length === 0) return [];
  const [tables, counts, { followed, followers }] = await Promise.all([
    readPrivacy(db, ids),
    countFollows(db, ids),
    relateFollows(db, viewerId, ids),
  ]);
  return rows.map((row) => {
    const id = row.accountId;
    const table = tables.get(id) as PrivacyTable;
    const relation = { own: id === viewerId, followsViewer: followers.has(id) };
    const showsFollows = sees(table.FOLLOWS, relation);
    return {
      profile: redact(row, table, relation),
      followerCount: showsFollows ? (counts.followers.get(id) ?? 0) : 0,
      followingCount: showsFollows ? (counts.following.get(id) ?? 0) : 0,
      followed: followed.has(id),
    };
  });
}
