import { setImmediate as othersFirst } from "node:timers/promises";
import { type Blobs, type Ctx, type Database, Refusal, refuse, touch } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import { contentTypeOf, withUpload } from "@platform/kit/archives";
import { and, asc, eq, inArray } from "drizzle-orm";
import { type Asset, insertAssets, storeAsset } from "../assets.ts";
import { insertCourse } from "../drafts.ts";
import { storePackage } from "../packages/add.ts";
import { insertPackage, type PackageFile } from "../packages/packages.ts";
import { courses, imports } from "../schema.ts";
import type { Imported, ImportedPackage, Progress } from "./imported.ts";
import { endImport, type ImportJob, importKey } from "./jobs.ts";
import { readSource } from "./read.ts";

const persistEveryMs = 200;

/** A package whose files are stored. */
type KeptPackage = Omit<ImportedPackage, "files"> & { files: PackageFile[] };

/** Works through the imports that wait, one at a time. */
export async function runImports(ctx: Ctx): Promise<void> {
  while (!ctx.signal.aborted) {
    const job = await claim(ctx);
    if (!job) return;
    await runImport(ctx, job);
  }
}

/**
 * Takes the import that has waited longest. One process runs this at a time, so that a job that is under way already
 * is one whose process was killed: it is taken again, from its beginning.
 */
function claim(ctx: Ctx): Promise<ImportJob | undefined> {
  return ctx.tx(async (tx) => {
    const [job] = await tx
      .select()
      .from(imports)
      .where(inArray(imports.state, ["QUEUED", "RUNNING"]))
      .orderBy(asc(imports.createTime), asc(imports.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!job) return undefined;
    const fresh = { state: "RUNNING", done: 0, total: 0 } as const;
    await tx.update(imports).set(fresh).where(eq(imports.id, job.id));
    await touch(tx, importKey(job.id));
    return { ...job, ...fresh };
  });
}

async function runImport(ctx: Ctx, job: ImportJob): Promise<void> {
  // The course bears the id of its import, so that files left by a run that was killed are found.
  const courseId = job.id;
  await dropFiles(ctx.blobs, courseId);
  const progress = followProgress(ctx, job.id);
  let kept = false;
  try {
    const { imported, assets, packages } = await readUpload(ctx, job, courseId, progress);
    const files = { assets, packages };
    kept = await keepCourse(ctx, job, courseId, imported, files, progress.total());
  } catch (error) {
    if (ctx.signal.aborted) return;
    if (!progress.signal.aborted) await fail(ctx, job, error);
  } finally {
    await progress.stop();
  }
  if (ctx.signal.aborted) return;
  // A commit whose answer was lost looks like a failure; its files belong to the course.
  if (!kept && !(await courseExists(ctx.db, courseId))) await dropFiles(ctx.blobs, courseId);
  await ctx.blobs.delete(job.uploadKey);
}

async function courseExists(db: Database, id: string): Promise<boolean> {
  return (await db.select({ id: courses.id }).from(courses).where(eq(courses.id, id))).length > 0;
}

async function readUpload(ctx: Ctx, job: ImportJob, courseId: string, progress: FollowedProgress) {
  const upload = await ctx.blobs.get(job.uploadKey);
  if (!upload) throw refuse.notFound("UPLOAD_NOT_FOUND", "The file that was sent is gone; send it again.");
  const { signal } = progress;
  return withUpload(upload.body, { signal }, async (source) => {
    const imported = await readSource(source, job.fileName, progress);
    const played = imported.packages ?? [];
    const playedFiles = played.reduce((sum, { files }) => sum + files.size, 0);
    progress.read(imported.content.settings.title, imported.assets.size + playedFiles);
    const assets = await keepFiles(ctx.blobs, courseId, source, imported.assets, progress);
    const packages: KeptPackage[] = [];
    for (const { files: places, ...content } of played) {
      const place = { courseId, id: content.id };
      const files = await storePackage(ctx.blobs, place, source, { files: places }, () => progress.step());
      packages.push({ ...content, files });
    }
    return { imported, assets, packages };
  });
}

async function keepFiles(
  blobs: Blobs,
  courseId: string,
  source: Source,
  files: ReadonlyMap<string, string>,
  progress: Progress,
): Promise<Omit<Asset, "courseId">[]> {
  const assets: Omit<Asset, "courseId">[] = [];
  for (const [name, path] of files) {
    const contentType = contentTypeOf(name);
    const blobKey = await storeAsset(blobs, courseId, source.open(path), contentType);
    assets.push({ name, blobKey, contentType, size: source.files.get(path)?.size ?? 0 });
    await progress.step();
  }
  return assets;
}

/** Keeps the course with all that belongs to it, unless the import was cancelled meanwhile; answers whether it did. */
async function keepCourse(
  ctx: Ctx,
  job: ImportJob,
  courseId: string,
  { content, report }: Imported,
  { assets, packages }: { assets: Omit<Asset, "courseId">[]; packages: KeptPackage[] },
  total: number,
): Promise<boolean> {
  const now = ctx.now();
  return ctx.tx(async (tx) => {
    const [open] = await tx
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.id, job.id), eq(imports.state, "RUNNING")))
      .for("update");
    if (!open) return false;
    await insertCourse(tx, { id: courseId, authorId: job.accountId, content, now });
    await insertAssets(tx, courseId, assets);
    for (const { files, ...each } of packages) await insertPackage(tx, { ...each, courseId, createTime: now }, files);
    const { title } = content.settings;
    return endImport(tx, job.id, { state: "DONE", endTime: now, courseId, title, report, done: total, total });
  });
}

