import type { GapAnswer, Question } from "./content.ts";

/** What somebody answered to one question. */
export interface Answer {
  blockId: string;
  /** The choices taken; for an ordering, all of them in the learner's order; for true or false, the word. */
  choiceIds: string[];
  /** The text, or the number as it was typed. */
  text: string;
  pairs: { choiceId: string; targetId: string }[];
  /** What gaps were filled with; absent where nobody asked. */
  gaps?: GapAnswer[];
}

/** What there is to choose: for true or false the two words, which need no choices of their own. */
export function choiceIdsOf({ kind, choices }: Question): string[] {
  return kind === "TRUE_FALSE" ? ["true", "false"] : choices.map(({ id }) => id);
}

/** Whether anything was answered at all. */
export function isAnswered({ choiceIds, text, pairs, gaps = [] }: Answer): boolean {
  const filled = gaps.some((gap) => gap.choiceId !== "" || gap.text.trim() !== "");
  return choiceIds.length > 0 || pairs.length > 0 || text.trim() !== "" || filled;
}

const longestText = 2000;

interface Asked {
  id: string;
  question: Question;
}

/** What is wrong with answers as such, by the path of the field; whether they are right is not asked here. */
export function answerViolations(questions: readonly Asked[], answers: readonly Answer[]): Record<string, string> {
  const byId = new Map(questions.map(({ id, question }) => [id, question]));
  const answered = new Set<string>();
  const violations: Record<string, string> = {};
  for (const [index, answer] of answers.entries()) {
    const path = `answers[${index}]`;
    const question = byId.get(answer.blockId);
    if (!question) violations[`${path}.block_id`] = "names no question of this attempt";
    else if (answered.has(answer.blockId)) violations[`${path}.block_id`] = "is answered twice";
    else for (const find of finders) Object.assign(violations, find(question, answer, path));
    if (answer.text.length > longestText) violations[`${path}.text`] = `is longer than ${longestText} characters`;
    answered.add(answer.blockId);
  }
  return violations;
}

const finders = [choiceViolations, pairViolations, gapViolations];

function choiceViolations(question: Question, { choiceIds }: Answer, path: string): Record<string, string> {
  const known = new Set(question.kind === "MATCHING" ? [] : choiceIdsOf(question));
  const violations: Record<string, string> = {};
  const taken = new Set<string>();
  for (const [index, id] of choiceIds.entries()) {
    if (!known.has(id)) violations[`${path}.choice_ids[${index}]`] = "names no choice of the question";
    else if (taken.has(id)) violations[`${path}.choice_ids[${index}]`] = "is taken twice";
    taken.add(id);
  }
  if (Object.keys(violations).length > 0) return violations;
  const single = question.kind === "SINGLE" || question.kind === "TRUE_FALSE";
  if (single && choiceIds.length > 1) return { [`${path}.choice_ids`]: "must hold one choice" };
  const { maxChoices = 0 } = question;
  if (maxChoices > 0 && choiceIds.length > maxChoices) {
    return { [`${path}.choice_ids`]: `must hold at most ${maxChoices} choices` };
  }
  const ordered = question.kind === "ORDERING" && choiceIds.length > 0;
  if (ordered && choiceIds.length < known.size) return { [`${path}.choice_ids`]: "must hold every choice" };
  return {};
}

function pairViolations({ kind, choices, targets }: Question, { pairs }: Answer, path: string): Record<string, string> {
  const matching = kind === "MATCHING";
  const choiceIds = new Set(matching ? choices.map(({ id }) => id) : []);
  const targetIds = new Set(matching ? targets.map(({ id }) => id) : []);
  const violations: Record<string, string> = {};
  for (const [index, { choiceId, targetId }] of pairs.entries()) {
    const at = `${path}.pairs[${index}]`;
    if (!choiceIds.delete(choiceId)) violations[`${at}.choice_id`] = "names no choice that is left to match";
    if (!targetIds.has(targetId)) violations[`${at}.target_id`] = "names no target of the question";
  }
  return violations;
}

function gapViolations(question: Question, { gaps = [] }: Answer, path: string): Record<string, string> {
  const left = new Map((question.gaps ?? []).map((gap) => [gap.id, gap.choices.map(({ id }) => id)]));
  const violations: Record<string, string> = {};
  for (const [index, { gapId, choiceId, text }] of gaps.entries()) {
    const at = `${path}.gaps[${index}]`;
    const choices = left.get(gapId);
    if (!choices) violations[`${at}.gap_id`] = "names no gap that is left to fill";
    else if (choiceId !== "" && !choices.includes(choiceId))
      violations[`${at}.choice_id`] = "names no choice of the gap";
    else if (choices.length > 0 && text !== "") violations[`${at}.text`] = "must be empty where one chooses";
    if (text.length > longestText) violations[`${at}.text`] = `is longer than ${longestText} characters`;
    left.delete(gapId);
  }
  return violations;
}
