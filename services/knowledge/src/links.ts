import { type Database, searchable } from "@platform/kit";
import { and, asc, desc, eq, exists, inArray, isNull, lt, ne, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { headColumns, type Page, type PageHead, type Reach, within } from "./access/access.ts";
import { anchorOf } from "./markdown/headings.ts";
import { foldName, wikiLinks } from "./markdown/links.ts";
import { formerRank } from "./pages/content.ts";
import { pageLinks, pageNames, pages } from "./schema.ts";
import { latin } from "./search/text.ts";

/** A page that links to another. */
export interface Backlink {
  page: PageHead;
  context: string;
}

/** Where a link of a page leads. */
export interface ResolvedLink {
  target: string;
  page: PageHead | undefined;
  anchor: string;
}

/** Where the page before ended. */
export interface RecentPlace {
  updateTime: Date;
  id: string;
}

const older = (after: RecentPlace | undefined): SQL | undefined =>
  after &&
  or(lt(pages.updateTime, after.updateTime), and(eq(pages.updateTime, after.updateTime), lt(pages.id, after.id)));

/** The pages within reach that link to a page, the last changed first. */
export async function listBacklinks(
  db: Database,
  reach: Reach,
  page: Page,
  after: RecentPlace | undefined,
  limit: number,
): Promise<Backlink[]> {
  return db
    .selectDistinctOn([pages.updateTime, pages.id], { page: headColumns, context: pageLinks.context })
    .from(pageLinks)
    .innerJoin(pages, eq(pages.id, pageLinks.pageId))
    .where(and(linkingTo(db, page), within(reach), older(after)))
    .orderBy(desc(pages.updateTime), desc(pages.id))
    .limit(limit);
}

/** How many there are. */
export async function countBacklinks(db: Database, reach: Reach, page: Page): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${pages.id})::int` })
    .from(pageLinks)
    .innerJoin(pages, eq(pages.id, pageLinks.pageId))
    .where(and(linkingTo(db, page), within(reach)));
  return row?.count ?? 0;
}

function linkingTo(db: Database, page: Page): SQL | undefined {
  const names = db
    .select({ name: pageNames.name })
    .from(pageNames)
    .where(and(eq(pageNames.pageId, page.id), isHeld(db)));
  return and(eq(pageLinks.spaceId, page.spaceId), inArray(pageLinks.name, names), ne(pageLinks.pageId, page.id));
}

/** Whether a name still means its page: a title that it had before may be another's by now. */
function isHeld(db: Database): SQL | undefined {
  const holder = alias(pageNames, "holder");
  const taken = db
    .select({ one: sql`1` })
    .from(holder)
    .where(and(eq(holder.spaceId, pageNames.spaceId), eq(holder.name, pageNames.name), lt(holder.rank, formerRank)));
  return or(lt(pageNames.rank, formerRank), notExists(taken));
}

/**
 * Where the links of a page lead, in its own space and within reach. Of several pages with one name, a title goes before
 * an alias, both before a title that a page had before, the language of the page itself before another, and the oldest
 * before the rest.
 */
export async function resolveLinks(
  db: Database,
  reach: Reach,
  page: Pick<Page, "spaceId" | "language" | "markdown">,
): Promise<ResolvedLink[]> {
  const links = new Map(wikiLinks(page.markdown).map((link) => [link.target, link]));
  const found = await findByNames(db, reach, page, [...new Set([...links.values()].map(({ name }) => foldName(name)))]);
  return [...links.values()].map(({ target, name, anchor }) => ({
    target,
    page: found.get(foldName(name)),
    anchor: anchor && anchorOf(anchor),
  }));
}

async function findByNames(
  db: Database,
  reach: Reach,
  { spaceId, language }: Pick<Page, "spaceId" | "language">,
  names: readonly string[],
): Promise<Map<string, PageHead>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([pageNames.name], { name: pageNames.name, page: headColumns })
    .from(pageNames)
    .innerJoin(pages, eq(pages.id, pageNames.pageId))
    .where(and(eq(pageNames.spaceId, spaceId), inArray(pageNames.name, [...names]), within(reach)))
    .orderBy(pageNames.name, pageNames.rank, desc(eq(pages.language, language)), pages.id);
  return new Map(rows.map(({ name, page }) => [name, page]));
}

/** A link that leads nowhere. */
export interface BrokenLink {
  page: PageHead;
  target: string;
  context: string;
  fault: "NO_PAGE" | "NO_HEADING" | "TRASHED";
}

/** Where the page before ended. */
export interface BrokenPlace {
  pageId: string;
  target: string;
}

/** The links of a space's pages within reach that lead nowhere, by page. */
export async function listBrokenLinks(
  db: Database,
  reach: Reach,
  spaceId: string,
  after: BrokenPlace | undefined,
  limit: number,
): Promise<BrokenLink[]> {
  const meant = alias(pages, "meant");
  const named = (more: SQL | undefined) =>
    db
      .select({ one: sql`1` })
      .from(pageNames)
      .innerJoin(meant, eq(meant.id, pageNames.pageId))
      .where(and(eq(pageNames.spaceId, pageLinks.spaceId), eq(pageNames.name, pageLinks.name), more));
  const there = ne(meant.state, "TRASHED");
  const noPage = notExists(named(there));
  const hasHeading = or(eq(pageLinks.anchor, ""), sql`${pageLinks.anchor} = any(${meant.anchors})`);
  const noHeading = notExists(named(and(there, hasHeading)));
  const rows = await db
    .select({
      page: headColumns,
      target: pageLinks.target,
      context: pageLinks.context,
      missing: sql<boolean>`${noPage}`,
      trashed: sql<boolean>`${exists(named(eq(meant.state, "TRASHED")))}`,
    })
    .from(pageLinks)
    .innerJoin(pages, eq(pages.id, pageLinks.pageId))
    .where(
      and(
        eq(pageLinks.spaceId, spaceId),
        within(reach),
        noHeading,
        after && sql`(${pageLinks.pageId}, ${pageLinks.target}) > (${after.pageId}::uuid, ${after.target}::text)`,
      ),
    )
    .orderBy(asc(pageLinks.pageId), asc(pageLinks.target))
    .limit(limit);
  return rows.map(({ missing, trashed, ...link }) => ({
    ...link,
    fault: missing ? (trashed ? "TRASHED" : "NO_PAGE") : "NO_HEADING",
  }));
}

/** Pages of a space that stand alone: at the top, with nothing below and no link to them; by title. */
export function listOrphans(
  db: Database,
  reach: Reach,
  spaceId: string,
  after: { title: string; id: string } | undefined,
  limit: number,
): Promise<PageHead[]> {
  const below = alias(pages, "below");
  const linked = db
    .select({ one: sql`1` })
    .from(pageLinks)
    .innerJoin(pageNames, and(eq(pageNames.spaceId, pageLinks.spaceId), eq(pageNames.name, pageLinks.name)))
    .where(and(eq(pageNames.pageId, pages.id), ne(pageLinks.pageId, pages.id), isHeld(db)));
  const parents = db.select({ one: sql`1` }).from(below).where(eq(below.parentId, pages.id));
  return db
    .select(headColumns)
    .from(pages)
    .where(
      and(
        eq(pages.spaceId, spaceId),
        isNull(pages.parentId),
        eq(pages.template, false),
        within(reach),
        notExists(linked),
        notExists(parents),
        after && sql`(${pages.title}, ${pages.id}) > (${after.title}::text, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(pages.title), asc(pages.id))
    .limit(limit);
}

