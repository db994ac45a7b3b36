import { PageChanged, TranslationOutdated } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { apart, emit, refuse, slugOf, type Tx } from "@platform/kit";
import { and, eq, ne, sql } from "drizzle-orm";
import { type Page, pageNotFound, type Space } from "../access/access.ts";
import { readersAmong } from "../access/readers.ts";
import { carryPage, lockDocument, takeTyped } from "../collaboration/documents.ts";
import { watchersToTell } from "../discussion/watching.ts";
import { countLines } from "../history/lines.ts";
import { anchorsOf } from "../markdown/headings.ts";
import { foldName, isLinkable, renameLinks } from "../markdown/links.ts";
import { pageLinks, pageSlugs, pages, revisions, spaces } from "../schema.ts";
import { indexPage, slugIsTaken } from "./content.ts";

/** What a page shall say, and who says so. */
export interface NewText {
  title: string;
  markdown: string;
  authorIds: string[];
  summary?: string;
  approvedBy?: string;
  restoredFrom?: number;
}

/** Holds a page against other writers until the transaction ends. */
export async function lockPage(tx: Tx, pageId: string): Promise<Page> {
  const [page] = await tx.select().from(pages).where(eq(pages.id, pageId)).for("update");
  if (!page) throw pageNotFound();
  return page;
}

/** The same for a change that was not made of what others type: what they typed is saved first. */
export async function holdPage(tx: Tx, pageId: string, space: Space, now: Date): Promise<Page> {
  const page = await lockPage(tx, pageId);
  const document = await lockDocument(tx, pageId, false);
  const typed = document && (await takeTyped(tx, document));
  return typed ? savePage(tx, page, space, { ...typed, title: page.title }, now) : page;
}

/**
 * Makes a page that is held say something else: a new revision, unless nothing changes. Links of other pages follow a
 * new title; translations of it are outdated from now on, and their writers are told.
 */
export async function savePage(tx: Tx, page: Page, space: Space, text: NewText, now: Date): Promise<Page> {
  const title = demandTitle(text.title);
  const { markdown } = text;
  const same = title === page.title && markdown === page.markdown;
  if (same && page.state === "LIVE") return page;
  const slug = title === page.title ? page.slug : await freeSlug(tx, page, title);
  const actorId = text.authorIds.at(-1) as string;
  const saved = { title, markdown, slug, editorId: actorId, updateTime: now, state: "LIVE" } as const;
  const [updated] = await tx
    .update(pages)
    .set({ ...saved, revision: sql`${pages.revision} + 1`, anchors: anchorsOf(markdown) })
    .where(eq(pages.id, page.id))
    .returning();
  if (!updated) throw pageNotFound();
  await indexPage(tx, updated);
  await keepRevision(tx, updated, { ...text, title }, page.markdown, now);
  await carryPage(tx, updated, now);
  if (title !== page.title) await followRename(tx, page, space, title, actorId, now);
  await tellOutdated(tx, updated);
  await announce(tx, updated, space, text.authorIds, page.state === "DRAFT", now);
  return updated;
}

/** A title without blanks at its ends; refuses one that is blank. */
export function demandTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === "") throw refuse.invalid({ title: "must not be blank" });
  return trimmed;
}

async function freeSlug(tx: Tx, page: Page, title: string): Promise<string> {
  const wanted = slugOf(title, page.id);
  if (wanted === page.slug) return wanted;
  const slug = (await slugIsTaken(tx, page.spaceId, wanted)) ? apart(wanted, page.id) : wanted;
  // The old address goes on to lead here; the new one is no longer that of a page that left it.
  await tx.delete(pageSlugs).where(and(eq(pageSlugs.spaceId, page.spaceId), eq(pageSlugs.slug, slug)));
  await tx
    .insert(pageSlugs)
    .values({ spaceId: page.spaceId, slug: page.slug, pageId: page.id })
    .onConflictDoUpdate({ target: [pageSlugs.spaceId, pageSlugs.slug], set: { pageId: page.id } });
  return slug;
}

