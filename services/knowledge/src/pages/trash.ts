import { PageTrashed } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { type Blobs, type Ctx, type Database, emit, type Tx } from "@platform/kit";
import { and, desc, eq, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Page, PageAccess } from "../access/access.ts";
import { attachments, pages } from "../schema.ts";
import { pagePath } from "./save.ts";
import { inheritAccess, lastPosition, readSubtree } from "./tree.ts";

const keptDays = 30;

/** Puts a page with all below it into the bin; answers how many went. */
export async function trashPage(tx: Tx, { page, space }: PageAccess, actorId: string, now: Date): Promise<number> {
  const ids = (await readSubtree(tx, page.id)).map(({ id }) => id);
  const gone = await tx
    .update(pages)
    .set({ trashedState: sql`${pages.state}`, state: "TRASHED", trashRootId: page.id, trashTime: now })
    .where(and(inArray(pages.id, ids), ne(pages.state, "TRASHED")))
    .returning({ id: pages.id });
  if (gone.length === 0) return 0;
  const path = pagePath(space.slug, page);
  await emit(tx, PageTrashed, { pageId: page.id, title: page.title, path, spaceId: space.id, actorId });
  return gone.length;
}

/** Brings a page with what went with it back: to where it was, or to the top where that is gone. */
export async function restorePage(tx: Tx, page: Page): Promise<void> {
  if (page.state !== "TRASHED") return;
  const [parent] = page.parentId ? await tx.select().from(pages).where(eq(pages.id, page.parentId)) : [];
  if (page.parentId !== null && parent?.state !== "LIVE") {
    const position = await lastPosition(tx, page.spaceId, null);
    await tx.update(pages).set({ parentId: null, position }).where(eq(pages.id, page.id));
  }
  await tx
    .update(pages)
    .set({
      state: sql`coalesce(${pages.trashedState}, 'LIVE')`,
      trashRootId: null,
      trashTime: null,
      trashedState: null,
    })
    .where(eq(pages.trashRootId, page.trashRootId ?? page.id));
  await inheritAccess(tx, page.id);
}

/** Where the page before ended. */
export interface TrashPlace {
  trashTime: Date;
  id: string;
}

/** What was thrown away itself in a space, the last first; `seen` says which of it the viewer may see. */
export function listTrash(
  db: Database,
  spaceId: string,
  seen: SQL | undefined,
  after: TrashPlace | undefined,
  limit: number,
): Promise<Page[]> {
  const earlier =
    after &&
    or(lt(pages.trashTime, after.trashTime), and(eq(pages.trashTime, after.trashTime), lt(pages.id, after.id)));
  return db
    .select()
    .from(pages)
    .where(and(eq(pages.spaceId, spaceId), eq(pages.trashRootId, pages.id), seen, earlier))
    .orderBy(desc(pages.trashTime), desc(pages.id))
    .limit(limit);
}

/** Removes a page of the bin with what went with it; answers the keys of files that nobody names any more. */
export async function deletePage(tx: Tx, page: Page): Promise<string[]> {
  const ids = (await readSubtree(tx, page.id)).map(({ id }) => id);
  const files = await tx
    .select({ blobKey: attachments.blobKey })
    .from(attachments)
    .where(inArray(attachments.pageId, ids));
  await tx.delete(pages).where(eq(pages.id, page.id));
  return files.map(({ blobKey }) => blobKey);
}

/** Removes what lay in the bin for thirty days. */
export async function emptyBins(ctx: Ctx): Promise<void> {
  const old = new Date(ctx.now().getTime() - keptDays * 24 * 3600_000);
  const roots = await ctx.db
    .select()
    .from(pages)
    .where(and(eq(pages.trashRootId, pages.id), lt(pages.trashTime, old)))
    .limit(200);
  for (const page of roots) await dropFiles(ctx.blobs, await ctx.tx((tx) => deletePage(tx, page)));
}

/** Removes files once the transaction that let go of them is through. */
export async function dropFiles(blobs: Blobs, keys: readonly string[]): Promise<void> {
  for (const key of keys) await blobs.delete(key);
}
