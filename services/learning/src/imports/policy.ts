import { type BankContent, type Block, freePolicy, type GradingPolicy, type LessonContent } from "../content.ts";
import type { Change, Report } from "./report.ts";

/** From which result a test is passed: a fraction of its points, or so many of them. */
export type Cut = { fraction: number } | { points: number };

/** A lesson that was a test and counts. */
export interface CountedTest {
  lesson: LessonContent;
  /** From which it draws. */
  banks: readonly BankContent[];
  cut: Cut | undefined;
}

/** A kind of work as its source counts it. */
export interface WorkKind {
  name: string;
  weight: number;
  dropLowest: number;
}

/** The kind of work that a test belongs to where its source names none. */
export function testsName(language: "RU" | "EN"): string {
  return language === "RU" ? "Тесты" : "Tests";
}

/**
 * The policy of a course whose tests count, with a line that tells of it. Where no test says from which result it is
 * passed, the course is passed once everything is done, as one without a policy is.
 */
export function policyOf(
  tests: readonly CountedTest[],
  kinds: readonly WorkKind[],
  source: string,
  report: Report,
): GradingPolicy {
  const counted = tests.filter(({ lesson }) => lesson.grading.category !== "" && lesson.blocks.some(isAsked));
  const names = [...new Set(counted.map(({ lesson }) => lesson.grading.category))];
  if (names.length === 0) return freePolicy;
  const changes: Change[] = [];
  const passScore = passScoreOf(counted, changes);
  const evened = names.some((name) => {
    return new Set(counted.filter(({ lesson }) => lesson.grading.category === name).map(totalOf)).size > 1;
  });
  if (evened) {
    const message = "Tests of one kind count alike, however many points each of them has.";
    changes.push({ reason: "TESTS_EVENED", message });
  }
  report.taken({ source, kind: "grading", title: names.join(", ") }, "", changes);
  const said = new Map(kinds.map((kind) => [kind.name, kind]));
  const categories = names.map((name) => said.get(name) ?? { name, weight: 1, dropLowest: 0 });
  return { passScore, categories, requireAllBlocks: passScore === 0 };
}

function passScoreOf(tests: readonly CountedTest[], changes: Change[]): number {
  const scores = tests.map(fractionOf);
  const valid = scores.filter((score) => score !== undefined && score > 0 && score <= 1) as number[];
  if (scores.some((score) => score !== undefined && !(score > 0 && score <= 1))) {
    const message = "A test was to be passed from more points than it has, or from none; that was dropped.";
    changes.push({ reason: "PASS_SCORE_INVALID", message });
  }
  const [highest = 0] = valid.sort((a, b) => b - a);
  if (valid.length > 0 && (valid.length < tests.length || valid.at(-1) !== highest)) {
    const message =
      "A course is passed as a whole; the highest of the results that its tests were passed from passes it.";
    changes.push({ reason: "PASS_SCORES_DIFFER", message });
  }
  return highest;
}

function fractionOf(test: CountedTest): number | undefined {
  const { cut } = test;
  if (cut === undefined) return undefined;
  return "fraction" in cut ? cut.fraction : cut.points / totalOf(test);
}

/** All points of a test; of what is drawn, what it is worth in the mean. */
function totalOf({ lesson, banks }: CountedTest): number {
  return lesson.blocks.reduce((sum, block) => sum + pointsOf(block, banks), 0);
}

function pointsOf(block: Block, banks: readonly BankContent[]): number {
  if (block.kind === "question") return block.question.points;
  if (block.kind === "assignment") return block.assignment.points;
  if (block.kind !== "draw") return 0;
  const questions = banks.find(({ id }) => id === block.bankId)?.questions ?? [];
  const all = questions.reduce((sum, { question }) => sum + question.points, 0);
  return block.count * (block.points > 0 ? block.points : all / Math.max(1, questions.length));
}

function isAsked({ kind }: Block): boolean {
  return kind === "question" || kind === "draw" || kind === "assignment";
}
