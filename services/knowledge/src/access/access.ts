import { type Database, type Refusal, refuse } from "@platform/kit";
import { and, eq, getTableColumns, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { members, pageAccess, pages, spaces } from "../schema.ts";
import { isAtLeast, type Role, roleInSpace, roleOnPage, type Viewer } from "./role.ts";

export type Space = typeof spaces.$inferSelect;
export type Page = typeof pages.$inferSelect;

const { markdown: _text, ...withoutText } = getTableColumns(pages);
/** What lists read of a page: all but what it says. */
export const headColumns = withoutText;
export type PageHead = Omit<Page, "markdown">;

/** A space with what the viewer may do in it. */
export interface SpaceAccess {
  space: Space;
  role: Role;
}

/** A page with what the viewer may do on it. */
export interface PageAccess {
  page: Page;
  space: Space;
  role: Role;
  /** In the space as a whole. */
  spaceRole: Role | undefined;
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** A space that a viewer may read, found by `where`; undefined where there is none for them. */
export async function findSpace(
  db: Database,
  viewer: Viewer,
  where: SQL | undefined,
): Promise<SpaceAccess | undefined> {
  const [found] = await selectSpaces(db, viewer).where(where).limit(1);
  const role = found && roleInSpace(viewer, found.space.visibility, found.membership ?? undefined);
  return role && { space: found.space, role };
}

/** A space in which the viewer has at least a role; refuses SPACE_NOT_FOUND and ROLE_REQUIRED. */
export async function demandSpace(db: Database, viewer: Viewer, spaceId: string, wanted: Role): Promise<SpaceAccess> {
  const access = await findSpace(db, viewer, eq(spaces.id, spaceId));
  if (!access) throw spaceNotFound();
  demandRole(access.role, wanted);
  return access;
}

/** Spaces with the viewer's own membership. */
export function selectSpaces(db: Database, viewer: Viewer) {
  return db
    .select({ space: spaces, membership: members.role })
    .from(spaces)
    .leftJoin(members, and(eq(members.spaceId, spaces.id), eq(members.accountId, viewer.id ?? nobody)))
    .$dynamic();
}

/** A page that is not in the bin and that a viewer may read; undefined where there is none for them. */
export async function findPage(db: Database, viewer: Viewer, where: SQL | undefined): Promise<PageAccess | undefined> {
  const access = await findAnyPage(db, viewer, and(where, ne(pages.state, "TRASHED"), isNull(pages.importId)));
  if (!access) return undefined;
  const { page, role } = access;
  const hidden = page.state === "DRAFT" && page.authorId !== viewer.id && !isAtLeast(role, "EDITOR");
  return hidden ? undefined : access;
}

/** The same, in the bin or not. */
export async function findAnyPage(
  db: Database,
  viewer: Viewer,
  where: SQL | undefined,
): Promise<PageAccess | undefined> {
  const [found] = await db
    .select({ page: pages, space: spaces, membership: members.role, entry: pageAccess.role })
    .from(pages)
    .innerJoin(spaces, eq(spaces.id, pages.spaceId))
    .leftJoin(members, and(eq(members.spaceId, spaces.id), eq(members.accountId, viewer.id ?? nobody)))
    .leftJoin(pageAccess, and(eq(pageAccess.pageId, pages.accessId), eq(pageAccess.accountId, viewer.id ?? nobody)))
    .where(where)
    .limit(1);
  if (!found) return undefined;
  const { page, space } = found;
  const membership = found.membership ?? undefined;
  const spaceRole = roleInSpace(viewer, space.visibility, membership);
  const role = roleOnPage({ inSpace: spaceRole, membership }, page.accessId !== null, found.entry ?? undefined);
  return role && { page, space, role, spaceRole };
}

/** A page on which the viewer has at least a role; refuses PAGE_NOT_FOUND and ROLE_REQUIRED. */
export async function demandPage(db: Database, viewer: Viewer, pageId: string, wanted: Role): Promise<PageAccess> {
  const access = await findPage(db, viewer, eq(pages.id, pageId));
  if (!access) throw pageNotFound();
  demandRole(access.role, wanted);
  return access;
}

export function demandRole(role: Role, wanted: Role): void {
  if (isAtLeast(role, wanted)) return;
  throw refuse.forbidden("ROLE_REQUIRED", `This needs the role ${wanted.toLowerCase()}.`, {
    metadata: { role: wanted },
  });
}

/** All that a viewer may read, so that lists can leave out the rest before they rank, count and cut. */
export interface Reach {
  viewer: Viewer;
  /** The one space that was asked for; undefined for all. */
  spaceId: string | undefined;
  /** The spaces with the viewer's role in each. */
  spaces: ReadonlyMap<string, Role>;
  /** Those that they own as a member, and so see whole. */
  owned: readonly string[];
  /** Pages with permissions of their own that name the viewer. */
  restricted: ReadonlyMap<string, Role>;
}

/** What a viewer may read, in one space or in all. */
export async function reachOf(db: Database, viewer: Viewer, spaceId?: string): Promise<Reach> {
  const rows = await selectSpaces(db, viewer).where(spaceId ? eq(spaces.id, spaceId) : undefined);
  const readable = rows.flatMap(({ space, membership }) => {
    const role = roleInSpace(viewer, space.visibility, membership ?? undefined);
    return role ? [[space.id, role] as const] : [];
  });
  const entries =
    viewer.id === undefined
      ? []
      : await db
          .select({ pageId: pageAccess.pageId, role: pageAccess.role })
          .from(pageAccess)
          .where(eq(pageAccess.accountId, viewer.id));
  return {
    viewer,
    spaceId,
    spaces: new Map(readable),
    owned: rows.flatMap(({ space, membership }) => (membership === "OWNER" ? [space.id] : [])),
    restricted: new Map(entries.map(({ pageId, role }) => [pageId, role])),
  };
}

/** Whether a page is within reach, for SQL: it is not in the bin, and the viewer has at least `wanted` on it. */
export function within(
  { viewer, spaceId, spaces: all, owned, restricted }: Reach,
  wanted: Role = "READER",
): SQL | undefined {
  const ids = (roles: ReadonlyMap<string, Role>, least: Role) =>
    [...roles].flatMap(([id, role]) => (isAtLeast(role, least) ? [id] : []));
  const plain = ids(all, wanted);
  const edited = ids(all, "EDITOR");
  const named = ids(restricted, wanted);
  return and(
    spaceId ? eq(pages.spaceId, spaceId) : undefined,
    isNull(pages.importId),
    or(
      and(sql`${pages.accessId} is null`, isAny(pages.spaceId, plain)),
      isAny(pages.accessId, named),
      isAny(pages.spaceId, owned),
    ),
    or(
      eq(pages.state, "LIVE"),
      and(
        eq(pages.state, "DRAFT"),
        or(
          viewer.id ? eq(pages.authorId, viewer.id) : sql`false`,
          isAny(pages.accessId, ids(restricted, "EDITOR")),
          and(sql`${pages.accessId} is null`, isAny(pages.spaceId, edited)),
          isAny(pages.spaceId, owned),
        ),
      ),
    ),
  );
}

function isAny(column: typeof pages.spaceId | typeof pages.accessId, ids: readonly string[]): SQL {
  return ids.length > 0 ? inArray(column, [...ids]) : sql`false`;
}

export function spaceNotFound(): Refusal {
  return refuse.notFound("SPACE_NOT_FOUND", "There is no such space.");
}

export function pageNotFound(): Refusal {
  return refuse.notFound("PAGE_NOT_FOUND", "There is no such page.");
}
