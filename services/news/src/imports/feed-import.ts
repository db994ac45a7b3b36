import { type Database, refuse, type Tx, uuid7 } from "@platform/kit";
import { count, eq, isNotNull } from "drizzle-orm";
import type { Language } from "../articles/article.ts";
import { tagSlug } from "../articles/tags.ts";
import { feedImports, importedItems } from "../schema.ts";

export type FeedImport = typeof feedImports.$inferSelect;

const mostListed = 200;

/** A feed as lists show it. */
export interface ListedImport {
  source: FeedImport;
  articleCount: number;
}

export function importNotFound() {
  return refuse.notFound("IMPORT_NOT_FOUND", "There is no such import.");
}

/** Names of tags, each once; refuses TAG_INVALID for one without a letter or a digit. */
export function demandTags(names: readonly string[]): string[] {
  const wanted = new Map(names.map((name) => [tagSlug(name), name.trim()]));
  if (wanted.has("")) throw refuse.invalid({ tags: "must have a letter or a digit" }, "TAG_INVALID");
  return [...wanted.values()];
}

/** Keeps a feed that was found to be one. */
export async function addImport(
  tx: Tx,
  { url, name, language, tags }: { url: string; name: string; language: Language; tags: string[] },
  now: Date,
): Promise<string> {
  const id = uuid7();
  const made = { id, url, name, language, tags: demandTags(tags), nextTime: now, createTime: now };
  const kept = await tx.insert(feedImports).values(made).onConflictDoNothing().returning({ id: feedImports.id });
  if (kept.length === 0) throw feedExists();
  return id;
}

export function feedExists() {
  return refuse.exists("FEED_EXISTS", "This feed is imported already.");
}

export async function listImports(db: Database): Promise<ListedImport[]> {
  const sources = await db.select().from(feedImports).orderBy(feedImports.name, feedImports.id).limit(mostListed);
  const rows = await db
    .select({ importId: importedItems.importId, articleCount: count() })
    .from(importedItems)
    .where(isNotNull(importedItems.articleId))
    .groupBy(importedItems.importId);
  const counts = new Map(rows.map(({ importId, articleCount }) => [importId, articleCount]));
  return sources.map((source) => ({ source, articleCount: counts.get(source.id) ?? 0 }));
}

/** One of them; refuses IMPORT_NOT_FOUND. */
export async function readImport(db: Database, id: string): Promise<ListedImport> {
  const found = (await listImports(db)).find(({ source }) => source.id === id);
  if (!found) throw importNotFound();
  return found;
}

/** Changes what new items are tagged with, and whether the feed is read; one that is read again is read at once. */
export async function updateImport(
  tx: Tx,
  id: string,
  { tags, paused }: { tags: string[]; paused: boolean },
  now: Date,
): Promise<void> {
  const [before] = await tx.select().from(feedImports).where(eq(feedImports.id, id)).for("update");
  if (!before) throw importNotFound();
  const again = before.paused && !paused ? { nextTime: now, failures: 0 } : {};
  await tx
    .update(feedImports)
    .set({ tags: demandTags(tags), paused, ...again })
    .where(eq(feedImports.id, id));
}

export async function deleteImport(tx: Tx, id: string): Promise<void> {
  await tx.delete(feedImports).where(eq(feedImports.id, id));
}
