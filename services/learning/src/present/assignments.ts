import { SubmissionState } from "@platform/grpc/platform/learning/v1/assignment.ts";
import type { PeerReview } from "../assignments/peer-review.ts";
import type { HandedInHead } from "../assignments/queue.ts";
import type { Submission } from "../assignments/submissions.ts";
import type { ReviewTask, SubmissionView } from "../assignments/views.ts";

export function presentSubmission(view: SubmissionView) {
  const { submission, assignment, draft, work, due, open, given, reviews } = view;
  return {
    id: submission?.id ?? "",
    state: stateOf(submission ?? { handInTime: null, gradeTime: null }),
    draft,
    work,
    handInTime: submission?.handInTime ?? undefined,
    late: submission?.late ?? false,
    dueTime: due,
    open,
    grade: submission && presentGrade(submission),
    reviewsGiven: given,
    reviewsOwed: assignment.peerReviews,
    reviews: reviews.map(presentReview),
    rubric: submission?.handInTime ? assignment.rubric : [],
  };
}

function stateOf({ handInTime, gradeTime }: { handInTime: Date | null; gradeTime: Date | null }): SubmissionState {
  if (gradeTime) return SubmissionState.GRADED;
  return handInTime ? SubmissionState.HANDED_IN : SubmissionState.DRAFT;
}

/** Undefined before it is graded. */
export function presentGrade({ score, assignment, marks, comment, fromPeers, gradeTime }: Submission) {
  if (score === null || gradeTime === null) return undefined;
  return { score, points: score * (assignment?.points ?? 0), marks, comment, fromPeers, gradeTime };
}

/** A review for the one whose work it is of, and for graders: without who wrote it. */
export function presentReview({ id, marks, comment, score, submitTime }: PeerReview) {
  return { id, marks, comment, score, submitTime: submitTime ?? undefined, rubric: [] };
}

export function presentReviewTask({ review, work, rubric }: ReviewTask) {
  return { ...presentReview(review), work, rubric };
}

export function presentHandedIn({
  id,
  name,
  lessonTitle,
  assignment,
  handInTime,
  gradeTime,
  score,
  ...head
}: HandedInHead) {
  return {
    ...head,
    submissionId: id,
    name: name ?? "",
    lessonTitle: lessonTitle ?? "",
    title: assignment?.title ?? "",
    state: stateOf({ handInTime, gradeTime }),
    handInTime: handInTime ?? undefined,
    score: score ?? 0,
  };
}
