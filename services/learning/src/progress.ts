import type { GradingPolicy } from "./content.ts";
import { dueOf, type Schedule } from "./due.ts";
import type { OutlineLesson } from "./outline.ts";

/** What somebody has done in a course so far. */
export interface LearningRecord {
  schedule: Schedule;
  /** When they passed; null before. Who passed stays so, whatever is published later. */
  completeTime: Date | null;
  doneBlockIds: ReadonlySet<string>;
  /** Submitted attempts, by lesson. */
  attempts: ReadonlyMap<string, { best: number; submitted: number }>;
  /** Scores of graded assignments and of packages, by block. */
  grades: ReadonlyMap<string, number>;
}

export interface LessonProgress {
  lessonId: string;
  doneBlocks: number;
  blocks: number;
  score: number;
  attempts: number;
  dueTime: Date | undefined;
}

export interface Progress {
  done: number;
  grade: number;
  passed: boolean;
  lessons: LessonProgress[];
  nextLessonId: string;
  nextLessonTitle: string;
}

/** How far somebody is, by the version of a course that learners see. */
export function tellProgress(
  outline: readonly OutlineLesson[],
  policy: GradingPolicy,
  record: LearningRecord,
): Progress {
  const lessons = outline.map((lesson) => lessonProgress(lesson, record));
  const blocks = sum(lessons.map((lesson) => lesson.blocks));
  const doneBlocks = sum(lessons.map((lesson) => lesson.doneBlocks));
  const done = blocks > 0 ? doneBlocks / blocks : 0;
  const grade = courseGrade(outline, lessons, policy) ?? done;
  const next = outline.find((_lesson, index) => !isDone(lessons[index]));
  const begun = doneBlocks > 0 || lessons.some((lesson) => lesson.attempts > 0);
  const earned = begun && reaches(grade, policy.passScore) && (!policy.requireAllBlocks || doneBlocks === blocks);
  return {
    done,
    grade,
    passed: record.completeTime !== null || earned,
    lessons,
    nextLessonId: next?.id ?? "",
    nextLessonTitle: next?.title ?? "",
  };
}

function lessonProgress(lesson: OutlineLesson, record: LearningRecord): LessonProgress {
  const attempts = record.attempts.get(lesson.id);
  return {
    lessonId: lesson.id,
    doneBlocks: lesson.blockIds.filter((id) => record.doneBlockIds.has(id)).length,
    blocks: lesson.blockIds.length,
    score: lessonScore(lesson, attempts?.best ?? 0, record.grades),
    attempts: attempts?.submitted ?? 0,
    dueTime: dueOf(lesson.id, lesson.grading, record.schedule),
  };
}

/** The best attempt, the assignments and the packages, by their points; what is not graded yet earned nothing. */
function lessonScore(
  { assignments, packages, questionPoints }: OutlineLesson,
  best: number,
  grades: ReadonlyMap<string, number>,
): number {
  const others = [...assignments, ...packages];
  if (others.length === 0) return best;
  const all = questionPoints + sum(others.map(({ points }) => points));
  const earned = questionPoints * best + sum(others.map(({ blockId, points }) => points * (grades.get(blockId) ?? 0)));
  return earned / all;
}

/**
 * The grade by the policy: in each category the mean of its lessons without the worst, and of the categories the mean
 * by weight, those without a lesson left aside. Undefined where nothing is graded: what is done is the grade then.
 */
function courseGrade(
  outline: readonly OutlineLesson[],
  progress: readonly LessonProgress[],
  { categories }: GradingPolicy,
): number | undefined {
  const counted = categories.flatMap(({ name, weight, dropLowest }) => {
    const scores = progress.filter((_lesson, index) => counts(outline[index], name)).map(({ score }) => score);
    const kept = scores.sort((a, b) => b - a).slice(0, Math.max(1, scores.length - dropLowest));
    return kept.length > 0 ? [{ weight, mean: sum(kept) / kept.length }] : [];
  });
  const weights = sum(counted.map(({ weight }) => weight));
  return weights > 0 ? sum(counted.map(({ weight, mean }) => weight * mean)) / weights : undefined;
}

function counts(lesson: OutlineLesson | undefined, category: string): boolean {
  if (lesson === undefined || lesson.grading.category !== category) return false;
  return lesson.questionIds.length > 0 || lesson.assignments.length > 0 || lesson.packages.length > 0;
}

function isDone(lesson: LessonProgress | undefined): boolean {
  return lesson !== undefined && lesson.doneBlocks === lesson.blocks;
}

// Weighted means of fractions may end a hair below what they are on paper.
function reaches(grade: number, passScore: number): boolean {
  return grade >= passScore - 1e-9;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
