import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import { type PackageResult, ScormService } from "@platform/connect/platform/learning/v1/scorm_service_pb.ts";
import { queryClient } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import type { Place } from "./session.ts";

/** What the package said of the caller so far, and how to show what a call answered. */
export function useResult(place: Place, enrolled: boolean) {
  const method = ScormService.method.getPackageResult;
  const { data, isPending, error, refetch } = useQuery(method, place, { enabled: enrolled, staleTime: 0 });
  const key = createConnectQueryKey({ schema: method, input: place, transport, cardinality: "finite" });
  const show = (result: PackageResult | undefined) =>
    queryClient.setQueryData(key, (before) => before && { ...before, ...(result && { result }) });
  return { result: data?.result, isPending: enrolled && isPending, error, refetch, show };
}
