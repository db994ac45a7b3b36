import { type Ctx, openUpload, refuse, type Tx } from "@platform/kit";
import { insertAssets, listAssets } from "../assets.ts";
import { lockAuthored } from "../courses.ts";
import { writeGift } from "../exports/gift/write.ts";
import { type ExportPath, keepExport } from "../exports/kept.ts";
import type { ReportLine } from "../imports/report.ts";
import { findBank, touchBank } from "./banks.ts";
import { type KeptAsset, readQuestionFile } from "./files.ts";
import { appendQuestions, type BankPlace, listQuestions } from "./questions.ts";

/** Adds the questions of a file that the caller sent; answers with what became of each piece of it. */
export async function importQuestions(ctx: Ctx, place: BankPlace, uploadKey: string): Promise<ReportLine[]> {
  const { body, size } = await openUpload(ctx, uploadKey);
  const taken = (await listAssets(ctx.db, place.courseId)).map(({ name }) => name);
  const { questions, report, assets } = await readQuestionFile(ctx, { body, size }, place.courseId, taken);
  try {
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, place.courseId);
      await touchBank(tx, place.courseId, place.bankId, ctx.now());
      await demandFree(tx, place.courseId, assets);
      await insertAssets(tx, place.courseId, assets);
      await appendQuestions(tx, place, questions);
    });
  } catch (error) {
    for (const { blobKey } of assets) await ctx.blobs.delete(blobKey);
    throw error;
  }
  await ctx.blobs.delete(uploadKey);
  return report;
}

/** Refuses FILES_CHANGED where somebody gave the course a file of such a name meanwhile. */
async function demandFree(tx: Tx, courseId: string, added: readonly KeptAsset[]): Promise<void> {
  const names = new Set((await listAssets(tx, courseId)).map(({ name }) => name));
  if (added.some(({ name }) => names.has(name))) {
    throw refuse.aborted("FILES_CHANGED", "The files of the course were changed meanwhile; send it again.");
  }
}

/** Writes the questions of a bank as GIFT; answers with a path to the file, and with what it does not hold. */
export async function exportQuestions(ctx: Ctx, place: BankPlace): Promise<ExportPath & { report: ReportLine[] }> {
  const { title } = await findBank(ctx.db, place.courseId, place.bankId);
  const { file, report } = writeGift(title, await listQuestions(ctx.db, place));
  const path = await keepExport(ctx.blobs, Buffer.from(file), { title, ending: "gift.txt", contentType: "text/plain" });
  return { ...path, report };
}
