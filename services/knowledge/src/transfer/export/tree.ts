import type { Database } from "@platform/kit";
import { and, asc, eq, inArray } from "drizzle-orm";
import { type Reach, within } from "../../access/access.ts";
import { readSubtree } from "../../pages/tree.ts";
import { attachments, pages } from "../../schema.ts";

/** A page as an export knows it before its text is read. */
export interface ExportedPage {
  id: string;
  parentId: string | null;
  slug: string;
  title: string;
  order: number;
  sourceId: string | null;
  /** Where it lies in the archive, without an ending. */
  path: string;
  files: { name: string; blobKey: string; path: string }[];
}

/** The pages of a space, or one with all below it, that an exporter may read, parents before children. */
export async function readExport(
  db: Database,
  reach: Reach,
  spaceId: string,
  rootId: string | undefined,
): Promise<ExportedPage[]> {
  const below = rootId ? (await readSubtree(db, rootId)).map(({ id }) => id) : undefined;
  const rows = await db
    .select({
      id: pages.id,
      parentId: pages.parentId,
      slug: pages.slug,
      title: pages.title,
      order: pages.position,
      sourceId: pages.sourceId,
    })
    .from(pages)
    .where(and(eq(pages.spaceId, spaceId), eq(pages.state, "LIVE"), within(reach), below && inArray(pages.id, below)))
    .orderBy(asc(pages.position), asc(pages.id));
  const files = await db
    .select()
    .from(attachments)
    .innerJoin(pages, eq(pages.id, attachments.pageId))
    .where(and(eq(pages.spaceId, spaceId), within(reach)));
  const ids = new Set(rows.map(({ id }) => id));
  const children = new Map<string | null, typeof rows>();
  for (const row of rows) {
    // A page below one that the exporter may not read comes to the top.
    const parentId = row.parentId !== null && ids.has(row.parentId) ? row.parentId : null;
    children.set(parentId, [...(children.get(parentId) ?? []), row]);
  }
  const exported: ExportedPage[] = [];
  const visit = (parentId: string | null, folder: string) => {
    for (const [order, row] of (children.get(parentId) ?? []).entries()) {
      const path = folder + fileName(row.slug);
      const own = files.flatMap(({ attachments: file }) =>
        file.pageId === row.id
          ? [{ name: file.name, blobKey: file.blobKey, path: `_files/${row.id}/${file.id}${endingOf(file.name)}` }]
          : [],
      );
      exported.push({ ...row, parentId, order, path, files: own });
      visit(row.id, `${path}/`);
    }
  };
  visit(null, "");
  return exported;
}

/** Names by which an import knows the page of a folder are no names of pages. */
function fileName(slug: string): string {
  return /^(index|readme|_index)$/i.test(slug) ? `${slug}-page` : slug;
}

function endingOf(name: string): string {
  return /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? "";
}