async function fail(ctx: Ctx, job: ImportJob, error: unknown): Promise<void> {
  const refused = error instanceof Refusal;
  if (!refused) ctx.log.error({ err: error, importId: job.id }, "an import failed");
  const failureReason = refused ? error.reason : "IMPORT_FAILED";
  const failureMessage = refused ? error.message : "Something went wrong on our side; nothing of the course was kept.";
  const end = { state: "FAILED", endTime: ctx.now(), failureReason, failureMessage } as const;
  await ctx.tx((tx) => endImport(tx, job.id, end));
}

async function dropFiles(blobs: Blobs, courseId: string): Promise<void> {
  for await (const { key } of blobs.list(`courses/${courseId}/`)) await blobs.delete(key);
}

interface FollowedProgress extends Progress {
  /** Aborts when the import is cancelled, or the process stops. */
  readonly signal: AbortSignal;
  total(): number;
  /** Says that the course was read, and that so many files of it are still to be kept. */
  read(title: string, files: number): void;
  stop(): Promise<void>;
}

/** Keeps in the database how far an import is, a few times a second, and learns there that it was cancelled. */
function followProgress(ctx: Ctx, id: string): FollowedProgress {
  const cancelled = new AbortController();
  const signal = AbortSignal.any([ctx.signal, cancelled.signal]);
  let [done, total, title] = [0, 0, ""];
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    const rows = await ctx.tx(async (tx) => {
      const running = and(eq(imports.id, id), eq(imports.state, "RUNNING"));
      const updated = await tx.update(imports).set({ done, total, title }).where(running).returning({ id: imports.id });
      if (updated.length > 0) await touch(tx, importKey(id));
      return updated;
    });
    if (rows.length === 0) cancelled.abort(new Error("the import was cancelled"));
  }

  const timer = setInterval(() => {
    saving = saving.then(save).catch((err: unknown) => {
      if (!signal.aborted) ctx.log.warn({ err, importId: id }, "the progress of an import could not be saved");
    });
  }, persistEveryMs);

  return {
    signal,
    count(count) {
      total = count;
    },
    total: () => total,
    read(name, files) {
      title = name;
      total = done + files;
    },
    async step() {
      done = Math.min(done + 1, total);
      await othersFirst();
      signal.throwIfAborted();
    },
    async stop() {
      clearInterval(timer);
      await saving;
    },
  };
}
