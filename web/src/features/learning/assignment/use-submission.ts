import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import type { Submission } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { AssignmentService } from "@platform/connect/platform/learning/v1/assignment_service_pb.ts";
import { queryClient } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";

export const assignmentClient = createClient(AssignmentService, transport);

/** Where an assignment is. */
export interface Place {
  courseId: string;
  lessonId: string;
  blockId: string;
}

/** The caller's work on an assignment, and how to show what a call answered. */
export function useSubmission(place: Place, enrolled: boolean) {
  const { data, isPending, error, refetch } = useQuery(AssignmentService.method.getSubmission, place, {
    enabled: enrolled,
    staleTime: 0,
  });
  const key = createConnectQueryKey({
    schema: AssignmentService.method.getSubmission,
    input: place,
    transport,
    cardinality: "finite",
  });
  const show = ({ submission }: { submission?: Submission }) =>
    queryClient.setQueryData(key, (before) => before && { ...before, ...(submission && { submission }) });
  return { submission: data?.submission, isPending: enrolled && isPending, error, refetch, show };
}
