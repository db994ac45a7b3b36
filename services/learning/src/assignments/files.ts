import { type Blob, type Ctx, refuse, uuid7 } from "@platform/kit";
import { contentTypeOf } from "@platform/kit/archives";
import { inArray } from "drizzle-orm";
import type { Assignment } from "../content.ts";
import { type StoredWork, submissions } from "../schema.ts";
import { draftOf, keepDraft, openSubmission, type Place } from "./submissions.ts";

const folder = "submissions/";
const mebibyte = 1024 * 1024;
const dayMs = 24 * 3600_000;

/** The ending of a file's name, without the dot and in lower case; empty where it has none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? "";
}

/** Refuses a file that an assignment does not take beside those that are there. */
export function demandFits(
  { maxFiles, maxFileMebibytes, fileTypes }: Assignment,
  { files }: StoredWork,
  { name, size }: { name: string; size: number },
): void {
  if (files.length >= maxFiles) {
    throw refuse.state("FILES_TOO_MANY", `At most ${maxFiles} files can be handed in.`, {
      metadata: { max_files: String(maxFiles) },
    });
  }
  if (size > maxFileMebibytes * mebibyte) {
    throw refuse.state("FILE_TOO_LARGE", `The file is larger than ${maxFileMebibytes} MiB.`, {
      metadata: { max_mebibytes: String(maxFileMebibytes) },
    });
  }
  if (fileTypes.length > 0 && !fileTypes.includes(endingOf(name))) {
    throw refuse.state("FILE_TYPE_REFUSED", `Files of these kinds are taken: ${fileTypes.join(", ")}.`, {
      metadata: { file_types: fileTypes.join(", ") },
    });
  }
}

/** Adds a file that was sent to somebody's draft. */
export async function addFile(ctx: Ctx, place: Place, name: string, upload: Blob): Promise<void> {
  const { size, body } = upload;
  const contentType = contentTypeOf(name);
  const fits = async (tx: Parameters<Parameters<Ctx["tx"]>[0]>[0]) => {
    const open = await openSubmission(tx, place, ctx.now());
    demandFits(open.assignment, draftOf(open.submission), { name, size });
    return open.submission;
  };
  const { id: submissionId } = await ctx.tx(fits).catch((error: unknown) => {
    body.destroy();
    throw error;
  });
  const id = uuid7();
  const blobKey = `${folder}${submissionId}/${id}`;
  await ctx.blobs.put(blobKey, body, { contentType });
  try {
    await ctx.tx(async (tx) => {
      const submission = await fits(tx);
      const draft = draftOf(submission);
      const file = { id, name, size, contentType, blobKey };
      await keepDraft(tx, submission, { ...draft, files: [...draft.files, file] });
    });
  } catch (error) {
    await ctx.blobs.delete(blobKey);
    throw error;
  }
}

/** Takes a file out of somebody's draft; what was handed in keeps it. */
export async function removeFile(ctx: Ctx, place: Place, fileId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const { submission } = await openSubmission(tx, place, ctx.now());
    const draft = draftOf(submission);
    if (!draft.files.some(({ id }) => id === fileId)) return;
    await keepDraft(tx, submission, { ...draft, files: draft.files.filter(({ id }) => id !== fileId) });
  });
}

const atOnce = 500;

/** Removes the files that no work and no draft holds any more, a day after they were stored. */
export async function dropUnusedFiles(ctx: Ctx): Promise<void> {
  let keys: string[] = [];
  for await (const { key, time } of ctx.blobs.list(folder)) {
    if (ctx.now().getTime() - time.getTime() > dayMs) keys.push(key);
    if (keys.length < atOnce) continue;
    await dropUnused(ctx, keys);
    keys = [];
  }
  await dropUnused(ctx, keys);
}

async function dropUnused(ctx: Ctx, keys: string[]): Promise<void> {
  const ids = new Set(keys.map((key) => key.slice(folder.length).split("/")[0] ?? ""));
  if (ids.size === 0) return;
  const rows = await ctx.db
    .select({ draft: submissions.draft, work: submissions.work })
    .from(submissions)
    .where(inArray(submissions.id, [...ids]));
  const files = rows.flatMap(({ draft, work }) => [...(draft?.files ?? []), ...(work?.files ?? [])]);
  const used = new Set(files.map(({ blobKey }) => blobKey));
  for (const key of keys) if (!used.has(key)) await ctx.blobs.delete(key);
}
