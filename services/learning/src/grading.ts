import type { Answer } from "./answers.ts";
import type { AnswerKey, GapAnswer, GapKey, Question } from "./content.ts";
import { foldText, readNumber } from "./typed.ts";

/** What an answer was worth. */
export interface Graded {
  points: number;
  maxPoints: number;
  right: boolean;
}

/** Grades one answer; undefined stands for none. */
export function gradeAnswer(question: Question, answer: Answer | undefined): Graded {
  const part = answer ? rightPart(question, answer) : 0;
  const right = part === 1;
  const earned = right || question.partialCredit ? part : 0;
  return { points: question.points * earned, maxPoints: question.points, right };
}

/** The points reached, of all points, 0 to 1. */
export function scoreOf(graded: readonly Graded[]): number {
  const max = graded.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  if (graded.every(({ right }) => right)) return graded.length > 0 ? 1 : 0;
  return max > 0 ? graded.reduce((sum, { points }) => sum + points, 0) / max : 0;
}

/** How much of an answer is right, 0 to 1. */
function rightPart({ kind, choices, key }: Question, answer: Answer): number {
  switch (kind) {
    case "SINGLE":
    case "TRUE_FALSE":
      return Number(answer.choiceIds.length === 1 && answer.choiceIds[0] === key.choiceIds[0]);
    case "MULTIPLE":
    case "HOTSPOT":
      return rightOfMultiple(key, answer.choiceIds);
    case "NUMERIC":
      return Number(isNear(key, readNumber(answer.text)));
    case "TEXT":
      return Number(key.texts.some((text) => foldText(text) === foldText(answer.text)));
    case "ORDERING":
      return share(key.choiceIds.filter((id, place) => answer.choiceIds[place] === id).length, key.choiceIds.length);
    case "MATCHING":
      return share(rightOfMatching(key, answer), choices.length);
    case "CLOZE":
      return rightOfCloze(key.gaps ?? [], answer.gaps ?? []);
  }
}

// An archive may hold a question that says of nothing that it is right, and a score must stay a number.
function share(right: number, all: number): number {
  return all > 0 ? right / all : 0;
}

// A wrong choice takes back what a right one earned, so that taking all of them earns nothing.
function rightOfMultiple(key: AnswerKey, taken: readonly string[]): number {
  const wanted = new Set(key.choiceIds);
  const right = taken.filter((id) => wanted.has(id)).length;
  return share(Math.max(0, right - (taken.length - right)), wanted.size);
}

function rightOfMatching({ pairs }: AnswerKey, answer: Answer): number {
  const wanted = new Map(pairs.map(({ choiceId, targetId }) => [choiceId, targetId]));
  return answer.pairs.filter(({ choiceId, targetId }) => wanted.get(choiceId) === targetId).length;
}

function rightOfCloze(keys: readonly GapKey[], given: readonly GapAnswer[]): number {
  const filled = new Map(given.map((gap) => [gap.gapId, gap]));
  const right = keys.filter((key) => {
    const gap = filled.get(key.gapId);
    return gap && (key.choiceId === "" ? isTyped(key.texts, gap.text) : gap.choiceId === key.choiceId);
  });
  return share(right.length, keys.length);
}

// 0.50 is 0,5 where a number is wanted, and not where a version is that happens to look like one among words.
function isTyped(texts: readonly string[], typed: string): boolean {
  if (texts.some((text) => foldText(text) === foldText(typed))) return true;
  const numbers = texts.map(readNumber);
  return numbers.every((number) => number !== undefined && isNear({ number, tolerance: 0 }, readNumber(typed)));
}

function isNear({ number, tolerance }: Pick<AnswerKey, "number" | "tolerance">, given: number | undefined): boolean {
  if (given === undefined) return false;
  // What binary fractions cannot hold, as in 0.4 - 0.3, is not held against the learner.
  const slack = 2 ** -50 * Math.max(Math.abs(number), Math.abs(given));
  return Math.abs(given - number) <= tolerance + slack;
}
