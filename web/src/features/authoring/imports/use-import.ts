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
import { queryClient, readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { readDraftAnew } from "../refresh.ts";

const client = createClient(ImportService, transport);
const pause = 2000;

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
    void follow(importId, left.signal, setLost);
    return () => left.abort();
  }, [importId, live]);

  return { ...query, job, report: query.data?.report ?? [], lost: lost && live };
}

async function follow(importId: string, left: AbortSignal, setLost: (lost: boolean) => void): Promise<void> {
  const queryKey = createConnectQueryKey({
    schema: ImportService.method.getImport,
    input: { importId },
    transport,
    cardinality: "finite",
  });
  while (!left.aborted) {
    try {
      for await (const { import: job } of client.watchImport({ importId }, { signal: left })) {
        setLost(false);
        if (!job) continue;
        if (hasEnded(job)) {
          await Promise.all([
            readAnew(ImportService.method.getImport, ImportService.method.listImports),
            readDraftAnew(),
          ]);
          return;
        }
        queryClient.setQueryData(queryKey, create(GetImportResponseSchema, { import: job }));
      }
    } catch {
      if (left.aborted) return;
      setLost(true);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
