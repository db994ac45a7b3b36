import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { readAnew } from "../../lib/query.ts";

/** Reads the draft and the lists of courses anew, wherever a page shows them. */
export function readDraftAnew(): Promise<void> {
  return readAnew(AuthoringService.method.getDraft, AuthoringService.method.listAuthoredCourses);
}

/** Reads anew also what learners see. */
export async function readCourseAnew(): Promise<void> {
  await Promise.all([
    readDraftAnew(),
    readAnew(
      CatalogueService.method.getCourse,
      CatalogueService.method.listCourses,
      EnrolmentService.method.getLesson,
      EnrolmentService.method.listEnrolments,
    ),
  ]);
}
