import { type Database, type Refusal, refuse, searchable, slugOf, type Tx, uuid7 } from "@platform/kit";
import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import { type Space, type SpaceAccess, selectSpaces } from "./access/access.ts";
import { roleInSpace, type Viewer } from "./access/role.ts";
import { members, spaceSlugs, spaces } from "./schema.ts";
import { latin } from "./search/text.ts";

export type SpaceSettings = Omit<Space, "id" | "createTime">;

/** Makes a space of somebody's; refuses SLUG_TAKEN. */
export async function createSpace(tx: Tx, ownerId: string, settings: SpaceSettings, now: Date): Promise<string> {
  demandName(settings.name);
  const id = uuid7();
  const slug = settings.slug || spaceSlug(settings.name, id);
  await demandFree(tx, slug);
  await tx.insert(spaces).values({ ...settings, name: settings.name.trim(), slug, id, createTime: now });
  await tx.insert(members).values({ spaceId: id, accountId: ownerId, role: "OWNER" });
  return id;
}

/** Changes settings of a space. Its old slug goes on to lead to it. */
export async function updateSpace(tx: Tx, space: Space, change: Partial<SpaceSettings>): Promise<void> {
  if (change.name !== undefined) demandName(change.name);
  const slug = change.slug === undefined ? space.slug : change.slug || spaceSlug(change.name ?? space.name, space.id);
  if (slug !== space.slug) {
    await demandFree(tx, slug, space.id);
    await tx.delete(spaceSlugs).where(eq(spaceSlugs.slug, slug));
    await tx.insert(spaceSlugs).values({ slug: space.slug, spaceId: space.id });
  }
  await tx
    .update(spaces)
    .set({ ...change, ...(change.name !== undefined && { name: change.name.trim() }), slug })
    .where(eq(spaces.id, space.id));
}

async function demandFree(tx: Tx, slug: string, ownerId?: string): Promise<void> {
  const [now] = await tx.select({ id: spaces.id }).from(spaces).where(eq(spaces.slug, slug));
  const [before] = await tx.select({ id: spaceSlugs.spaceId }).from(spaceSlugs).where(eq(spaceSlugs.slug, slug));
  if (now || (before && before.id !== ownerId)) throw slugTaken();
}

/** Addresses of spaces are typed, and so are in Latin letters. */
function spaceSlug(name: string, id: string): string {
  return slugOf(latin(searchable(name)).replace(/[^a-z0-9]+/g, " "), id);
}

function slugTaken(): Refusal {
  return refuse.exists("SLUG_TAKEN", "Another space has this address.", { fields: { slug: "is taken" } });
}

function demandName(name: string): void {
  if (name.trim() === "") throw refuse.invalid({ name: "must not be blank" });
}

/** Ends a space with all its pages; the name proves that it is meant. */
export async function deleteSpace(tx: Tx, space: Space, name: string): Promise<void> {
  if (name.trim() !== space.name) throw refuse.state("NAME_MISMATCH", "This is not the name of the space.");
  await tx.delete(spaces).where(eq(spaces.id, space.id));
}

/** Where the page before ended. */
export interface SpacePlace {
  name: string;
  id: string;
}

const sortName = sql<string>`lower(${spaces.name})`;

/** The spaces that a viewer may read, by name. */
export async function listSpaces(
  db: Database,
  viewer: Viewer,
  after: SpacePlace | undefined,
  limit: number,
): Promise<SpaceAccess[]> {
  const readable = viewer.staff
    ? undefined
    : or(
        eq(spaces.visibility, "OPEN"),
        viewer.id ? eq(spaces.visibility, "COMMUNITY") : undefined,
        sql`${members.role} is not null`,
      );
  const later = after && or(gt(sortName, after.name), and(eq(sortName, after.name), gt(spaces.id, after.id)));
  const rows = await selectSpaces(db, viewer)
    .where(and(readable, later))
    .orderBy(asc(sortName), asc(spaces.id))
    .limit(limit);
  return rows.flatMap(({ space, membership }) => {
    const role = roleInSpace(viewer, space.visibility, membership ?? undefined);
    return role ? [{ space, role }] : [];
  });
}

/** The id of the space that a slug names, now or before. */
export async function spaceIdOf(db: Database, slug: string): Promise<{ id: string; redirected: boolean } | undefined> {
  const [now] = await db.select({ id: spaces.id }).from(spaces).where(eq(spaces.slug, slug));
  if (now) return { id: now.id, redirected: false };
  const [before] = await db.select({ id: spaceSlugs.spaceId }).from(spaceSlugs).where(eq(spaceSlugs.slug, slug));
  return before && { id: before.id, redirected: true };
}
