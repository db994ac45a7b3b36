import { type Database, type Refusal, refuse } from "@platform/kit";
import { and, desc, eq, lt } from "drizzle-orm";
import { revisions } from "../schema.ts";

export type Revision = typeof revisions.$inferSelect;

/** The revisions of a page, the newest first, without their texts. */
export function listRevisions(
  db: Database,
  pageId: string,
  before: number | undefined,
  limit: number,
): Promise<Omit<Revision, "markdown">[]> {
  const {
    pageId: page,
    number,
    title,
    authorIds,
    approvedBy,
    summary,
    restoredFrom,
    added,
    removed,
    createTime,
  } = revisions;
  const columns = {
    pageId: page,
    number,
    title,
    authorIds,
    approvedBy,
    summary,
    restoredFrom,
    added,
    removed,
    createTime,
  };
  return db
    .select(columns)
    .from(revisions)
    .where(
      and(eq(page, pageId), before === undefined ? undefined : lt(number, Math.min(Math.trunc(before), 2 ** 31 - 1))),
    )
    .orderBy(desc(number))
    .limit(limit);
}

/** What a page said; refuses REVISION_NOT_FOUND. */
export async function readRevision(db: Database, pageId: string, number: number): Promise<Revision> {
  const known = number < 2 ** 31;
  const [revision] = known
    ? await db
        .select()
        .from(revisions)
        .where(and(eq(revisions.pageId, pageId), eq(revisions.number, number)))
    : [];
  if (!revision) throw revisionNotFound();
  return revision;
}

function revisionNotFound(): Refusal {
  return refuse.notFound("REVISION_NOT_FOUND", "The page has no such revision.");
}
