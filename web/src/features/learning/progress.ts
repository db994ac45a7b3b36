import { HomeService } from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { CertificateService } from "@platform/connect/platform/learning/v1/certificate_service_pb.ts";
import { EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { readAnew } from "../../lib/query.ts";

/** Reads anew, wherever a page shows it, how far the person is. */
export function readProgressAnew(): Promise<void> {
  return readAnew(
    CatalogueService.method.getCourse,
    EnrolmentService.method.listEnrolments,
    EnrolmentService.method.getLesson,
    CertificateService.method.listOwnCertificates,
    HomeService.method.getHome,
  );
}
