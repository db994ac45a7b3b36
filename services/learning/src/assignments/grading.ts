import { SubmissionGraded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Database, emit, type Person, refuse, type Tx } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import { settle } from "../completion.ts";
import type { Assignment } from "../content.ts";
import type { Enrolment } from "../enrolments.ts";
import { courses, enrolments, type Mark, submissions } from "../schema.ts";
import { markViolations, scoreOfMarks } from "./rubric.ts";
import { type Submission, submissionNotFound } from "./submissions.ts";

/** A submission that was handed in, with the assignment as it was then. */
export type HandedInSubmission = Submission & {
  assignment: Assignment;
  work: NonNullable<Submission["work"]>;
  handInTime: Date;
};

/** One of a course's; refuses SUBMISSION_NOT_FOUND for one that was not handed in as well. */
export async function findHandedIn(db: Database, courseId: string, id: string): Promise<HandedInSubmission> {
  const [submission] = await db
    .select()
    .from(submissions)
    .where(and(eq(submissions.id, id), eq(submissions.courseId, courseId)));
  if (!submission || !isHandedIn(submission)) throw submissionNotFound();
  return submission;
}

export function isHandedIn(submission: Submission): submission is HandedInSubmission {
  return submission.handInTime !== null && submission.assignment !== null && submission.work !== null;
}

/** What a grader gives: marks by the rubric, or points where there is none. */
export interface GivenGrade {
  handInTime: Date;
  marks: Mark[];
  points: number;
  comment: string;
}

/** Grades a submission of a course that the person may grade in. */
export async function gradeSubmission(
  tx: Tx,
  grader: Person,
  { courseId, submissionId }: { courseId: string; submissionId: string },
  given: GivenGrade,
  now: Date,
): Promise<HandedInSubmission> {
  const { accountId } = await findHandedIn(tx, courseId, submissionId);
  const [enrolment] = await holdEnrolments(tx, courseId, [accountId]);
  // Read again, now that its learner cannot hand in anew.
  const submission = await findHandedIn(tx, courseId, submissionId);
  if (submission.handInTime.getTime() !== given.handInTime.getTime()) {
    throw refuse.aborted("SUBMISSION_CHANGED", "Something newer was handed in meanwhile; read it again.");
  }
  const { marks, comment } = given;
  const score = scoreOf(submission.assignment, given);
  return applyGrade(tx, submission, enrolment, { score, marks, comment, graderId: grader.id }, now);
}

function scoreOf({ rubric, points: most }: Assignment, { marks, points }: GivenGrade): number {
  const violations = markViolations(rubric, marks);
  if (rubric.length === 0 && points > most) violations.points = `must not be more than ${most}`;
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
  return rubric.length > 0 ? scoreOfMarks(rubric, marks) : points / most;
}

/** The enrolments of some people in a course, held, also of those who left it; in one order, so that none waits for another. */
export async function holdEnrolments(tx: Tx, courseId: string, accountIds: readonly string[]): Promise<Enrolment[]> {
  return tx
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.courseId, courseId), inArray(enrolments.accountId, [...accountIds])))
    .orderBy(enrolments.accountId)
    .for("update");
}

interface NewGrade {
  score: number;
  marks: Mark[];
  comment: string;
  /** Absent where it is the median of peers. */
  graderId?: string;
}

/** Writes a grade, tells of it, and lets it count in the course. */
export async function applyGrade(
  tx: Tx,
  { id }: HandedInSubmission,
  enrolment: Enrolment | undefined,
  { graderId, ...grade }: NewGrade,
  now: Date,
): Promise<HandedInSubmission> {
  const [graded] = await tx
    .update(submissions)
    .set({ ...grade, fromPeers: graderId === undefined, graderId: graderId ?? null, gradeTime: now })
    .where(eq(submissions.id, id))
    .returning();
  if (!graded || !isHandedIn(graded)) throw submissionNotFound();
  const { accountId, courseId, lessonId, assignment } = graded;
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId));
  await emit(tx, SubmissionGraded, {
    accountId,
    courseId,
    courseTitle: course?.publishedSettings?.title ?? "",
    lessonId,
    submissionId: id,
    assignmentTitle: assignment.title,
    score: grade.score,
  });
  // Who left the course has the grade when they come back.
  if (enrolment?.leaveTime === null) await settle(tx, enrolment, null, now, enrolment.lastActiveTime);
  return graded;
}
