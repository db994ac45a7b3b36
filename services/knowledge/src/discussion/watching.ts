import type { Database, Tx } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import type { PageHead, Space } from "../access/access.ts";
import { readersAmong } from "../access/readers.ts";
import { readAncestors } from "../pages/tree.ts";
import { pages, watches } from "../schema.ts";

export type Watch = typeof watches.$inferSelect;

/** Notes that somebody wants to hear of a page, or wants no more to. */
export async function setWatch(tx: Tx, watch: Watch): Promise<void> {
  const { watching, withChildren } = watch;
  await tx
    .insert(watches)
    .values(watch)
    .onConflictDoUpdate({ target: [watches.pageId, watches.accountId], set: { watching, withChildren } });
}

/**
 * Who watches a page, of what was said of it and of the pages above it (`lineage`, the topmost first, the page itself
 * last): the nearest word of each person holds, and of a page above only what was said of all below it as well. Who made
 * the page watches it until they say otherwise.
 */
export function watchersOf(lineage: readonly string[], authorId: string, said: readonly Watch[]): Set<string> {
  const watchers = new Map([[authorId, true]]);
  for (const pageId of lineage) {
    const own = pageId === lineage.at(-1);
    for (const watch of said) {
      if (watch.pageId === pageId && (own || watch.withChildren)) watchers.set(watch.accountId, watch.watching);
    }
  }
  return new Set([...watchers].flatMap(([id, watching]) => (watching ? [id] : [])));
}

/** Whether one person watches a page that stands below `ancestors`. */
export async function isWatching(
  db: Database,
  page: PageHead,
  ancestors: readonly PageHead[],
  accountId: string,
): Promise<boolean> {
  const lineage = [...ancestors, page].map(({ id }) => id);
  const said = await db
    .select()
    .from(watches)
    .where(and(inArray(watches.pageId, lineage), eq(watches.accountId, accountId)));
  return watchersOf(lineage, page.authorId, said).has(accountId);
}

/** Who is told of what some people do with a page: they watch it and may read it, and are none of those. */
export async function watchersToTell(
  db: Database,
  pageId: string,
  space: Space,
  actorIds: readonly string[],
): Promise<string[]> {
  // Read anew: whose permissions hold may have been written in this transaction.
  const [page] = await db.select().from(pages).where(eq(pages.id, pageId));
  if (!page) return [];
  const lineage = [...(await readAncestors(db, page)), page].map(({ id }) => id);
  const said = await db.select().from(watches).where(inArray(watches.pageId, lineage));
  const watchers = watchersOf(lineage, page.authorId, said);
  for (const id of actorIds) watchers.delete(id);
  return readersAmong(db, page, space, [...watchers]);
}
