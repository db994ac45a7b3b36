import { apart, type Database, type Refusal, refuse, type Tx } from "@platform/kit";
import { and, asc, eq, gt, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { headColumns, type Page, type PageAccess, type PageHead, type Reach, within } from "../access/access.ts";
import { pages, spaces } from "../schema.ts";
import { reindexSpace, slugIsTaken } from "./content.ts";

const deepest = 20;
/** Between neighbours, so that most moves change one row. */
const room = 1024;

/** Where the page before ended. */
export interface TreePlace {
  position: number;
  id: string;
}

/** What stands right below a page, or at the top of a space, in its order; without templates. */
export function listChildren(
  db: Database,
  reach: Reach,
  { spaceId, parentId }: { spaceId: string; parentId: string | undefined },
  after: TreePlace | undefined,
  limit: number,
): Promise<PageHead[]> {
  const later =
    after &&
    or(
      sql`${pages.position} > ${after.position}::float8`,
      and(sql`${pages.position} = ${after.position}::float8`, gt(pages.id, after.id)),
    );
  return db
    .select(headColumns)
    .from(pages)
    .where(and(eq(pages.spaceId, spaceId), below(parentId), eq(pages.template, false), within(reach), later))
    .orderBy(asc(pages.position), asc(pages.id))
    .limit(limit);
}

function below(parentId: string | null | undefined): SQL {
  return parentId ? eq(pages.parentId, parentId) : isNull(pages.parentId);
}

/** How many pages within reach stand right below each of some. */
export async function countChildren(db: Database, reach: Reach, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ parentId: pages.parentId, count: sql<number>`count(*)::int` })
    .from(pages)
    .where(and(sql`${pages.parentId} = any(${sql.param([...ids])}::uuid[])`, eq(pages.template, false), within(reach)))
    .groupBy(pages.parentId);
  return new Map(rows.map(({ parentId, count }) => [parentId as string, count]));
}

/** The pages above one, the topmost first. */
export async function readAncestors(db: Database, page: Pick<Page, "parentId">): Promise<PageHead[]> {
  if (page.parentId === null) return [];
  const ids = sql`
    with recursive above as (
      select id, parent_id, 1 as step from ${pages} where id = ${page.parentId}
      union all
      select p.id, p.parent_id, step + 1 from ${pages} p join above on p.id = above.parent_id where step < 50
    ) select id from above`;
  const rows = await db.select(headColumns).from(pages).where(sql`${pages.id} in (${ids})`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const chain: PageHead[] = [];
  let next = byId.get(page.parentId);
  while (next) {
    chain.unshift(next);
    next = next.parentId === null ? undefined : byId.get(next.parentId);
  }
  return chain;
}

/** A page with all below it, as ids with how far below they stand. */
export async function readSubtree(db: Database, pageId: string): Promise<{ id: string; depth: number }[]> {
  return (await db.execute(sql`
    with recursive tree as (
      select id, 0 as depth from ${pages} where id = ${pageId}
      union all
      select p.id, depth + 1 from ${pages} p join tree on p.parent_id = tree.id where depth < 50
    ) select id, depth from tree`)) as unknown as { id: string; depth: number }[];
}

/** Refuses TREE_TOO_DEEP where pages would stand deeper than 20 levels. */
export async function demandDepth(db: Database, parent: Page | undefined, height = 0): Promise<void> {
  if (!parent) return;
  const depth = (await readAncestors(db, parent)).length + 2 + height;
  if (depth > deepest) throw refuse.state("TREE_TOO_DEEP", `Pages stand at most ${deepest} levels deep.`);
}

/** The position behind the last of some siblings. */
export async function lastPosition(db: Database, spaceId: string, parentId: string | null): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`coalesce(max(${pages.position}), 0)::float8` })
    .from(pages)
    .where(and(eq(pages.spaceId, spaceId), below(parentId)));
  return (row?.last ?? 0) + room;
}

/** Where a page shall stand. */
export interface MoveTarget {
  spaceId: string;
  parent: Page | undefined;
  /** The sibling that it stands right behind; undefined for the first place. */
  afterId: string | undefined;
}

