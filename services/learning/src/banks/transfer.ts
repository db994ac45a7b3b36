import { buffer } from "node:stream/consumers";
import { type Ctx, openUpload, refuse } from "@platform/kit";
import { lockAuthored } from "../courses.ts";
import { writeGift } from "../exports/gift/write.ts";
import { type ExportPath, keepExport } from "../exports/kept.ts";
import { readGift } from "../imports/gift/read.ts";
import type { ReportLine } from "../imports/report.ts";
import { findBank, touchBank } from "./banks.ts";
import { appendQuestions, type BankPlace, listQuestions } from "./questions.ts";

const largestFile = 4 * 1024 * 1024;

/** Adds the questions of a file that the caller sent; answers with what became of each piece of it. */
export async function importQuestions(ctx: Ctx, place: BankPlace, uploadKey: string): Promise<ReportLine[]> {
  const { questions, report } = readGift(await readUpload(ctx, uploadKey));
  await ctx.tx(async (tx) => {
    await lockAuthored(tx, ctx.person, place.courseId);
    await touchBank(tx, place.courseId, place.bankId, ctx.now());
    await appendQuestions(tx, place, questions);
  });
  await ctx.blobs.delete(uploadKey);
  return report;
}

async function readUpload(ctx: Ctx, uploadKey: string): Promise<string> {
  const { size, body } = await openUpload(ctx, uploadKey);
  if (size > largestFile) {
    body.destroy();
    throw refuse.state("FILE_TOO_LARGE", `The file is larger than ${largestFile / 1024 / 1024} MiB.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await buffer(body)).replaceAll("\0", "\ufffd");
  } catch (cause) {
    throw Object.assign(refuse.state("FILE_NOT_TEXT", "The file is not text in UTF-8."), { cause });
  }
}

/** Writes the questions of a bank as GIFT; answers with a path to the file, and with what it does not hold. */
export async function exportQuestions(ctx: Ctx, place: BankPlace): Promise<ExportPath & { report: ReportLine[] }> {
  const { title } = await findBank(ctx.db, place.courseId, place.bankId);
  const { file, report } = writeGift(title, await listQuestions(ctx.db, place));
  const path = await keepExport(ctx.blobs, Buffer.from(file), { title, ending: "gift.txt", contentType: "text/plain" });
  return { ...path, report };
}
