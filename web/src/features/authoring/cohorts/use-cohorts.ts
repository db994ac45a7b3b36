import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { CohortService } from "@platform/connect/platform/learning/v1/cohort_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";

export const cohortClient = createClient(CohortService, transport);

/** The cohorts of a course, and what of it may have a deadline. */
export function useCohorts(courseId: string) {
  return useQuery(CohortService.method.listCohorts, { courseId }, { staleTime: 0 });
}

/** Reads anew, wherever a page shows them, cohorts and who is in them. */
export function readCohortsAnew(): Promise<void> {
  return readAnew(CohortService.method.listCohorts, AuthoringService.method.listLearners);
}
