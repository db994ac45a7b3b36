import type { Database } from "@platform/kit";
import { and, arrayContains, desc, eq, exists, lt, notExists, or, sql } from "drizzle-orm";
import { latin } from "./latin.ts";
import type { Profile } from "./profiles.ts";
import { follows, privacy, profiles } from "./schema.ts";

/** Where the page before ended. */
export interface SearchPlace {
  score: number;
  createTime: Date;
  accountId: string;
}

/** People who are like a query, the likest first; without one the newest. Those who hide from the viewer are left out. */
export async function searchProfiles(
  db: Database,
  { viewerId, query, lifeRole }: { viewerId: string; query: string; lifeRole: string | undefined },
  after: SearchPlace | undefined,
  limit: number,
): Promise<{ profile: Profile; score: number }[]> {
  const words = latin(query);
  // Rounded, so that a page token names the score exactly.
  const score = words
    ? sql<number>`round(word_similarity(${words}, ${profiles.search})::numeric, 4)::float8`
    : sql<number>`0::float8`;
  const older = (place: SearchPlace) =>
    or(
      lt(score, place.score),
      and(
        eq(score, place.score),
        or(
          lt(profiles.createTime, place.createTime),
          and(eq(profiles.createTime, place.createTime), lt(profiles.accountId, place.accountId)),
        ),
      ),
    );
  return db
    .select({ profile: profiles, score })
    .from(profiles)
    .where(
      and(
        // As like as pg_trgm.word_similarity_threshold asks, which the migration sets.
        words ? sql`${words} <% ${profiles.search}` : undefined,
        lifeRole === undefined ? undefined : arrayContains(profiles.lifeRoles, [lifeRole]),
        findable(db, viewerId),
        after && older(after),
      ),
    )
    .orderBy(desc(score), desc(profiles.createTime), desc(profiles.accountId))
    .limit(limit);
}

function findable(db: Database, viewerId: string) {
  const said = (...audiences: string[]) =>
    db
      .select({ one: sql`1` })
      .from(privacy)
      .where(
        and(
          eq(privacy.accountId, profiles.accountId),
          eq(privacy.field, "SEARCH"),
          or(...audiences.map((audience) => eq(privacy.audience, audience))),
        ),
      );
  const followsViewer = db
    .select({ one: sql`1` })
    .from(follows)
    .where(and(eq(follows.followerId, profiles.accountId), eq(follows.accountId, viewerId)));
  return or(
    eq(profiles.accountId, viewerId),
    notExists(said("NOBODY", "FOLLOWED")),
    and(exists(said("FOLLOWED")), exists(followsViewer)),
  );
}