const suggested = 10;

/** Pages of a space by the beginning of a title or alias, or by one that is spelt almost so. */
export async function suggestPages(db: Database, reach: Reach, spaceId: string, typed: string): Promise<PageHead[]> {
  const name = foldName(typed);
  const inSpace = and(eq(pageNames.spaceId, spaceId), within(reach));
  const find = (like: SQL | undefined, limit: number) =>
    db
      .select({ page: headColumns })
      .from(pageNames)
      .innerJoin(pages, eq(pages.id, pageNames.pageId))
      .where(and(inSpace, like))
      .orderBy(sql`length(${pageNames.name})`, pages.id)
      .limit(limit);
  const escaped = name.replace(/[\\%_]/g, "\\$&");
  const begins = await find(sql`${pageNames.name} like ${`${escaped}%`}`, suggested);
  const holds = begins.length < suggested ? await find(sql`strpos(${pageNames.name}, ${name}) > 0`, suggested) : [];
  const rows = [...begins, ...holds];
  const almost = rows.length === 0 ? await findAlmost(db, reach, spaceId, typed) : [];
  return [...new Map([...rows, ...almost].map(({ page }) => [page.id, page])).values()].slice(0, suggested);
}

function findAlmost(db: Database, reach: Reach, spaceId: string, typed: string): Promise<{ page: PageHead }[]> {
  // What has the likest words: the search's own, which forgives typing errors.
  const spelled = latin(searchable(typed));
  return db
    .select({ page: headColumns })
    .from(pageNames)
    .innerJoin(pages, eq(pages.id, pageNames.pageId))
    .where(and(eq(pageNames.spaceId, spaceId), within(reach), sql`similarity(${pageNames.latin}, ${spelled}) > 0.3`))
    .orderBy(sql`similarity(${pageNames.latin}, ${spelled}) desc`, pages.id)
    .limit(suggested);
}
