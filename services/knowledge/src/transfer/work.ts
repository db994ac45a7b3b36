import type { Ctx } from "@platform/kit";
import { runExport } from "./export/run.ts";
import { runImport } from "./import/run.ts";
import { claimJob } from "./jobs.ts";

/** Works through the jobs that wait, one at a time. */
export async function runJobs(ctx: Ctx): Promise<void> {
  while (!ctx.signal.aborted) {
    const job = await claimJob(ctx);
    if (!job) return;
    if (job.kind === "IMPORT") await runImport(ctx, job);
    else await runExport(ctx, job);
  }
}
