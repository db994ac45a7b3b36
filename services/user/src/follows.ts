import { PersonFollowed, PersonUnfollowed } from "@platform/grpc/platform/user/v1/user_events.ts";
import { type Database, emit, refuse, type Tx } from "@platform/kit";
import { and, count, desc, eq, inArray, lt, or } from "drizzle-orm";
import { findProfile, type Profile } from "./profiles.ts";
import { follows, profiles } from "./schema.ts";

/** Follows a person and announces it; harmless where it is so already. */
export async function follow(tx: Tx, followerId: string, accountId: string, now: Date): Promise<void> {
  if (followerId === accountId) throw refuse.invalid({ account_id: "is your own" }, "FOLLOW_SELF");
  await findProfile(tx, accountId);
  const follower = await findProfile(tx, followerId);
  const [made] = await tx
    .insert(follows)
    .values({ followerId, accountId, createTime: now })
    .onConflictDoNothing()
    .returning();
  if (!made) return;
  const { name: followerName, handle } = follower;
  await emit(tx, PersonFollowed, { accountId, followerId, followerName, followerHandle: handle ?? "" });
}

/** Follows a person no more and announces it; harmless where it is so already. */
export async function unfollow(tx: Tx, followerId: string, accountId: string): Promise<void> {
  const [ended] = await tx
    .delete(follows)
    .where(and(eq(follows.followerId, followerId), eq(follows.accountId, accountId)))
    .returning();
  if (ended) await emit(tx, PersonUnfollowed, { accountId, followerId });
}

/** A line of a list of followers, and when the following began. */
export interface Followed {
  profile: Profile;
  createTime: Date;
}

/** Who follows a person, or whom the person follows, the latest first. */
export async function listFollows(
  db: Database,
  accountId: string,
  which: "followers" | "following",
  after: { createTime: Date; accountId: string } | undefined,
  limit: number,
): Promise<Followed[]> {
  const [own, other] =
    which === "followers" ? [follows.accountId, follows.followerId] : [follows.followerId, follows.accountId];
  const older =
    after &&
    or(
      lt(follows.createTime, after.createTime),
      and(eq(follows.createTime, after.createTime), lt(other, after.accountId)),
    );
  return db
    .select({ profile: profiles, createTime: follows.createTime })
    .from(follows)
    .innerJoin(profiles, eq(profiles.accountId, other))
    .where(and(eq(own, accountId), older))
    .orderBy(desc(follows.createTime), desc(other))
    .limit(limit);
}

/** How many follow each of some people, and how many each follows. */
export async function countFollows(db: Database, accountIds: string[]) {
  const [followers, following] = await Promise.all(
    [follows.accountId, follows.followerId].map((side) =>
      db.select({ id: side, number: count() }).from(follows).where(inArray(side, accountIds)).groupBy(side),
    ),
  );
  const numbers = (rows: { id: string; number: number }[] = []) => new Map(rows.map(({ id, number }) => [id, number]));
  return { followers: numbers(followers), following: numbers(following) };
}

/** Those of some people whom the viewer follows, and those who follow the viewer. */
export async function relateFollows(db: Database, viewerId: string, accountIds: string[]) {
  const rows = await db
    .select()
    .from(follows)
    .where(
      or(
        and(eq(follows.followerId, viewerId), inArray(follows.accountId, accountIds)),
        and(eq(follows.accountId, viewerId), inArray(follows.followerId, accountIds)),
      ),
    );
  return {
    followed: new Set(rows.filter((row) => row.followerId === viewerId).map((row) => row.accountId)),
    followers: new Set(rows.filter((row) => row.accountId === viewerId).map((row) => row.followerId)),
  };
}
