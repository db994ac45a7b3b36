import { choiceIdsOf } from "./answers.ts";
import { clozeViolations } from "./cloze-rules.ts";
import type { AnswerKey, Choice, Question, QuestionKind } from "./content.ts";
import { hotspotViolations } from "./hotspot-rules.ts";

type Violations = Record<string, string>;

/** In what a question contradicts itself, by the path of the field; nothing where a learner can be graded by it. */
export function questionViolations(question: Question, path: string): Violations {
  const { prompt, points } = question;
  return {
    ...(prompt.trim() === "" && { [`${path}.prompt`]: "must not be blank" }),
    ...(!(points > 0 && Number.isFinite(points)) && { [`${path}.points`]: "must be more than zero" }),
    ...repeated(question, path),
    ...rules[question.kind](question, path),
  };
}

/** A question in which the fields that its kind does not use are empty, or absent where other kinds know none. */
export function withoutUnused(question: Question): Question {
  const uses = used[question.kind];
  const { gaps = [], image = "", imageAlt = "", maxChoices = 0, shuffle, key, ...rest } = question;
  return {
    ...rest,
    ...(uses.includes("gaps") && { gaps: gaps.map(({ id, choices }) => ({ id, choices: choices.map(plain) })) }),
    ...(uses.includes("image") && { image, imageAlt, maxChoices }),
    ...(uses.includes("shuffle") && shuffle && { shuffle }),
    choices: uses.includes("choices") ? question.choices.map(choiceOf[question.kind] ?? plain) : [],
    targets: uses.includes("targets") ? question.targets.map(plain) : [],
    key: {
      choiceIds: uses.includes("choiceIds") ? key.choiceIds : [],
      number: uses.includes("number") ? key.number : 0,
      tolerance: uses.includes("number") ? key.tolerance : 0,
      texts: uses.includes("texts") ? key.texts : [],
      pairs: uses.includes("pairs") ? key.pairs : [],
      explanation: key.explanation,
      ...(uses.includes("gaps") && { gaps: key.gaps ?? [] }),
    },
  };
}

function plain({ id, text, fixed }: Choice): Choice {
  return { id, text, ...(fixed && { fixed }) };
}

function unfixed({ id, text }: Choice): Choice {
  return { id, text };
}

function onImage({ id, text, area }: Choice): Choice {
  return { id, text, area };
}

const choiceOf: Partial<Record<QuestionKind, (choice: Choice) => Choice>> = { ORDERING: unfixed, HOTSPOT: onImage };

const used: Record<QuestionKind, readonly ("choices" | "targets" | "image" | "shuffle" | keyof AnswerKey)[]> = {
  SINGLE: ["choices", "choiceIds", "shuffle"],
  MULTIPLE: ["choices", "choiceIds", "shuffle"],
  TRUE_FALSE: ["choices", "choiceIds"],
  NUMERIC: ["number"],
  TEXT: ["texts"],
  ORDERING: ["choices", "choiceIds"],
  MATCHING: ["choices", "targets", "pairs"],
  CLOZE: ["gaps"],
  HOTSPOT: ["image", "choices", "choiceIds"],
};

const rules: Record<QuestionKind, (question: Question, path: string) => Violations> = {
  SINGLE: (question, path) => ({
    ...fewerThan(2, "choices", question, path),
    ...unknownChoices(question, path),
    ...(question.key.choiceIds.length !== 1 && { [`${path}.key.choice_ids`]: "must hold the one right choice" }),
  }),
  MULTIPLE: (question, path) => ({
    ...fewerThan(2, "choices", question, path),
    ...unknownChoices(question, path),
    ...(question.key.choiceIds.length === 0 && { [`${path}.key.choice_ids`]: "must hold a right choice" }),
  }),
  TRUE_FALSE: (question, path) => {
    const [word, ...more] = question.key.choiceIds;
    const fits = more.length === 0 && (word === "true" || word === "false");
    return fits ? {} : { [`${path}.key.choice_ids`]: "must hold `true` or `false`" };
  },
  NUMERIC: ({ key }, path) => ({
    ...(!Number.isFinite(key.number) && { [`${path}.key.number`]: "must be a number" }),
    ...(!(key.tolerance >= 0 && Number.isFinite(key.tolerance)) && {
      [`${path}.key.tolerance`]: "must be a number that is not negative",
    }),
  }),
  TEXT: ({ key }, path) => {
    const blank = key.texts.findIndex((text) => text.trim() === "");
    if (blank >= 0) return { [`${path}.key.texts[${blank}]`]: "must not be blank" };
    return key.texts.length > 0 ? {} : { [`${path}.key.texts`]: "must hold a text that counts as right" };
  },
  ORDERING: (question, path) => {
    const { choices, key } = question;
    const wrong = { ...fewerThan(2, "choices", question, path), ...unknownChoices(question, path) };
    const whole = key.choiceIds.length === choices.length;
    return whole ? wrong : { ...wrong, [`${path}.key.choice_ids`]: "must hold every choice in the right order" };
  },
  MATCHING: (question, path) => ({
    ...fewerThan(1, "choices", question, path),
    ...fewerThan(1, "targets", question, path),
    ...unmatched(question, path),
  }),
  CLOZE: clozeViolations,
  HOTSPOT: (question, path) => ({ ...unknownChoices(question, path), ...hotspotViolations(question, path) }),
};

function fewerThan(least: number, field: "choices" | "targets", question: Question, path: string): Violations {
  return question[field].length < least ? { [`${path}.${field}`]: `must hold ${least} or more` } : {};
}

function repeated({ kind, choices, targets }: Question, path: string): Violations {
  const violations: Violations = {};
  for (const [field, list] of Object.entries({ choices, targets })) {
    const seen = new Set<string>();
    for (const [index, { id }] of list.entries()) {
      if (seen.has(id)) violations[`${path}.${field}[${index}].id`] = "is the id of another one as well";
      seen.add(id);
    }
  }
  const words = kind === "TRUE_FALSE" && choices.some(({ id }) => id !== "true" && id !== "false");
  return words ? { ...violations, [`${path}.choices`]: "may hold `true` and `false` alone" } : violations;
}

function unknownChoices(question: Question, path: string): Violations {
  const left = new Set(choiceIdsOf(question));
  const wrong = question.key.choiceIds.findIndex((id) => !left.delete(id));
  return wrong < 0 ? {} : { [`${path}.key.choice_ids[${wrong}]`]: "names no choice, or one that was named before" };
}

function unmatched({ choices, targets, key }: Question, path: string): Violations {
  const left = new Set(choices.map(({ id }) => id));
  const known = new Set(targets.map(({ id }) => id));
  for (const [index, { choiceId, targetId }] of key.pairs.entries()) {
    const at = `${path}.key.pairs[${index}]`;
    if (!left.delete(choiceId)) return { [`${at}.choice_id`]: "names no choice, or one that was matched before" };
    if (!known.has(targetId)) return { [`${at}.target_id`]: "names no target" };
  }
  return left.size > 0 ? { [`${path}.key.pairs`]: "must match every choice" } : {};
}
