import { createHash, randomBytes } from "node:crypto";
import { type Database, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, asc, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Page } from "../access/access.ts";
import { readAncestors } from "../pages/tree.ts";
import { pages, shareLinks } from "../schema.ts";

export type ShareLink = typeof shareLinks.$inferSelect;

/** Makes a link to a page; answers with its secret part, which is not kept. */
export async function createLink(
  tx: Tx,
  made: { pageId: string; authorId: string; withChildren: boolean; expireTime: Date | null },
  now: Date,
): Promise<{ link: ShareLink; token: string }> {
  if (made.expireTime && made.expireTime <= now) throw refuse.invalid({ expire_time: "must lie ahead" });
  const token = randomBytes(24).toString("base64url");
  const [link] = await tx
    .insert(shareLinks)
    .values({ ...made, id: uuid7(), tokenDigest: digestOf(token), createTime: now })
    .returning();
  if (!link) throw new Error("The link was not written");
  return { link, token };
}

// The secret is random enough that nothing but itself leads from the digest back to it.
function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** The links of a page, the newest first. */
export function listLinks(db: Database, pageId: string): Promise<ShareLink[]> {
  return db
    .select()
    .from(shareLinks)
    .where(eq(shareLinks.pageId, pageId))
    .orderBy(desc(shareLinks.createTime), desc(shareLinks.id))
    .limit(100);
}

/** One link; undefined where there is none. */
export async function findLink(db: Database, id: string): Promise<ShareLink | undefined> {
  const [link] = await db.select().from(shareLinks).where(eq(shareLinks.id, id));
  return link;
}

/** Ends a link. */
export async function revokeLink(tx: Tx, id: string): Promise<void> {
  await tx.delete(shareLinks).where(eq(shareLinks.id, id));
}

/** What a link leads to. */
export interface Shared {
  page: Page;
  root: Page;
  /** Right below, where that is shared as well. */
  children: Page[];
}

/** Opens a link, and counts that; refuses LINK_NOT_FOUND. */
export async function openLink(tx: Tx, token: string, pageId: string, now: Date): Promise<Shared> {
  const [link] = await tx
    .update(shareLinks)
    .set({ visits: sql`least(${shareLinks.visits} + 1, 2000000000)` })
    .where(
      and(
        eq(shareLinks.tokenDigest, digestOf(token)),
        or(isNull(shareLinks.expireTime), gt(shareLinks.expireTime, now)),
      ),
    )
    .returning();
  const root = link && (await livePage(tx, link.pageId));
  if (!link || !root) throw linkNotFound();
  const page = pageId === "" || pageId === root.id ? root : await below(tx, root, pageId, link.withChildren);
  const children = link.withChildren ? await sharedBelow(tx, page, root) : [];
  return { page, root, children };
}

async function livePage(db: Database, id: string): Promise<Page | undefined> {
  const [page] = await db
    .select()
    .from(pages)
    .where(and(eq(pages.id, id), eq(pages.state, "LIVE")));
  return page;
}

/** A page below the shared one. One that has permissions of its own was meant for those alone whom they name. */
async function below(db: Database, root: Page, pageId: string, withChildren: boolean): Promise<Page> {
  const page = withChildren ? await livePage(db, pageId) : undefined;
  const inside = page && (await readAncestors(db, page)).some(({ id }) => id === root.id);
  if (!inside || page.accessId !== root.accessId) throw linkNotFound();
  return page;
}

function sharedBelow(db: Database, page: Page, root: Page): Promise<Page[]> {
  return db
    .select()
    .from(pages)
    .where(
      and(
        eq(pages.parentId, page.id),
        eq(pages.state, "LIVE"),
        eq(pages.template, false),
        sql`${pages.accessId} is not distinct from ${root.accessId}::uuid`,
      ),
    )
    .orderBy(asc(pages.position), asc(pages.id))
    .limit(200);
}

export function linkNotFound(): Refusal {
  return refuse.notFound("LINK_NOT_FOUND", "The link is wrong, or does not hold any more.");
}
