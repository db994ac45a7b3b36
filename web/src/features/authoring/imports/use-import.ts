import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import {
  GetImportResponseSchema,
  type Import,
  ImportService,
  ImportState,
} from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { useEffect, useState } from "react";
import { follow } from "../../../lib/follow.ts";
import { queryClient, readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { readDraftAnew } from "../refresh.ts";

const client = createClient(ImportService, transport);

export function hasEnded({ state }: Import): boolean {
  return state === ImportState.DONE || state === ImportState.FAILED || state === ImportState.CANCELLED;
}

/** An import, live until it has ended; then with its report. */
export function useImport(importId: string) {
  const query = useQuery(ImportService.method.getImport, { importId });
  const job = query.data?.import;
  const [lost, setLost] = useState(false);
  const live = job !== undefined && !hasEnded(job);

  useEffect(() => {
    if (!live) return;
    const left = new AbortController();
    void watch(importId, left.signal, setLost);
    return () => left.abort();
  }, [importId, live]);

  return { ...query, job, report: query.data?.report ?? [], lost: lost && live };
}

function watch(importId: string, left: AbortSignal, setLost: (lost: boolean) => void): Promise<void> {
  const queryKey = createConnectQueryKey({
    schema: ImportService.method.getImport,
    input: { importId },
    transport,
    cardinality: "finite",
  });
  return follow(
    (signal) => client.watchImport({ importId }, { signal }),
    async ({ import: job }) => {
      if (!job) return false;
      if (!hasEnded(job)) {
        queryClient.setQueryData(queryKey, create(GetImportResponseSchema, { import: job }));
        return false;
      }
      await Promise.all([readAnew(ImportService.method.getImport, ImportService.method.listImports), readDraftAnew()]);
      return true;
    },
    left,
    setLost,
  );
}
