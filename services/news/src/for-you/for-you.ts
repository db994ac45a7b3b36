import type { Database } from "@platform/kit";
import { and, desc, eq, gte } from "drizzle-orm";
import { viewList } from "../articles/view.ts";
import { articles } from "../schema.ts";
import { type Chosen, choose } from "./choose.ts";
import { interestsOf, readGroups } from "./interests.ts";

const recentMs = 90 * 86_400_000;
const mostLooked = 200;

/** The articles that somebody might read next, each with its reason. */
export async function articlesFor(db: Database, accountId: string, limit: number, now: Date): Promise<Chosen[]> {
  const recent = await db
    .select()
    .from(articles)
    .where(and(eq(articles.state, "PUBLISHED"), gte(articles.publishTime, new Date(now.getTime() - recentMs))))
    .orderBy(desc(articles.publishTime), desc(articles.id))
    .limit(mostLooked);
  const groups = [...new Set(recent.map(({ groupId }) => groupId))];
  const [interests, read] = await Promise.all([interestsOf(db, accountId), readGroups(db, accountId, groups)]);
  const unread = recent.filter(({ groupId }) => !read.has(groupId));
  return choose(await viewList(db, unread), interests, limit);
}
