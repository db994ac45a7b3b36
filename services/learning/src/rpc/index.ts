import { AnalyticsServiceDefinition } from "@platform/grpc/platform/learning/v1/analytics_service.ts";
import { AssignmentServiceDefinition } from "@platform/grpc/platform/learning/v1/assignment_service.ts";
import { AuthoringServiceDefinition } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { BankServiceDefinition } from "@platform/grpc/platform/learning/v1/bank_service.ts";
import { CalendarServiceDefinition } from "@platform/grpc/platform/learning/v1/calendar_service.ts";
import { CatalogueServiceDefinition } from "@platform/grpc/platform/learning/v1/catalogue_service.ts";
import { CertificateServiceDefinition } from "@platform/grpc/platform/learning/v1/certificate_service.ts";
import { CohortServiceDefinition } from "@platform/grpc/platform/learning/v1/cohort_service.ts";
import { DiscussionServiceDefinition } from "@platform/grpc/platform/learning/v1/discussion_service.ts";
import { EnrolmentServiceDefinition } from "@platform/grpc/platform/learning/v1/enrolment_service.ts";
import { GradingServiceDefinition } from "@platform/grpc/platform/learning/v1/grading_service.ts";
import { ImportServiceDefinition } from "@platform/grpc/platform/learning/v1/import_service.ts";
import { LeaderboardServiceDefinition } from "@platform/grpc/platform/learning/v1/leaderboard_service.ts";
import { PathServiceDefinition } from "@platform/grpc/platform/learning/v1/path_service.ts";
import { ScormServiceDefinition } from "@platform/grpc/platform/learning/v1/scorm_service.ts";
import { implement } from "@platform/kit";
import { analytics } from "./analytics.ts";
import { assignments } from "./assignments.ts";
import { authoring } from "./authoring.ts";
import { banks } from "./banks.ts";
import { calendar } from "./calendar.ts";
import { catalogue } from "./catalogue.ts";
import { certificates } from "./certificates.ts";
import { cohorts } from "./cohorts.ts";
import { discussion } from "./discussion.ts";
import { enrolments } from "./enrolments.ts";
import { grading } from "./grading.ts";
import { imports } from "./imports.ts";
import { leaderboard } from "./leaderboard.ts";
import { paths } from "./paths.ts";
import { scorm } from "./scorm.ts";

/** All that learning answers. */
export const rpc = [
  implement(CatalogueServiceDefinition, catalogue),
  implement(EnrolmentServiceDefinition, enrolments),
  implement(AssignmentServiceDefinition, assignments),
  implement(GradingServiceDefinition, grading),
  implement(AuthoringServiceDefinition, authoring),
  implement(BankServiceDefinition, banks),
  implement(CohortServiceDefinition, cohorts),
  implement(DiscussionServiceDefinition, discussion),
  implement(PathServiceDefinition, paths),
  implement(AnalyticsServiceDefinition, analytics),
  implement(CalendarServiceDefinition, calendar),
  implement(LeaderboardServiceDefinition, leaderboard),
  implement(CertificateServiceDefinition, certificates),
  implement(ImportServiceDefinition, imports),
  implement(ScormServiceDefinition, scorm),
];
