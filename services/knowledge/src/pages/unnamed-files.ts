import type { Ctx, Tx } from "@platform/kit";
import { asc, eq, gt, inArray, sql } from "drizzle-orm";
import { readChanges } from "../collaboration/documents.ts";
import { readText } from "../collaboration/text.ts";
import { filesIn } from "../markdown/files.ts";
import { attachments, documents, pages, proposals, revisions } from "../schema.ts";
import { lockPage } from "./save.ts";
import { dropFiles } from "./trash.ts";

const keptMs = 7 * 24 * 3600_000;
const atOnce = 100;
const first = "00000000-0000-0000-0000-000000000000";

/** Removes files that no page, revision, proposal or typed text has named for seven days. */
export async function dropUnnamedFiles(ctx: Ctx): Promise<void> {
  for (let after = first; ; ) {
    const rows = await ctx.db
      .selectDistinct({ pageId: attachments.pageId })
      .from(attachments)
      .where(gt(attachments.pageId, after))
      .orderBy(asc(attachments.pageId))
      .limit(atOnce);
    for (const { pageId } of rows) await dropFiles(ctx.blobs, await ctx.tx((tx) => letGo(tx, pageId, ctx.now())));
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = last.pageId;
  }
}

/** Notes which files of a page nothing names; answers the keys of those that it let go of. */
async function letGo(tx: Tx, pageId: string, now: Date): Promise<string[]> {
  // Held, so that nothing that names a file is saved meanwhile.
  await lockPage(tx, pageId);
  const files = await tx.select().from(attachments).where(eq(attachments.pageId, pageId));
  const named = await namesIn(tx, pageId);
  const old: typeof files = [];
  for (const file of files) {
    const { id, unnamedTime } = file;
    const isNamed = named.has(file.name);
    if (!isNamed && unnamedTime && now.getTime() - unnamedTime.getTime() >= keptMs) old.push(file);
    else if (isNamed === (unnamedTime !== null)) {
      await tx
        .update(attachments)
        .set({ unnamedTime: isNamed ? null : now })
        .where(eq(attachments.id, id));
    }
  }
  const gone = old.map(({ id }) => id);
  if (gone.length > 0) await tx.delete(attachments).where(inArray(attachments.id, gone));
  return old.map(({ blobKey }) => blobKey);
}

/** All names of files in what a page says, said, shall say, and is being typed to say. */
async function namesIn(tx: Tx, pageId: string): Promise<Set<string>> {
  const names = new Set<string>();
  for (const table of [pages, revisions, proposals]) {
    const own = table === pages ? pages.id : table === revisions ? revisions.pageId : proposals.pageId;
    // Only what could name one is read.
    const texts = await tx
      .select({ markdown: table.markdown })
      .from(table)
      .where(sql`${own} = ${pageId} and strpos(${table.markdown}, 'file:') > 0`);
    for (const { markdown } of texts) for (const name of filesIn(markdown)) names.add(name);
  }
  for (const document of await tx.select().from(documents).where(eq(documents.pageId, pageId))) {
    for (const name of filesIn(readText(await readChanges(tx, document)))) names.add(name);
  }
  return names;
}
