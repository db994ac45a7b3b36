import type { Database, Tx } from "@platform/kit";
import { asc, eq } from "drizzle-orm";
import type { Page } from "../access/access.ts";
import { isAtLeast, type Role } from "../access/role.ts";
import { lockPage } from "../pages/save.ts";
import { inheritAccess } from "../pages/tree.ts";
import { demandPerson } from "../people.ts";
import { pageAccess, pages, people } from "../schema.ts";

export interface Entry {
  accountId: string;
  role: Role;
}

/** Who may do what on a page that has permissions of its own, by name. */
export async function listEntries(db: Database, pageId: string): Promise<(Entry & { name: string })[]> {
  const rows = await db
    .select({ accountId: pageAccess.accountId, role: pageAccess.role, name: people.name })
    .from(pageAccess)
    .leftJoin(people, eq(people.accountId, pageAccess.accountId))
    .where(eq(pageAccess.pageId, pageId))
    .orderBy(asc(people.name), asc(pageAccess.accountId));
  return rows.map(({ name, ...entry }) => ({ ...entry, name: name ?? "" }));
}

/** The page above one whose permissions hold there; undefined for its own, and for those of the space. */
export async function inheritedFrom(db: Database, page: Page): Promise<Page | undefined> {
  if (page.accessId === null || page.accessId === page.id) return undefined;
  const [above] = await db.select().from(pages).where(eq(pages.id, page.accessId));
  return above;
}

/** Gives a page permissions of its own in place of the space's, or takes them back; who does it keeps their role. */
export async function setPermissions(
  tx: Tx,
  pageId: string,
  { restricted, entries }: { restricted: boolean; entries: readonly Entry[] },
  actor: Entry,
): Promise<void> {
  await lockPage(tx, pageId);
  await tx.delete(pageAccess).where(eq(pageAccess.pageId, pageId));
  if (restricted) {
    const all = new Map(entries.map(({ accountId, role }) => [accountId, role]));
    for (const accountId of all.keys()) await demandPerson(tx, accountId);
    const kept = all.get(actor.accountId);
    if (!kept || !isAtLeast(kept, actor.role)) all.set(actor.accountId, actor.role);
    await tx.insert(pageAccess).values([...all].map(([accountId, role]) => ({ pageId, accountId, role })));
  }
  await tx.update(pages).set({ restricted }).where(eq(pages.id, pageId));
  await inheritAccess(tx, pageId);
}