/** Puts a page with all below it elsewhere. */
export async function movePage(tx: Tx, { page }: PageAccess, target: MoveTarget): Promise<void> {
  const { spaceId, parent, afterId } = target;
  // One move at a time in a space, so that two of them cannot close a circle.
  for (const id of [...new Set([page.spaceId, spaceId])].sort()) {
    await tx.select({ id: spaces.id }).from(spaces).where(eq(spaces.id, id)).for("update");
  }
  const subtree = await readSubtree(tx, page.id);
  if (parent && subtree.some(({ id }) => id === parent.id)) {
    throw refuse.state("PAGE_BELOW_ITSELF", "A page cannot stand below itself.");
  }
  await demandDepth(tx, parent, Math.max(...subtree.map(({ depth }) => depth)));
  const position = await positionAfter(tx, page.id, spaceId, parent?.id ?? null, afterId);
  await tx
    .update(pages)
    .set({ parentId: parent?.id ?? null, position })
    .where(eq(pages.id, page.id));
  if (page.spaceId !== spaceId) await changeSpace(tx, subtree, spaceId);
  await inheritAccess(tx, page.id);
}

async function positionAfter(
  tx: Tx,
  pageId: string,
  spaceId: string,
  parentId: string | null,
  afterId: string | undefined,
): Promise<number> {
  const siblings = await tx
    .select({ id: pages.id, position: pages.position })
    .from(pages)
    .where(and(eq(pages.spaceId, spaceId), below(parentId), ne(pages.id, pageId)))
    .orderBy(asc(pages.position), asc(pages.id));
  const at = afterId === undefined ? 0 : siblings.findIndex(({ id }) => id === afterId) + 1;
  if (afterId !== undefined && at === 0) throw refuse.invalid({ after_id: "names no sibling there" });
  const [before, behind] = [siblings[at - 1]?.position, siblings[at]?.position];
  if (behind === undefined) return (before ?? 0) + room;
  const middle = Math.floor(((before ?? behind - 2 * room) + behind) / 2);
  if (middle > (before ?? Number.NEGATIVE_INFINITY) && middle < behind) return middle;
  // No room is left: all of them are spread anew.
  const ids = siblings.toSpliced(at, 0, { id: pageId, position: 0 }).map(({ id }) => id);
  await tx.execute(sql`
    update ${pages} set position = spread.place * ${room}
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as spread(id, place) where ${pages.id} = spread.id`);
  return (at + 1) * room;
}

async function changeSpace(tx: Tx, subtree: readonly { id: string }[], spaceId: string): Promise<void> {
  for (const { id } of subtree) {
    const [page] = await tx.select({ slug: pages.slug }).from(pages).where(eq(pages.id, id));
    const slug = page && (await slugIsTaken(tx, spaceId, page.slug)) ? apart(page.slug, id) : page?.slug;
    await tx.update(pages).set({ spaceId, slug }).where(eq(pages.id, id));
  }
  await reindexSpace(
    tx,
    subtree.map(({ id }) => id),
    spaceId,
  );
}

/** Writes down for a page and all below it which permissions hold there: those of the nearest page that has its own. */
export async function inheritAccess(tx: Tx, pageId: string): Promise<void> {
  await tx.execute(sql`
    with recursive top as (
      select p.id, case when p.restricted then p.id else above.access_id end as access_id
      from ${pages} p left join ${pages} above on above.id = p.parent_id where p.id = ${pageId}
    ), tree as (
      select id, access_id from top
      union all
      select p.id, case when p.restricted then p.id else tree.access_id end
      from ${pages} p join tree on p.parent_id = tree.id
    )
    update ${pages} set access_id = tree.access_id from tree
    where ${pages.id} = tree.id and ${pages.accessId} is distinct from tree.access_id`);
}

export function parentNotFound(): Refusal {
  return refuse.notFound("PARENT_NOT_FOUND", "There is no such page to stand below.", {
    fields: { parent_id: "names no page there" },
  });
}
