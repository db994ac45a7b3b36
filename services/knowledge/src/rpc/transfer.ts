import {
  ExportFormat,
  JobKind,
  JobOutcome,
  JobState,
  type TransferServiceDefinition,
} from "@platform/grpc/platform/knowledge/v1/transfer_service.ts";
import { type Ctx, type Handlers, openUpload } from "@platform/kit";
import { demandPage, demandSpace, pageNotFound } from "../access/access.ts";
import { endJob, findJob, hasEnded, type JobHead, jobKey, listJobs, queueJob, readReport } from "../transfer/jobs.ts";
import { viewerOf } from "../viewer.ts";

const pathMs = 3600_000;

export const transfer: Handlers<typeof TransferServiceDefinition> = {
  async startImport({ spaceId, parentId, uploadKey, fileName }, ctx) {
    const viewer = viewerOf(ctx);
    await demandSpace(ctx.db, viewer, spaceId, "OWNER");
    await demandInSpace(ctx, spaceId, parentId);
    const { body } = await openUpload(ctx, uploadKey);
    body.destroy();
    const job = {
      kind: "IMPORT",
      accountId: ctx.person.id,
      spaceId,
      pageId: parentId || null,
      format: null,
      uploadKey,
      fileName,
      staff: viewer.staff,
    } as const;
    return { job: await queue(ctx, job) };
  },

  async startExport({ spaceId, pageId, format }, ctx) {
    const viewer = viewerOf(ctx);
    const { space } = await demandSpace(ctx.db, viewer, spaceId, "READER");
    await demandInSpace(ctx, spaceId, pageId);
    const job = {
      kind: "EXPORT",
      accountId: ctx.person.id,
      spaceId,
      pageId: pageId || null,
      format: ExportFormat[format] as "MARKDOWN" | "HTML",
      uploadKey: "",
      fileName: `${space.slug}.zip`,
      staff: viewer.staff,
    } as const;
    return { job: await queue(ctx, job) };
  },

  async getJob({ jobId }, ctx) {
    const job = await findJob(ctx.db, ctx.person.id, jobId);
    const report = job.kind === "IMPORT" && hasEnded(job) ? await readReport(ctx.db, jobId) : [];
    return { job: present(job, ctx), report: report.map((line) => ({ ...line, outcome: JobOutcome[line.outcome] })) };
  },

  async *watchJob({ jobId }, ctx) {
    const changes = ctx.changes(jobKey(jobId))[Symbol.asyncIterator]();
    // Asked for before the first look, so that what comes in between is seen.
    let change = changes.next();
    while (true) {
      const job = await findJob(ctx.db, ctx.person.id, jobId);
      yield { job: present(job, ctx) };
      if (hasEnded(job) || (await change).done) return;
      change = changes.next();
    }
  },

  async listJobs({ spaceId }, ctx) {
    const jobs = await listJobs(ctx.db, ctx.person.id, spaceId);
    return { jobs: jobs.map((job) => present(job, ctx)) };
  },

  async cancelJob({ jobId }, ctx) {
    await ctx.tx(async (tx) => {
      await findJob(tx, ctx.person.id, jobId);
      await endJob(tx, jobId, { state: "CANCELLED" }, ctx.now());
    });
    return { job: present(await findJob(ctx.db, ctx.person.id, jobId), ctx) };
  },
};

async function demandInSpace(ctx: Ctx, spaceId: string, pageId: string): Promise<void> {
  if (pageId === "") return;
  const { page } = await demandPage(ctx.db, viewerOf(ctx), pageId, "READER");
  if (page.spaceId !== spaceId) throw pageNotFound();
}

async function queue(ctx: Ctx, job: Parameters<typeof queueJob>[1]) {
  const id = await ctx.tx((tx) => queueJob(tx, job, ctx.now()));
  return present(await findJob(ctx.db, ctx.person.id, id), ctx);
}

function present(job: JobHead, { blobs }: Ctx) {
  const { id, kind, spaceId, fileName, state, done, total, failureReason, taken, changed, leftOut, createTime } = job;
  const download = { expiresIn: pathMs, download: fileName };
  return {
    id,
    kind: JobKind[kind],
    spaceId,
    fileName,
    state: JobState[state],
    done,
    total,
    failureReason,
    taken,
    changed,
    leftOut,
    downloadUrl: job.blobKey ? blobs.url(job.blobKey, download) : "",
    createTime,
    endTime: job.endTime ?? undefined,
  };
}
