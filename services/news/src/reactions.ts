import type { Database, Tx } from "@platform/kit";
import { and, eq, sql } from "drizzle-orm";
import { demandReadable } from "./articles/article.ts";
import { reactions } from "./schema.ts";
import type { Viewer } from "./viewer.ts";

export const reactionKinds = ["LIKE", "INSIGHT", "CELEBRATE", "THANKS"] as const;
export type ReactionKind = (typeof reactionKinds)[number];

export interface Reaction {
  kind: ReactionKind;
  count: number;
  own: boolean;
}

/** How people reacted to an article, all kinds in their order. */
export async function countReactions(db: Database, viewer: Viewer, articleId: string): Promise<Reaction[]> {
  const own = viewer.id ? sql<boolean>`bool_or(${reactions.accountId} = ${viewer.id})` : sql<boolean>`false`;
  const rows = await db
    .select({ kind: reactions.kind, count: sql<number>`count(*)::int`, own })
    .from(reactions)
    .where(eq(reactions.articleId, articleId))
    .groupBy(reactions.kind);
  return reactionKinds.map((kind) => rows.find((row) => row.kind === kind) ?? { kind, count: 0, own: false });
}

/** Notes that somebody reacts to an article in one way, or does so no more. */
export async function setReaction(
  tx: Tx,
  viewer: Viewer & { id: string },
  { articleId, kind, remove }: { articleId: string; kind: ReactionKind; remove: boolean },
): Promise<void> {
  await demandReadable(tx, viewer, articleId);
  const reaction = { articleId, kind, accountId: viewer.id };
  if (!remove) {
    await tx.insert(reactions).values(reaction).onConflictDoNothing();
    return;
  }
  await tx
    .delete(reactions)
    .where(
      and(eq(reactions.articleId, articleId), eq(reactions.kind, kind), eq(reactions.accountId, reaction.accountId)),
    );
}
