import type { Blobs, Ctx } from "@platform/kit";
import { readSchedule } from "../cohorts/schedules.ts";
import type { Assignment, Criterion } from "../content.ts";
import { dueOf } from "../due.ts";
import { findEnrolment, notEnrolled } from "../enrolments.ts";
import type { StoredWork } from "../schema.ts";
import { endingOf } from "./files.ts";
import { findHandedIn } from "./grading.ts";
import { listReviews, type PeerReview } from "./peer-review.ts";
import {
  countGiven,
  findSubmission,
  isOpen,
  isTaken,
  type Place,
  readAssignment,
  type Submission,
} from "./submissions.ts";

const pathMs = 12 * 3600_000;

/** A work whose files can be read. */
export interface ShownWork {
  text: string;
  files: { id: string; name: string; size: number; url: string }[];
}

/** A work with paths to its files; without the names that their learner gave them where nobody must know whose it is. */
export function showWork(blobs: Blobs, { text, files }: StoredWork, anonymous = false): ShownWork {
  return {
    text,
    files: files.map(({ id, name, size, blobKey }, index) => {
      const shown = anonymous ? neutralName(name, index + 1) : name;
      return { id, name: shown, size, url: blobs.url(blobKey, { expiresIn: pathMs, download: shown }) };
    }),
  };
}

function neutralName(name: string, number: number): string {
  const ending = endingOf(name);
  return ending ? `file-${number}.${ending}` : `file-${number}`;
}

/** A submission as its learner sees it. */
export interface SubmissionView {
  submission: Submission | undefined;
  assignment: Assignment;
  draft: ShownWork | undefined;
  work: ShownWork | undefined;
  due: Date | undefined;
  open: boolean;
  given: number;
  reviews: PeerReview[];
}

/** The caller's work on an assignment. */
export async function viewSubmission(ctx: Ctx, place: Place): Promise<SubmissionView> {
  const { db, blobs } = ctx;
  const enrolment = await findEnrolment(db, place.accountId, place.courseId);
  if (!enrolment) throw notEnrolled();
  const submission = await findSubmission(db, place);
  const current = await readAssignment(db, place);
  const due = dueOf(place.blockId, current, await readSchedule(db, enrolment));
  const begun = submission ?? { handInTime: null, gradeTime: null };
  const taken = submission !== undefined && (await isTaken(db, submission.id));
  return {
    submission,
    assignment: submission?.assignment ?? current,
    draft: submission?.draft ? showWork(blobs, submission.draft) : undefined,
    work: submission?.work ? showWork(blobs, submission.work) : undefined,
    due,
    open: isOpen(begun, { due, taken, now: ctx.now() }),
    given: await countGiven(db, place),
    reviews: submission?.gradeTime ? await listReviews(db, submission.id) : [],
  };
}

/** A review with the work that it is of, for whoever took it. */
export interface ReviewTask {
  review: PeerReview;
  work: ShownWork;
  rubric: Criterion[];
}

export async function viewReviewTask(ctx: Ctx, courseId: string, review: PeerReview): Promise<ReviewTask> {
  const { work, assignment } = await findHandedIn(ctx.db, courseId, review.submissionId);
  return { review, work: showWork(ctx.blobs, work, true), rubric: assignment.rubric };
}
