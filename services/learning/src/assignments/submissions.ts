import { type Database, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, count, eq, isNotNull } from "drizzle-orm";
import { readSchedule } from "../cohorts/schedules.ts";
import { settle } from "../completion.ts";
import type { Assignment } from "../content.ts";
import { dueOf, isOver } from "../due.ts";
import { type Enrolment, lockEnrolment } from "../enrolments.ts";
import { readPublishedLesson } from "../outline.ts";
import type { Progress } from "../progress.ts";
import { markDone } from "../records.ts";
import { peerReviews, type StoredWork, submissions } from "../schema.ts";

export type Submission = typeof submissions.$inferSelect;

/** A learner's assignment. */
export interface Place {
  accountId: string;
  courseId: string;
  lessonId: string;
  blockId: string;
}

const nothing: StoredWork = { text: "", files: [] };

/** The assignment of a block that learners see; refuses ASSIGNMENT_NOT_FOUND. */
export async function readAssignment(
  db: Database,
  { courseId, lessonId, blockId }: Omit<Place, "accountId">,
): Promise<Assignment> {
  const { blocks } = await readPublishedLesson(db, courseId, lessonId);
  const block = blocks.find(({ id }) => id === blockId);
  if (block?.kind !== "assignment") throw refuse.notFound("ASSIGNMENT_NOT_FOUND", "There is no such assignment.");
  return block.assignment;
}

/** Somebody's work on an assignment; undefined before it was begun. */
export async function findSubmission(
  db: Database,
  { accountId, courseId, blockId }: Omit<Place, "lessonId">,
): Promise<Submission | undefined> {
  const [submission] = await db
    .select()
    .from(submissions)
    .where(
      and(eq(submissions.accountId, accountId), eq(submissions.courseId, courseId), eq(submissions.blockId, blockId)),
    );
  return submission;
}

/** Whether something may be handed in: by who was late once more than never, by others until it is looked at. */
export function isOpen(
  { handInTime, gradeTime }: Pick<Submission, "handInTime" | "gradeTime">,
  { due, taken, now }: { due: Date | undefined; taken: boolean; now: Date },
): boolean {
  if (gradeTime !== null) return false;
  return handInTime === null || !(taken || isOver(due, now));
}

/** Whether a peer was given a submission to review. */
export async function isTaken(db: Database, submissionId: string): Promise<boolean> {
  return (await db.$count(peerReviews, eq(peerReviews.submissionId, submissionId))) > 0;
}

/** An assignment with the work on it, held, and open. */
export interface OpenSubmission {
  enrolment: Enrolment;
  assignment: Assignment;
  submission: Submission;
  due: Date | undefined;
}

/** Opens somebody's work on an assignment, or begins it; refuses SUBMISSION_CLOSED. */
export async function openSubmission(tx: Tx, place: Place, now: Date): Promise<OpenSubmission> {
  const enrolment = await lockEnrolment(tx, place.accountId, place.courseId);
  const assignment = await readAssignment(tx, place);
  const due = dueOf(place.blockId, assignment, await readSchedule(tx, enrolment));
  const submission = (await findSubmission(tx, place)) ?? (await begin(tx, place));
  if (!isOpen(submission, { due, taken: await isTaken(tx, submission.id), now })) {
    throw refuse.state("SUBMISSION_CLOSED", "Nothing can be handed in any more.");
  }
  return { enrolment, assignment, submission, due };
}

async function begin(tx: Tx, place: Place): Promise<Submission> {
  const [submission] = await tx
    .insert(submissions)
    .values({ id: uuid7(), ...place })
    .returning();
  if (!submission) throw new Error("The submission was not written");
  return submission;
}

/** What a draft holds now: what was changed, or else what was handed in. */
export function draftOf({ draft, work }: Pick<Submission, "draft" | "work">): StoredWork {
  return draft ?? work ?? nothing;
}

/** Keeps what was changed of a draft. */
export async function keepDraft(tx: Tx, { id }: Submission, draft: StoredWork): Promise<void> {
  await tx.update(submissions).set({ draft }).where(eq(submissions.id, id));
}

/** Keeps the text of a draft. */
export async function saveText(tx: Tx, place: Place, text: string, now: Date): Promise<void> {
  const { assignment, submission } = await openSubmission(tx, place, now);
  if (!assignment.textAnswer && text !== "") throw refuse.invalid({ text: "is not asked for" });
  await keepDraft(tx, submission, { ...draftOf(submission), text });
}

/** Hands a draft in; where there is none, nothing happens to what is there. */
export async function handIn(tx: Tx, place: Place, now: Date): Promise<Progress> {
  const before = await findSubmission(tx, place);
  if (before?.handInTime && before.draft === null) {
    const enrolment = await lockEnrolment(tx, place.accountId, place.courseId);
    return (await settle(tx, enrolment, null, now)).progress;
  }
  const { enrolment, assignment, submission, due } = await openSubmission(tx, place, now);
  const work = draftOf(submission);
  if (work.text.trim() === "" && work.files.length === 0) {
    throw refuse.state("SUBMISSION_EMPTY", "There is nothing to hand in yet.");
  }
  await tx
    .update(submissions)
    .set({ work, draft: null, assignment, handInTime: now, late: isOver(due, now), lessonId: place.lessonId })
    .where(eq(submissions.id, submission.id));
  await markDone(tx, enrolment, [place.blockId], now);
  return (await settle(tx, enrolment, null, now)).progress;
}

/** How many works on an assignment somebody has reviewed. */
export async function countGiven(
  db: Database,
  { accountId, courseId, blockId }: Omit<Place, "lessonId">,
): Promise<number> {
  const [given] = await db
    .select({ count: count() })
    .from(peerReviews)
    .innerJoin(submissions, eq(submissions.id, peerReviews.submissionId))
    .where(
      and(
        eq(peerReviews.reviewerId, accountId),
        isNotNull(peerReviews.submitTime),
        eq(submissions.courseId, courseId),
        eq(submissions.blockId, blockId),
      ),
    );
  return given?.count ?? 0;
}

export function submissionNotFound(): Refusal {
  return refuse.notFound("SUBMISSION_NOT_FOUND", "There is no such submission in this course.");
}
