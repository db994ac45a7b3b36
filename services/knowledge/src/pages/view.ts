import type { Database } from "@platform/kit";
import { and, asc, eq, inArray, or } from "drizzle-orm";
import {
  headColumns,
  type Page,
  type PageAccess,
  type PageHead,
  type Reach,
  reachOf,
  within,
} from "../access/access.ts";
import { isAtLeast, type Role, type Viewer } from "../access/role.ts";
import { countOpen } from "../discussion/threads.ts";
import { isWatching } from "../discussion/watching.ts";
import { type Backlink, countBacklinks, listBacklinks, type ResolvedLink, resolveLinks } from "../links.ts";
import { namesOf } from "../people.ts";
import { attachments, pages, proposals } from "../schema.ts";
import { countChildren, readAncestors } from "./tree.ts";

export type Attachment = typeof attachments.$inferSelect;

const shownBacklinks = 50;

/** A page with what stands around it, for one viewer. */
export interface PageView {
  page: Page;
  role: Role;
  childCounts: Map<string, number>;
  ancestors: PageHead[];
  backlinks: Backlink[];
  backlinkCount: number;
  links: ResolvedLink[];
  attachments: Attachment[];
  /** All language versions, the source first; empty where there is only this page. */
  translations: PageHead[];
  /** Of the source of the translations. */
  sourceRevision: number;
  proposalId: string;
  /** Whether the viewer watches it. */
  watched: boolean;
  /** How many threads are open. */
  openThreads: number;
  names: Map<string, string>;
}

/** Reads what stands around a page. */
export async function viewPage(db: Database, viewer: Viewer, { page, role }: PageAccess): Promise<PageView> {
  const reach = await reachOf(db, viewer, page.spaceId);
  // Independent of one another, and so asked for at once.
  const [ancestors, backlinks, backlinkCount, links, files, translations, proposalId, childCounts, openThreads] =
    await Promise.all([
      readAncestors(db, page),
      listBacklinks(db, reach, page, undefined, shownBacklinks),
      countBacklinks(db, reach, page),
      resolveLinks(db, reach, page),
      db.select().from(attachments).where(eq(attachments.pageId, page.id)).orderBy(asc(attachments.name)),
      readTranslations(db, viewer, page),
      waitingProposal(db, viewer, page, role),
      countChildren(db, reach, [page.id]),
      countOpen(db, page.id),
    ]);
  const [names, watched] = await Promise.all([
    namesOf(db, [page.authorId, page.editorId, page.reviewOwnerId, page.reviewConfirmedBy]),
    viewer.id !== undefined && isWatching(db, page, ancestors, viewer.id),
  ]);
  const source = translations.find(({ sourceId }) => sourceId === null);
  return {
    page,
    role,
    childCounts,
    ancestors: visible(ancestors, reach),
    backlinks,
    backlinkCount,
    links,
    attachments: files,
    translations: translations.length > 1 ? translations : [],
    sourceRevision: source?.revision ?? 0,
    proposalId,
    watched,
    openThreads,
    names,
  };
}

/** Of pages above one another, those that the viewer may read: one page may be open below one that is not. */
function visible(chain: PageHead[], { viewer, spaces, owned, restricted }: Reach): PageHead[] {
  return chain.filter((page) => {
    const { accessId, spaceId } = page;
    const role = accessId === null || owned.includes(spaceId) ? spaces.get(spaceId) : restricted.get(accessId);
    return role !== undefined && (page.state === "LIVE" || page.authorId === viewer.id || isAtLeast(role, "EDITOR"));
  });
}

async function readTranslations(db: Database, viewer: Viewer, page: Page): Promise<PageHead[]> {
  const rootId = page.sourceId ?? page.id;
  const [any] = await db.select({ id: pages.id }).from(pages).where(eq(pages.sourceId, rootId)).limit(1);
  if (!any) return [];
  const versions = or(eq(pages.id, rootId), eq(pages.sourceId, rootId));
  // A translation may stand in another space than its source.
  const reach = await reachOf(db, viewer);
  const rows = await db
    .select(headColumns)
    .from(pages)
    .where(and(versions, within(reach)));
  return rows.sort((a, b) => Number(a.sourceId !== null) - Number(b.sourceId !== null) || a.id.localeCompare(b.id));
}

async function waitingProposal(db: Database, viewer: Viewer, page: Page, role: Role): Promise<string> {
  if (viewer.id === undefined || !isAtLeast(role, "WRITER")) return "";
  const [proposal] = await db
    .select({ id: proposals.id })
    .from(proposals)
    .where(and(eq(proposals.pageId, page.id), eq(proposals.state, "OPEN")));
  return proposal?.id ?? "";
}

/** Pages by id, within reach. */
export async function readHeads(db: Database, reach: Reach, ids: readonly string[]): Promise<Map<string, PageHead>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select(headColumns)
    .from(pages)
    .where(and(inArray(pages.id, [...new Set(ids)]), within(reach)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** A page for somebody who has a link to it: without what leads elsewhere. */
export async function viewShared(db: Database, page: Page): Promise<PageView> {
  const files = await db
    .select()
    .from(attachments)
    .where(eq(attachments.pageId, page.id))
    .orderBy(asc(attachments.name));
  return {
    page: { ...page, aliases: [] },
    role: "READER",
    childCounts: new Map(),
    ancestors: [],
    backlinks: [],
    backlinkCount: 0,
    links: [],
    attachments: files,
    translations: [],
    sourceRevision: 0,
    proposalId: "",
    watched: false,
    openThreads: 0,
    names: new Map(),
  };
}