/** Keeps what a page says now as a revision of it. */
export async function keepRevision(
  tx: Tx,
  page: Page,
  { title, markdown, authorIds, summary = "", approvedBy, restoredFrom = 0 }: NewText,
  before: string,
  now: Date,
): Promise<void> {
  await tx.insert(revisions).values({
    pageId: page.id,
    number: page.revision,
    title,
    markdown,
    authorIds,
    approvedBy: approvedBy ?? null,
    summary,
    restoredFrom,
    ...countLines(before, markdown),
    createTime: now,
  });
}

const mostFollowed = 1000;

/** Lets the links of other pages to a page's old title lead to its new one. */
async function followRename(
  tx: Tx,
  page: Page,
  space: Space,
  title: string,
  actorId: string,
  now: Date,
): Promise<void> {
  const name = foldName(page.title);
  if (name === foldName(title)) return;
  // A title that a link cannot bear is found by the old one, as are links that are too many to follow.
  if (!isLinkable(title)) return;
  const linking = await tx
    .select({ id: pageLinks.pageId })
    .from(pageLinks)
    .where(and(eq(pageLinks.spaceId, page.spaceId), eq(pageLinks.name, name), ne(pageLinks.pageId, page.id)))
    .groupBy(pageLinks.pageId)
    .orderBy(pageLinks.pageId)
    .limit(mostFollowed + 1);
  if (linking.length > mostFollowed) return;
  for (const { id } of linking) {
    const other = await holdPage(tx, id, space, now);
    const markdown = renameLinks(other.markdown, page.title, title);
    if (markdown === other.markdown) continue;
    const [updated] = await tx
      .update(pages)
      .set({ markdown, revision: sql`${pages.revision} + 1`, anchors: anchorsOf(markdown) })
      .where(eq(pages.id, id))
      .returning();
    if (!updated) continue;
    await indexPage(tx, updated);
    const summary = `[[${page.title}]] > [[${title}]]`;
    await keepRevision(
      tx,
      updated,
      { title: other.title, markdown, authorIds: [actorId], summary },
      other.markdown,
      now,
    );
    await carryPage(tx, updated, now);
  }
}

async function tellOutdated(tx: Tx, source: Page): Promise<void> {
  const outdated = await tx
    .select({ page: pages, space: spaces })
    .from(pages)
    .innerJoin(spaces, eq(spaces.id, pages.spaceId))
    // Told once, when the translation was current until now.
    .where(and(eq(pages.sourceId, source.id), eq(pages.sourceRevision, source.revision - 1), eq(pages.state, "LIVE")));
  for (const { page, space } of outdated) {
    const writer = await readersAmong(
      tx,
      page,
      space,
      [page.editorId].filter((id) => id !== source.editorId),
    );
    const watchers = await watchersToTell(tx, page.id, space, [source.editorId]);
    await emit(tx, TranslationOutdated, {
      pageId: page.id,
      title: page.title,
      path: pagePath(space.slug, page),
      sourceId: source.id,
      sourceTitle: source.title,
      recipientIds: [...new Set([...writer, ...watchers])],
    });
  }
}

/** The address of a page within the platform. */
export function pagePath(spaceSlug: string, { slug }: Pick<Page, "slug">): string {
  return `/knowledge/${spaceSlug}/${encodeURIComponent(slug)}`;
}

const tellMs = 10 * 60_000;

/** Tells that what a page says changed; watchers hear of several changes of the same people in a row once. */
export async function announce(
  tx: Tx,
  page: Page,
  space: Space,
  authorIds: string[],
  created: boolean,
  now: Date,
): Promise<void> {
  const recently = page.toldTime !== null && now.getTime() - page.toldTime.getTime() < tellMs;
  const before = recently ? page.toldIds : [];
  const told = !created && authorIds.every((id) => before.includes(id));
  if (!created && !told) {
    const toldIds = [...new Set([...before, ...authorIds])];
    await tx.update(pages).set({ toldTime: now, toldIds }).where(eq(pages.id, page.id));
  }
  await emit(tx, PageChanged, {
    pageId: page.id,
    title: page.title,
    path: pagePath(space.slug, page),
    spaceId: space.id,
    actorId: authorIds.at(-1) as string,
    revision: page.revision,
    created,
    recipientIds: told ? [] : await watchersToTell(tx, page.id, space, authorIds),
  });
}
