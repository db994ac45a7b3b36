import type { EnrolmentView } from "../enrolments.ts";
import type { Progress } from "../progress.ts";
import type { AttemptView } from "../reading.ts";
import { presentBlock } from "./blocks.ts";

export function presentEnrolment({ enrolment, progress, certificateId, cohortTitle }: EnrolmentView) {
  const { courseId, createTime, lastActiveTime, completeTime, cohortId } = enrolment;
  return {
    courseId,
    createTime,
    lastActiveTime,
    completeTime: completeTime ?? undefined,
    certificateId,
    progress,
    cohortId: cohortId ?? "",
    cohortTitle,
  };
}

/** Without the single lessons, for lists. */
export function presentListedEnrolment(view: EnrolmentView) {
  const progress: Progress = { ...view.progress, lessons: [] };
  return presentEnrolment({ ...view, progress });
}

export function presentAttempt({ attempt, questions }: AttemptView) {
  const { id, courseId, lessonId, number, startTime, dueTime, submitTime, score, answers } = attempt;
  return {
    id,
    courseId,
    lessonId,
    number,
    startTime,
    dueTime: dueTime ?? undefined,
    submitTime: submitTime ?? undefined,
    score,
    questions: questions.map(presentBlock),
    answers: answers.map(({ points, maxPoints, right, ...answer }) => ({ answer, points, maxPoints, right })),
  };
}
