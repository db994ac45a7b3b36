import { CertificateIssued, CourseCompleted } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { emit, type Tx } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { issueCertificate } from "./certificates/certificates.ts";
import { type Enrolment, viewEnrolment } from "./enrolments.ts";
import { settlePathsOf } from "./paths/learners.ts";
import type { Progress } from "./progress.ts";
import { courses, enrolments } from "./schema.ts";

/** How far somebody is after what they just did, and the certificate where that made them pass. */
export interface Settled {
  progress: Progress;
  /** Empty where nothing was earned. */
  certificateId: string;
}

/**
 * Notes that somebody was active in a course, whose enrolment is held, and, once they reach what the course asks for,
 * that they passed: with a certificate, in the same transaction. What others did for them does not make them active.
 */
export async function settle(
  tx: Tx,
  enrolment: Enrolment,
  attemptId: string | null,
  now: Date,
  lastActiveTime = now,
): Promise<Settled> {
  const { accountId, courseId } = enrolment;
  const { progress } = await viewEnrolment(tx, enrolment);
  const passes = progress.passed && enrolment.completeTime === null;
  await tx
    .update(enrolments)
    .set({ lastActiveTime, ...(passes && { completeTime: now }) })
    .where(and(eq(enrolments.accountId, accountId), eq(enrolments.courseId, courseId)));
  if (!passes) return { progress, certificateId: "" };
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId));
  const settings = course?.publishedSettings;
  if (!settings) throw new Error(`The course ${courseId} was passed without being published`);
  const certificate = await issueCertificate(tx, {
    accountId,
    courseId,
    settings,
    grade: progress.grade,
    attemptId,
    now,
  });
  const courseTitle = settings.title;
  await emit(tx, CourseCompleted, { accountId, courseId, courseTitle, grade: progress.grade });
  await emit(tx, CertificateIssued, { accountId, certificateId: certificate.id, courseId, courseTitle });
  await settlePathsOf(tx, accountId, courseId, now);
  return { progress, certificateId: certificate.id };
}
