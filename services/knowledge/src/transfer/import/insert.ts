import { apart, slugOf, type Tx } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import { anchorsOf } from "../../markdown/headings.ts";
import { plainText } from "../../markdown/plain.ts";
import { linkRows, nameRows, textRow } from "../../pages/content.ts";
import { attachments, pageLinks, pageNames, pages, pageTexts, revisions } from "../../schema.ts";
import { learnWords } from "../../search/words.ts";

/** A page that an import brings. */
export interface NewRow {
  id: string;
  parentId: string | null;
  position: number;
  title: string;
  markdown: string;
  aliases: string[];
  language: "RU" | "EN";
  icon: string;
  template: boolean;
  reviewDueTime: Date | null;
  files: { id: string; name: string; blobKey: string; contentType: string; size: number }[];
}

interface Whole {
  importId: string;
  spaceId: string;
  accessId: string | null;
  accountId: string;
  now: Date;
}

/** Writes pages of an import, many at once; nobody sees them until it is through. */
export async function insertPages(tx: Tx, rows: readonly NewRow[], whole: Whole): Promise<void> {
  if (rows.length === 0) return;
  const { importId, spaceId, accessId, accountId, now } = whole;
  const slugs = await freeSlugs(tx, spaceId, rows);
  await tx.insert(pages).values(
    rows.map(({ files: _files, ...row }) => ({
      ...row,
      spaceId,
      slug: slugs.get(row.id) as string,
      state: "LIVE" as const,
      revision: 1,
      authorId: accountId,
      editorId: accountId,
      accessId,
      importId,
      createTime: now,
      updateTime: now,
      anchors: anchorsOf(row.markdown),
    })),
  );
  await tx.insert(revisions).values(
    rows.map(({ id, title, markdown }) => ({
      pageId: id,
      number: 1,
      title,
      markdown,
      authorIds: [accountId],
      summary: "",
      added: markdown === "" ? 0 : markdown.split("\n").length,
      removed: 0,
      createTime: now,
    })),
  );
  await tx.insert(pageTexts).values(rows.map(textRow));
  await tx.insert(pageNames).values(rows.flatMap((row) => nameRows({ ...row, spaceId })));
  const links = rows.flatMap((row) => linkRows({ ...row, spaceId }));
  for (let at = 0; at < links.length; at += 1000) await tx.insert(pageLinks).values(links.slice(at, at + 1000));
  const files = rows.flatMap(({ id, files: own }) => own.map((file) => ({ ...file, pageId: id })));
  if (files.length > 0) await tx.insert(attachments).values(files);
  await learnWords(tx, rows.map(({ title, markdown }) => `${title} ${plainText(markdown)}`).join(" "), 50_000);
}

async function freeSlugs(tx: Tx, spaceId: string, rows: readonly NewRow[]): Promise<Map<string, string>> {
  const wanted = new Map(rows.map(({ id, title }) => [id, slugOf(title, id)]));
  const taken = await tx
    .select({ slug: pages.slug })
    .from(pages)
    .where(and(eq(pages.spaceId, spaceId), inArray(pages.slug, [...new Set(wanted.values())])));
  const used = new Set(taken.map(({ slug }) => slug));
  const given = new Map<string, string>();
  for (const [id, slug] of wanted) {
    given.set(id, used.has(slug) ? apart(slug, id) : slug);
    used.add(slug);
  }
  return given;
}
