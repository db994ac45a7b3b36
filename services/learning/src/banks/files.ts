import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Blob, type Ctx, refuse } from "@platform/kit";
import { contentTypeOf, type Source, standardLimits, withUpload } from "@platform/kit/archives";
import { type Asset, storeAsset } from "../assets.ts";
import type { BankQuestion } from "../content.ts";
import { readGift } from "../imports/gift/read.ts";
import { readQtiBank } from "../imports/qti/bank.ts";
import { typeOfXml } from "../imports/qti/loose.ts";
import type { ReportLine } from "../imports/report.ts";

/** A file of a course that is stored, and waits for its name to be written. */
export type KeptAsset = Omit<Asset, "courseId">;

/** What a file of questions holds. */
export interface QuestionFile {
  questions: BankQuestion[];
  report: ReportLine[];
  /** Images of the questions. */
  assets: KeptAsset[];
}

const MiB = 1024 * 1024;
const largestText = 4 * MiB;
// A caller waits for it, so that it is held to less than a course is.
const limits = { ...standardLimits, packed: 64 * MiB, unpacked: 256 * MiB, file: 64 * MiB };

/**
 * Reads a file of questions, whatever it was written as: that is found out by looking. `taken` are the names that files
 * of the course have.
 */
export async function readQuestionFile(
  ctx: Ctx,
  upload: Pick<Blob, "body" | "size">,
  courseId: string,
  taken: readonly string[],
): Promise<QuestionFile> {
  const { size, body } = upload;
  if (size > limits.packed) {
    body.destroy();
    throw refuse.state("FILE_TOO_LARGE", `The file is larger than ${limits.packed / MiB} MiB.`);
  }
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  const first = (await chunks.next()).value ?? Buffer.alloc(0);
  const whole = Readable.from(after(first, chunks));
  const qti = (source: Source) => readInto(ctx, source, courseId, taken);
  if (first.subarray(0, 2).toString("latin1") === "PK") return withUpload(whole, { signal: ctx.signal, limits }, qti);
  if (size > largestText) {
    whole.destroy();
    throw refuse.state("FILE_TOO_LARGE", `The file is larger than ${largestText / MiB} MiB.`);
  }
  const bytes = await buffer(whole);
  const text = readText(bytes);
  if (typeOfXml(text) !== undefined) return qti(oneFile(bytes));
  return { ...readGift(text), assets: [] };
}

async function readInto(ctx: Ctx, source: Source, courseId: string, taken: readonly string[]): Promise<QuestionFile> {
  const { questions, report, assets: chosen } = await readQtiBank(source, taken, ctx.signal);
  const assets: KeptAsset[] = [];
  try {
    for (const [name, path] of chosen) {
      const contentType = contentTypeOf(name);
      const blobKey = await storeAsset(ctx.blobs, courseId, source.open(path), contentType);
      assets.push({ name, blobKey, contentType, size: source.files.get(path)?.size ?? 0 });
    }
  } catch (error) {
    for (const { blobKey } of assets) await ctx.blobs.delete(blobKey);
    throw error;
  }
  return { questions, report, assets };
}

function readText(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\0", "\ufffd");
  } catch (cause) {
    throw Object.assign(refuse.state("FILE_NOT_TEXT", "The file is not text in UTF-8."), { cause });
  }
}

async function* after(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** A single file as a source. */
function oneFile(bytes: Buffer): Source {
  const path = "questions.xml";
  return { files: new Map([[path, { path, size: bytes.length }]]), open: () => Readable.from([bytes]) };
}
