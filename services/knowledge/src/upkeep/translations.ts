import { type Database, refuse, type Tx } from "@platform/kit";
import { and, desc, eq, isNull, lt, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Page, type PageHead, type Reach, within } from "../access/access.ts";
import { demandNoTranslation } from "../pages/create.ts";
import { lockPage } from "../pages/save.ts";
import { pageChanged } from "../proposals/proposals.ts";
import { pages } from "../schema.ts";

/** How a page stands to the source of its translations; a source is current. */
export function translationState(page: PageHead, sourceRevision: number): "CURRENT" | "OUTDATED" {
  return page.sourceId === null || page.sourceRevision >= sourceRevision ? "CURRENT" : "OUTDATED";
}

/** Notes that a translation says what its source says now. */
export async function confirmTranslation(tx: Tx, pageId: string, sourceRevision: number): Promise<void> {
  const page = await lockPage(tx, pageId);
  if (page.sourceId === null) throw refuse.state("NOT_A_TRANSLATION", "The page is no translation.");
  const [source] = await tx.select().from(pages).where(eq(pages.id, page.sourceId));
  if (source?.revision !== sourceRevision) throw pageChanged();
  await tx.update(pages).set({ sourceRevision }).where(eq(pages.id, pageId));
}

/** Makes a page that exists a translation of another, or of none. */
export async function linkTranslation(tx: Tx, pageId: string, source: Page | undefined): Promise<void> {
  const page = await lockPage(tx, pageId);
  if (!source) {
    await tx.update(pages).set({ sourceId: null, sourceRevision: 0 }).where(eq(pages.id, pageId));
    return;
  }
  // The versions of a page hang at one source.
  if (source.id === page.id || source.sourceId !== null || (await tx.$count(pages, eq(pages.sourceId, page.id))) > 0) {
    throw refuse.state("TRANSLATION_EXISTS", "One of the pages belongs to other translations; part them first.");
  }
  if (page.sourceId !== source.id) await demandNoTranslation(tx, source, page.language);
  await tx.update(pages).set({ sourceId: source.id, sourceRevision: source.revision }).where(eq(pages.id, pageId));
}

/** A page to translate, or to translate anew. */
export interface TranslationTask {
  source: Page;
  /** What is outdated; null where there is no translation. */
  translation: Page | null;
}

/** Where the page before ended. */
export interface TaskPlace {
  missing: number;
  updateTime: Date;
  id: string;
}

/** What there is to translate in a space into a language: what is outdated first, then what is missing. */
export async function listTasks(
  db: Database,
  reach: Reach,
  { spaceId, language }: { spaceId: string; language: "RU" | "EN" },
  after: TaskPlace | undefined,
  limit: number,
): Promise<(TranslationTask & { missing: number })[]> {
  const translation = alias(pages, "translation");
  const missing = sql<number>`(case when ${translation.id} is null then 1 else 0 end)`;
  return db
    .select({ source: pages, translation, missing })
    .from(pages)
    .leftJoin(
      translation,
      and(eq(translation.sourceId, pages.id), eq(translation.language, language), eq(translation.state, "LIVE")),
    )
    .where(
      and(
        eq(pages.spaceId, spaceId),
        isNull(pages.sourceId),
        ne(pages.language, language),
        eq(pages.state, "LIVE"),
        eq(pages.template, false),
        within(reach),
        or(isNull(translation.id), sql`${translation.sourceRevision} < ${pages.revision}`),
        after &&
          or(
            sql`${missing} > ${after.missing}::float8`,
            and(
              sql`${missing} = ${after.missing}::float8`,
              or(
                lt(pages.updateTime, after.updateTime),
                and(eq(pages.updateTime, after.updateTime), lt(pages.id, after.id)),
              ),
            ),
          ),
      ),
    )
    .orderBy(missing, desc(pages.updateTime), desc(pages.id))
    .limit(limit);
}
