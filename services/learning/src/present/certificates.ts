import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { Certificate } from "../certificates/certificates.ts";

export function presentCertificate(certificate: Certificate) {
  const { id, accountId, name, courseId, courseTitle, language, grade, issueTime, revokeTime, revokeReason } =
    certificate;
  return {
    id,
    accountId,
    name,
    courseId,
    courseTitle,
    language: Language[language],
    grade,
    issueTime,
    revokeTime: revokeTime ?? undefined,
    revokeReason,
  };
}
