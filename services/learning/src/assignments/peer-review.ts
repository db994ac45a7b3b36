import { type Database, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, asc, count, eq, gt, isNotNull, isNull, ne, notExists, or, sql } from "drizzle-orm";
import { lockEnrolment } from "../enrolments.ts";
import { type Mark, peerReviews, submissions } from "../schema.ts";
import { applyGrade, holdEnrolments, isHandedIn } from "./grading.ts";
import { markViolations, median, scoreOfMarks } from "./rubric.ts";
import { countGiven, findSubmission, type Place, readAssignment, type Submission } from "./submissions.ts";

export type PeerReview = typeof peerReviews.$inferSelect;

const abandonedMs = 7 * 24 * 3600_000;

/** Gives somebody a work to review; undefined where there is none, or all that is owed was done. */
export async function takeReview(tx: Tx, place: Place, now: Date): Promise<PeerReview | undefined> {
  const { accountId, courseId, blockId } = place;
  await lockEnrolment(tx, accountId, courseId);
  await readAssignment(tx, place);
  const own = await findSubmission(tx, place);
  if (!own || !isHandedIn(own)) throw refuse.state("SUBMISSION_MISSING", "Hand in your own work first.");
  const open = await findOpen(tx, place);
  if (open) {
    const [kept] = await tx.update(peerReviews).set({ takeTime: now }).where(eq(peerReviews.id, open.id)).returning();
    return kept;
  }
  if ((await countGiven(tx, place)) >= own.assignment.peerReviews) return undefined;
  // Two who take at once would else both be given the same work, while another has none.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`peer-reviews ${blockId}`}, 0))`);
  const submissionId = await fewestReviewed(tx, place, now);
  if (submissionId === undefined) return undefined;
  const [review] = await tx
    .insert(peerReviews)
    .values({ id: uuid7(), submissionId, reviewerId: accountId, takeTime: now })
    .returning();
  return review;
}

/** The review that somebody took and did not submit; undefined where there is none. */
async function findOpen(db: Database, { accountId, courseId, blockId }: Place): Promise<PeerReview | undefined> {
  const [row] = await db
    .select({ review: peerReviews })
    .from(peerReviews)
    .innerJoin(submissions, eq(submissions.id, peerReviews.submissionId))
    .where(
      and(
        eq(peerReviews.reviewerId, accountId),
        isNull(peerReviews.submitTime),
        eq(submissions.courseId, courseId),
        eq(submissions.blockId, blockId),
      ),
    );
  return row?.review;
}

/** The work of another that the fewest have reviewed or are reviewing; those without a grade first, then the oldest. */
async function fewestReviewed(db: Database, { accountId, courseId, blockId }: Place, now: Date) {
  const since = new Date(now.getTime() - abandonedMs);
  const reviewedByMe = db
    .select({ one: sql`1` })
    .from(peerReviews)
    .where(and(eq(peerReviews.submissionId, submissions.id), eq(peerReviews.reviewerId, accountId)));
  const [row] = await db
    .select({ id: submissions.id })
    .from(submissions)
    .leftJoin(
      peerReviews,
      and(
        eq(peerReviews.submissionId, submissions.id),
        or(isNotNull(peerReviews.submitTime), gt(peerReviews.takeTime, since)),
      ),
    )
    .where(
      and(
        eq(submissions.courseId, courseId),
        eq(submissions.blockId, blockId),
        ne(submissions.accountId, accountId),
        isNotNull(submissions.handInTime),
        sql`(${submissions.assignment} ->> 'peerReviews')::int > 0`,
        notExists(reviewedByMe),
      ),
    )
    .groupBy(submissions.id)
    .orderBy(sql`${submissions.gradeTime} is not null`, count(peerReviews.id), asc(submissions.handInTime))
    .limit(1);
  return row?.id;
}

/** Submits a review that somebody took, and grades whoever waited for it; answers with the reviewer's own place. */
export async function submitReview(
  tx: Tx,
  reviewerId: string,
  reviewId: string,
  { marks, comment }: { marks: Mark[]; comment: string },
  now: Date,
): Promise<Place> {
  const { submission: found } = await findReview(tx, reviewerId, reviewId);
  const { courseId, blockId, lessonId } = found;
  const place = { accountId: reviewerId, courseId, blockId, lessonId };
  await holdEnrolments(tx, courseId, [reviewerId, found.accountId]);
  const { review, submission } = await findReview(tx, reviewerId, reviewId);
  if (review.submitTime !== null) return place;
  const rubric = submission.assignment?.rubric ?? [];
  const violations = markViolations(rubric, marks);
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
  await tx
    .update(peerReviews)
    .set({ marks, comment, score: scoreOfMarks(rubric, marks), submitTime: now })
    .where(eq(peerReviews.id, reviewId));
  await gradeByPeers(tx, submission, now);
  const own = await findSubmission(tx, place);
  if (own) await gradeByPeers(tx, own, now);
  return place;
}

async function findReview(db: Database, reviewerId: string, reviewId: string) {
  const [row] = await db
    .select({ review: peerReviews, submission: submissions })
    .from(peerReviews)
    .innerJoin(submissions, eq(submissions.id, peerReviews.submissionId))
    .where(and(eq(peerReviews.id, reviewId), eq(peerReviews.reviewerId, reviewerId)));
  if (!row) throw reviewNotFound();
  return row;
}

/** Gives a work the median of its reviews, once it has all and its learner has done their own; a grader's grade stays. */
async function gradeByPeers(tx: Tx, submission: Submission, now: Date): Promise<void> {
  if (!isHandedIn(submission) || submission.gradeTime !== null) return;
  const { peerReviews: wanted } = submission.assignment;
  const reviews = await listReviews(tx, submission.id);
  if (wanted === 0 || reviews.length < wanted || (await countGiven(tx, submission)) < wanted) return;
  const [enrolment] = await holdEnrolments(tx, submission.courseId, [submission.accountId]);
  const score = median(reviews.map((review) => review.score));
  await applyGrade(tx, submission, enrolment, { score, marks: [], comment: "" }, now);
}

/** What peers found of a submission, in the order in which they said so. */
export function listReviews(db: Database, submissionId: string): Promise<PeerReview[]> {
  return db
    .select()
    .from(peerReviews)
    .where(and(eq(peerReviews.submissionId, submissionId), isNotNull(peerReviews.submitTime)))
    .orderBy(asc(peerReviews.submitTime), asc(peerReviews.id));
}

function reviewNotFound(): Refusal {
  return refuse.notFound("REVIEW_NOT_FOUND", "There is no such review of yours.");
}
