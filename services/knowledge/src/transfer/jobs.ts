import { TransferEnded } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { type Ctx, type Database, emit, type Refusal, refuse, type Tx, touch, uuid7 } from "@platform/kit";
import { and, asc, desc, eq, getTableColumns, inArray } from "drizzle-orm";
import { jobs, type ReportLine, spaces } from "../schema.ts";

export type Job = typeof jobs.$inferSelect;
/** The same without its report, which may be long. */
export type JobHead = Omit<Job, "report">;

/** What a watcher of a job waits for. */
export const jobKey = (id: string) => `job:${id}`;

const open = ["QUEUED", "RUNNING"] as const;
const { report: _report, ...head } = getTableColumns(jobs);

type NewJob = Pick<Job, "kind" | "accountId" | "spaceId" | "pageId" | "format" | "uploadKey" | "fileName" | "staff">;

/** Queues a job; answers with its id. */
export async function queueJob(tx: Tx, job: NewJob, now: Date): Promise<string> {
  const id = uuid7();
  await tx.insert(jobs).values({ ...job, id, state: "QUEUED", createTime: now });
  return id;
}

/** One of a person's jobs; refuses JOB_NOT_FOUND. */
export async function findJob(db: Database, accountId: string, id: string): Promise<JobHead> {
  const [job] = await db
    .select(head)
    .from(jobs)
    .where(and(eq(jobs.id, id), eq(jobs.accountId, accountId)));
  if (!job) throw jobNotFound();
  return job;
}

const mostLines = 5000;

/** What became of the files of an import, what was not taken as it is first. */
export async function readReport(db: Database, id: string): Promise<ReportLine[]> {
  const [row] = await db.select({ report: jobs.report }).from(jobs).where(eq(jobs.id, id));
  const lines = row?.report ?? [];
  const rank = { LEFT_OUT: 0, CHANGED: 1, TAKEN: 2 };
  return lines.toSorted((a, b) => rank[a.outcome] - rank[b.outcome]).slice(0, mostLines);
}

/** A person's jobs in a space, the newest first. */
export function listJobs(db: Database, accountId: string, spaceId: string): Promise<JobHead[]> {
  return db
    .select(head)
    .from(jobs)
    .where(and(eq(jobs.accountId, accountId), eq(jobs.spaceId, spaceId)))
    .orderBy(desc(jobs.createTime), desc(jobs.id))
    .limit(100);
}

/**
 * Takes the job that has waited longest. One process works at a time, so that one that is under way already was left by
 * a process that was killed: it is begun anew.
 */
export function claimJob(ctx: Ctx): Promise<JobHead | undefined> {
  return ctx.tx(async (tx) => {
    const [job] = await tx
      .select(head)
      .from(jobs)
      .where(inArray(jobs.state, open))
      .orderBy(asc(jobs.createTime), asc(jobs.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!job) return undefined;
    await tx.update(jobs).set({ state: "RUNNING", done: 0, total: 0 }).where(eq(jobs.id, job.id));
    await touch(tx, jobKey(job.id));
    return job;
  });
}

/** Says how far a job is; answers whether it is still to be done. */
export async function tellProgress(ctx: Ctx, id: string, done: number, total: number): Promise<boolean> {
  return ctx.tx(async (tx) => {
    const updated = await tx
      .update(jobs)
      .set({ done, total })
      .where(and(eq(jobs.id, id), eq(jobs.state, "RUNNING")))
      .returning({ id: jobs.id });
    if (updated.length > 0) await touch(tx, jobKey(id));
    return updated.length > 0;
  });
}

type End = { state: "DONE" | "FAILED" | "CANCELLED" } & Partial<
  Pick<Job, "failureReason" | "taken" | "changed" | "leftOut" | "report" | "blobKey" | "done" | "total">
>;

/** Ends a job, once, and tells its starter; answers whether it was still open. */
export async function endJob(tx: Tx, id: string, end: End, now: Date): Promise<boolean> {
  const [job] = await tx
    .update(jobs)
    .set({ ...end, endTime: now })
    .where(and(eq(jobs.id, id), inArray(jobs.state, open)))
    .returning(head);
  if (!job) return false;
  const [space] = await tx.select().from(spaces).where(eq(spaces.id, job.spaceId));
  if (space && end.state !== "CANCELLED") {
    await emit(tx, TransferEnded, {
      jobId: id,
      accountId: job.accountId,
      spaceName: space.name,
      path: `/knowledge/${space.slug}/-/transfer/${id}`,
      imported: job.kind === "IMPORT",
      done: end.state === "DONE",
    });
  }
  await touch(tx, jobKey(id));
  return true;
}

/** Whether a job has ended. */
export function hasEnded({ state }: Pick<Job, "state">): boolean {
  return state !== "QUEUED" && state !== "RUNNING";
}

function jobNotFound(): Refusal {
  return refuse.notFound("JOB_NOT_FOUND", "There is no such job of yours.");
}
