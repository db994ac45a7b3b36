import { apart, type Ctx, refuse, slugOf, type Tx, uuid7 } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { findPage, type Page, pageNotFound, type SpaceAccess } from "../access/access.ts";
import { isAtLeast, type Viewer } from "../access/role.ts";
import { anchorsOf } from "../markdown/headings.ts";
import { openProposal } from "../proposals/proposals.ts";
import { pages } from "../schema.ts";
import { indexPage, slugIsTaken } from "./content.ts";
import { announce, demandTitle, keepRevision } from "./save.ts";
import { demandDepth, inheritAccess, lastPosition } from "./tree.ts";

/** A page to be made. */
export interface NewPage {
  parent: Page | undefined;
  title: string;
  markdown: string;
  language: "RU" | "EN" | undefined;
  template: Page | undefined;
  /** The page that it is a translation of. */
  source: Page | undefined;
}

/**
 * Makes a page at the end of its siblings. Where its space asks for approval, and its author is no editor, it is a draft
 * with a proposal that waits.
 */
export async function createPage(tx: Tx, author: Viewer, access: SpaceAccess, made: NewPage, now: Date): Promise<Page> {
  const { space, role } = access;
  const { parent, template, source } = made;
  const authorId = author.id as string;
  const title = demandTitle(made.title);
  const language = made.language ?? space.language;
  const markdown = [made.markdown, template?.markdown ?? ""].filter(Boolean).join("\n\n");
  if (source) await demandNoTranslation(tx, source, language);
  await demandDepth(tx, parent);
  const waits = space.approvalRequired && !isAtLeast(role, "EDITOR");
  const id = uuid7();
  const wanted = slugOf(title, id);
  const [page] = await tx
    .insert(pages)
    .values({
      id,
      spaceId: space.id,
      parentId: parent?.id ?? null,
      position: await lastPosition(tx, space.id, parent?.id ?? null),
      slug: (await slugIsTaken(tx, space.id, wanted)) ? apart(wanted, id) : wanted,
      title,
      icon: template?.icon ?? "",
      language,
      state: waits ? "DRAFT" : "LIVE",
      markdown,
      revision: 1,
      authorId,
      editorId: authorId,
      sourceId: source?.id ?? null,
      sourceRevision: source?.revision ?? 0,
      reviewDueTime: dueAfter(space.reviewDays, now),
      createTime: now,
      updateTime: now,
      anchors: anchorsOf(markdown),
    })
    .returning();
  if (!page) throw new Error("The page was not written");
  await inheritAccess(tx, id);
  await indexPage(tx, page);
  await keepRevision(tx, page, { title, markdown, authorIds: [authorId] }, "", now);
  if (waits) await openProposal(tx, page, space, { title, markdown, authorIds: [authorId], note: "" }, now);
  else await announce(tx, page, space, [authorId], true, now);
  return page;
}

/** When a page is due for review that is to be looked at every so many days; null for never. */
export function dueAfter(days: number, now: Date): Date | null {
  return days > 0 ? new Date(now.getTime() + days * 24 * 3600_000) : null;
}

/** The page at the root of some translations. */
export function rootOf(page: Page): string {
  return page.sourceId ?? page.id;
}

/** Refuses SAME_LANGUAGE and TRANSLATION_EXISTS. */
export async function demandNoTranslation(tx: Tx, source: Page, language: "RU" | "EN"): Promise<void> {
  if (source.language === language) {
    throw refuse.state("SAME_LANGUAGE", "A translation is written in another language than its source.");
  }
  const same = and(eq(pages.sourceId, source.id), eq(pages.language, language), eq(pages.state, "LIVE"));
  if ((await tx.$count(pages, same)) > 0) {
    throw refuse.exists("TRANSLATION_EXISTS", "The page has a version in this language.");
  }
}

/** A page that a writer named, for example as the parent of another; undefined where none was named. */
export async function findNamed(
  ctx: Ctx,
  viewer: Viewer,
  id: string,
  missing = pageNotFound,
): Promise<Page | undefined> {
  if (id === "") return undefined;
  const access = await findPage(ctx.db, viewer, eq(pages.id, id));
  if (!access) throw missing();
  return access.page;
}
