import { ImportState } from "@platform/grpc/platform/learning/v1/import_service.ts";
import {
  AttemptGraded,
  CertificateIssued,
  CertificateRevoked,
  DeadlineApproached,
  ImportEnded,
  LearnerEnrolled,
  PathCompleted,
  PostAdded,
  SubmissionGraded,
} from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { on } from "@platform/kit";
import { tell, tellAll } from "../recipients.ts";

/** What happens in courses. */
export const learningConsumers = [
  on(LearnerEnrolled, ({ accountId, courseId, courseTitle }, { tx, meta }) => {
    const note = { name: "enrolled", courseId, courseTitle } as const;
    return tell(tx, accountId, { id: meta.id, kind: "LEARNING", note, time: meta.time });
  }),
  on(AttemptGraded, async ({ accountId, courseId, lessonId, lessonTitle, score, graded }, { tx, meta }) => {
    // The learner has just seen the result of practice.
    if (!graded) return;
    const note = { name: "graded", courseId, lessonId, lessonTitle, score } as const;
    await tell(tx, accountId, { id: meta.id, kind: "LEARNING", note, time: meta.time });
  }),
  on(SubmissionGraded, ({ accountId, courseId, lessonId, assignmentTitle, score }, { tx, meta }) => {
    const note = { name: "work-graded", courseId, lessonId, assignmentTitle, score } as const;
    return tell(tx, accountId, { id: meta.id, kind: "LEARNING", note, time: meta.time });
  }),
  on(PostAdded, ({ recipientIds, courseId, courseTitle, lessonId, actorName, excerpt }, { tx, meta }) => {
    const note = { name: "lesson-post", courseId, courseTitle, lessonId, actorName, excerpt } as const;
    return tellAll(tx, recipientIds, { kind: "LEARNING", note, time: meta.time });
  }),
  on(DeadlineApproached, ({ accountId, courseId, lessonId, lessonTitle, dueTime }, { tx, meta }) => {
    const note = {
      name: "deadline",
      courseId,
      lessonId,
      lessonTitle,
      dueTime: (dueTime ?? meta.time).toISOString(),
    } as const;
    return tell(tx, accountId, { id: meta.id, kind: "LEARNING", note, time: meta.time });
  }),
  on(PathCompleted, ({ accountId, pathId, pathTitle }, { tx, meta }) => {
    const note = { name: "path-completed", pathId, pathTitle } as const;
    return tell(tx, accountId, { id: meta.id, kind: "LEARNING", note, time: meta.time });
  }),
  on(CertificateIssued, ({ accountId, certificateId, courseTitle }, { tx, meta }) => {
    const note = { name: "certificate-issued", certificateId, courseTitle } as const;
    return tell(tx, accountId, { id: meta.id, kind: "CERTIFICATE", note, time: meta.time });
  }),
  on(CertificateRevoked, ({ accountId, certificateId, courseTitle, reason }, { tx, meta }) => {
    const note = { name: "certificate-revoked", certificateId, courseTitle, reason } as const;
    return tell(tx, accountId, { id: meta.id, kind: "CERTIFICATE", note, time: meta.time });
  }),
  on(ImportEnded, async ({ accountId, importId, fileName, state, courseTitle }, { tx, meta }) => {
    if (state === ImportState.CANCELLED) return;
    const note =
      state === ImportState.DONE
        ? ({ name: "import-done", importId, courseTitle } as const)
        : ({ name: "import-failed", importId, fileName } as const);
    await tell(tx, accountId, { id: meta.id, kind: "JOB", note, time: meta.time });
  }),
];
