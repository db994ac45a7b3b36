import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import {
  GetJobResponseSchema,
  type Job,
  JobState,
  TransferService,
} from "@platform/connect/platform/knowledge/v1/transfer_service_pb.ts";
import { useEffect, useState } from "react";
import { follow } from "../../../lib/follow.ts";
import { queryClient, readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { readPagesAnew } from "../refresh.ts";

export const transferClient = createClient(TransferService, transport);

export function hasEnded({ state }: Job): boolean {
  return state === JobState.DONE || state === JobState.FAILED || state === JobState.CANCELLED;
}

/** A job, live until it has ended; then with its report. */
export function useJob(jobId: string) {
  const query = useQuery(TransferService.method.getJob, { jobId });
  const job = query.data?.job;
  const [lost, setLost] = useState(false);
  const live = job !== undefined && !hasEnded(job);

  useEffect(() => {
    if (!live) return;
    const left = new AbortController();
    void watch(jobId, left.signal, setLost);
    return () => left.abort();
  }, [jobId, live]);

  return { ...query, job, report: query.data?.report ?? [], lost: lost && live };
}

function watch(jobId: string, left: AbortSignal, setLost: (lost: boolean) => void): Promise<void> {
  const { getJob, listJobs } = TransferService.method;
  const queryKey = createConnectQueryKey({ schema: getJob, input: { jobId }, transport, cardinality: "finite" });
  return follow(
    (signal) => transferClient.watchJob({ jobId }, { signal }),
    async ({ job }) => {
      if (!job) return false;
      if (!hasEnded(job)) {
        queryClient.setQueryData(queryKey, create(GetJobResponseSchema, { job }));
        return false;
      }
      await Promise.all([readAnew(getJob, listJobs), readPagesAnew()]);
      return true;
    },
    left,
    setLost,
  );
}
