import type { Ctx, Database } from "@platform/kit";
import { eq } from "drizzle-orm";
import { lessonPaths } from "./asset-paths.ts";
import { type Attempt, listAttempts } from "./attempts.ts";
import { readSchedule } from "./cohorts/schedules.ts";
import { freePolicy, type LessonGrading, practice } from "./content.ts";
import { mayWrite } from "./courses.ts";
import { dueOf, isOver } from "./due.ts";
import { type Enrolment, findEnrolment, notEnrolled } from "./enrolments.ts";
import { type ShownBlock, showBlock } from "./lesson-view.ts";
import {
  findPublishedLesson,
  lessonNotFound,
  type OutlineLesson,
  readLesson,
  readOutline,
  readPublishedLesson,
} from "./outline.ts";
import { type LessonProgress, tellProgress } from "./progress.ts";
import { listDone, readRecords } from "./records.ts";
import { courses } from "./schema.ts";
import { showsKeys } from "./show-answers.ts";

/** A lesson as somebody reads it. */
export interface LessonReading {
  lesson: OutlineLesson;
  moduleTitle: string;
  blocks: ShownBlock[];
  doneBlockIds: string[];
  progress: LessonProgress;
  previousLessonId: string;
  nextLessonId: string;
}

/** Opens a lesson for the caller, who is enrolled in its course or writes it. */
export async function openLesson(ctx: Ctx, courseId: string, lessonId: string): Promise<LessonReading> {
  const { db, person } = ctx;
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId));
  const enrolment = await findEnrolment(db, person.id, courseId);
  if (!course || !(enrolment || mayWrite(person, course))) throw notEnrolled();
  // Of a course that was never published, its author reads the draft.
  const version = { courseId, version: course.publishedVersion };
  const outline = await readOutline(db, version);
  const { blocks } = await readLesson(db, version, lessonId);
  const lessons = outline.flatMap((module) => module.lessons);
  const at = lessons.findIndex(({ id }) => id === lessonId);
  const lesson = lessons[at];
  if (!lesson) throw lessonNotFound();
  const someone = { accountId: person.id, courseId, createTime: ctx.now(), completeTime: null, cohortId: null };
  const [record] = await readRecords(db, [enrolment ?? someone]);
  const [progress] = record ? tellProgress([lesson], freePolicy, record).lessons : [];
  if (!progress) throw lessonNotFound();
  const done = await listDone(db, person.id, courseId);
  const paths = await lessonPaths(db, ctx.blobs, courseId);
  return {
    lesson,
    moduleTitle: outline.find((module) => module.lessons.includes(lesson))?.title ?? "",
    blocks: blocks.map((block) => showBlock(block, { seed: person.id, paths, keys: false })),
    doneBlockIds: lesson.blockIds.filter((id) => done.has(id)),
    progress,
    previousLessonId: lessons[at - 1]?.id ?? "",
    nextLessonId: lessons[at + 1]?.id ?? "",
  };
}

/** An attempt as its learner sees it. */
export interface AttemptView {
  attempt: Attempt;
  questions: ShownBlock[];
}

/** The caller's attempts at a lesson, the newest first, with keys where they may be seen. */
export async function readAttempts(ctx: Ctx, courseId: string, lessonId: string): Promise<AttemptView[]> {
  const enrolment = await findEnrolment(ctx.db, ctx.person.id, courseId);
  if (!enrolment) throw notEnrolled();
  const { grading } = await readPublishedLesson(ctx.db, courseId, lessonId);
  return viewAttempts(ctx, enrolment, grading, await listAttempts(ctx.db, ctx.person.id, courseId, lessonId));
}

/** One attempt of the caller's, as it is after what they just did with it. */
export async function readAttempt(ctx: Ctx, attempt: Attempt): Promise<AttemptView> {
  const { courseId, lessonId } = attempt;
  const enrolment = await findEnrolment(ctx.db, ctx.person.id, courseId);
  if (!enrolment) throw notEnrolled();
  const grading = await gradingOf(ctx.db, courseId, lessonId);
  const all = await listAttempts(ctx.db, ctx.person.id, courseId, lessonId);
  const view = (await viewAttempts(ctx, enrolment, grading, all)).find((one) => one.attempt.id === attempt.id);
  if (!view) throw new Error(`The attempt ${attempt.id} is not among those of its lesson`);
  return view;
}

/** How a lesson is counted; of one that a later version left out, nothing is given away. */
async function gradingOf(db: Database, courseId: string, lessonId: string): Promise<LessonGrading> {
  const lesson = await findPublishedLesson(db, courseId, lessonId);
  return lesson?.grading ?? { ...practice, showAnswers: "NEVER" };
}

async function viewAttempts(
  ctx: Ctx,
  enrolment: Enrolment,
  grading: LessonGrading,
  all: Attempt[],
): Promise<AttemptView[]> {
  const [newest] = all;
  if (!newest) return [];
  const paths = await lessonPaths(ctx.db, ctx.blobs, newest.courseId);
  const ended = all.filter(({ submitTime, dueTime }) => submitTime !== null || isOver(dueTime, ctx.now())).length;
  const due = dueOf(newest.lessonId, grading, await readSchedule(ctx.db, enrolment));
  const left = grading.maxAttempts === 0 || ended < grading.maxAttempts;
  const moreToCome = left && !isOver(due, ctx.now());
  return all.map((attempt) => {
    const { submitTime, answers, questions } = attempt;
    const right = answers.length > 0 && answers.every((answer) => answer.right);
    const keys = showsKeys(grading, { submitted: submitTime !== null, right, moreToCome });
    const reader = { seed: attempt.id, paths, keys };
    return { attempt, questions: questions.map((question) => showBlock(question, reader)) };
  });
}
