import { AttemptGraded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Database, emit, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { type Answer, answerViolations, isAnswered } from "./answers.ts";
import { drawQuestions } from "./banks/draw.ts";
import { earnedBy } from "./certificates/certificates.ts";
import { readSchedule } from "./cohorts/schedules.ts";
import { type Settled, settle } from "./completion.ts";
import { isAnswerable } from "./content.ts";
import { attemptDue, dueOf, graceMs, isOver } from "./due.ts";
import { type Enrolment, lockEnrolment, viewEnrolment } from "./enrolments.ts";
import { keepFirstAnswers } from "./first-answers.ts";
import { gradeAnswer, scoreOf } from "./grading.ts";
import { findPublishedLesson, readPublishedLesson } from "./outline.ts";
import { markDone } from "./records.ts";
import { type AttemptQuestion, attempts, courses, type StoredAnswer } from "./schema.ts";

export type Attempt = typeof attempts.$inferSelect;

/** Begins an attempt at the questions of a lesson, or answers with the one that is open. */
export async function startAttempt(
  tx: Tx,
  { accountId, courseId, lessonId }: { accountId: string; courseId: string; lessonId: string },
  now: Date,
): Promise<Attempt> {
  const enrolment = await lockEnrolment(tx, accountId, courseId);
  const { grading, blocks } = await readPublishedLesson(tx, courseId, lessonId);
  if (!blocks.some(isAnswerable)) throw refuse.state("NO_QUESTIONS", "The lesson has no questions.");
  const before = await listAttempts(tx, accountId, courseId, lessonId);
  const open = before.find(({ submitTime }) => submitTime === null);
  if (open && !isOver(open.dueTime, now)) return open;
  const schedule = await readSchedule(tx, enrolment);
  if (isOver(dueOf(lessonId, grading, schedule), now)) throw closed();
  const used = before[0]?.number ?? 0;
  if (grading.maxAttempts > 0 && used >= grading.maxAttempts) {
    throw refuse.state("ATTEMPTS_USED_UP", "No attempt is left.", {
      metadata: { max_attempts: String(grading.maxAttempts) },
    });
  }
  if (open) await lapse(tx, open);
  const questions = await drawQuestions(tx, courseId, blocks);
  if (questions.length === 0) throw refuse.state("NO_QUESTIONS", "The banks of the lesson hold no questions.");
  const dueTime = attemptDue(lessonId, grading, schedule, now) ?? null;
  const place = { id: uuid7(), accountId, courseId, lessonId, number: used + 1 };
  const [attempt] = await tx
    .insert(attempts)
    .values({ ...place, questions, startTime: now, dueTime })
    .returning();
  if (!attempt) throw new Error("The attempt was not written");
  return attempt;
}

/** What a submitted attempt brought. */
export interface Submitted extends Settled {
  attempt: Attempt;
}

/** Grades the answers of an attempt; one that was submitted before answers with what came of it then. */
export async function submitAttempt(
  tx: Tx,
  accountId: string,
  attemptId: string,
  answers: readonly Answer[],
  now: Date,
): Promise<Submitted> {
  const found = await findAttempt(tx, accountId, attemptId);
  const enrolment = await lockEnrolment(tx, accountId, found.courseId);
  // Read again, now that nothing else can be submitted in the course.
  const attempt = await findAttempt(tx, accountId, attemptId);
  if (hasLapsed(attempt)) throw closed();
  if (attempt.submitTime) return recall(tx, attempt, enrolment);
  if (isOver(attempt.dueTime, now)) throw closed();
  const violations = answerViolations(attempt.questions, answers);
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
  const graded = gradeAll(attempt.questions, answers);
  const [submitted] = await tx
    .update(attempts)
    .set({ submitTime: now, score: scoreOf(graded), answers: graded })
    .where(eq(attempts.id, attemptId))
    .returning();
  if (!submitted) throw attemptNotFound();
  await keepFirstAnswers(tx, submitted);
  const blockOf = new Map(attempt.questions.map(({ id, drawId }) => [id, drawId ?? id]));
  const answered = answers.filter(isAnswered).map(({ blockId }) => blockOf.get(blockId) ?? blockId);
  await markDone(tx, enrolment, answered, now);
  await announce(tx, submitted);
  return { attempt: submitted, ...(await settle(tx, enrolment, attemptId, now)) };
}

async function recall(tx: Tx, attempt: Attempt, enrolment: Enrolment): Promise<Submitted> {
  const { progress } = await viewEnrolment(tx, enrolment);
  return { attempt, progress, certificateId: (await earnedBy(tx, attempt.id))?.id ?? "" };
}

function gradeAll(questions: readonly AttemptQuestion[], answers: readonly Answer[]): StoredAnswer[] {
  const given = new Map(answers.map((answer) => [answer.blockId, answer]));
  return questions.map(({ id, question }) => {
    const answer = given.get(id);
    const { choiceIds, text, pairs, gaps = [] } = answer ?? { choiceIds: [], text: "", pairs: [] };
    const filled = question.kind === "CLOZE" && { gaps };
    return { blockId: id, choiceIds, text, pairs, ...filled, ...gradeAnswer(question, answer) };
  });
}

async function announce(tx: Tx, { id, accountId, courseId, lessonId, score }: Attempt): Promise<void> {
  const lesson = await findPublishedLesson(tx, courseId, lessonId);
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId));
  await emit(tx, AttemptGraded, {
    accountId,
    courseId,
    courseTitle: course?.publishedSettings?.title ?? "",
    lessonId,
    lessonTitle: lesson?.title ?? "",
    attemptId: id,
    score,
    graded: Boolean(lesson?.grading.category),
  });
}

/** Somebody's attempts at a lesson, the newest first. */
export function listAttempts(db: Database, accountId: string, courseId: string, lessonId: string): Promise<Attempt[]> {
  return db
    .select()
    .from(attempts)
    .where(and(eq(attempts.accountId, accountId), eq(attempts.courseId, courseId), eq(attempts.lessonId, lessonId)))
    .orderBy(desc(attempts.number))
    .limit(100);
}

async function findAttempt(db: Database, accountId: string, attemptId: string): Promise<Attempt> {
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, attemptId), eq(attempts.accountId, accountId)));
  if (!attempt) throw attemptNotFound();
  return attempt;
}

/** Whether an attempt ended without being submitted: one that was submitted has an answer to each question. */
function hasLapsed({ submitTime, answers }: Attempt): boolean {
  return submitTime !== null && answers.length === 0;
}

async function lapse(tx: Tx, { id, dueTime }: Attempt): Promise<void> {
  await tx.update(attempts).set({ submitTime: dueTime }).where(eq(attempts.id, id));
}

/** Ends the attempts whose time went by without a submission; they earned nothing. */
export async function lapseOverdue(tx: Tx, now: Date): Promise<void> {
  const over = new Date(now.getTime() - graceMs);
  await tx
    .update(attempts)
    .set({ submitTime: attempts.dueTime })
    .where(and(isNull(attempts.submitTime), lt(attempts.dueTime, over)));
}

function closed(): Refusal {
  return refuse.state("ATTEMPT_CLOSED", "The time to submit is over.");
}

function attemptNotFound(): Refusal {
  return refuse.notFound("ATTEMPT_NOT_FOUND", "There is no such attempt of yours.");
}
