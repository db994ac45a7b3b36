import type { Choice, Question } from "../../content.ts";
import { kindNames } from "../../imports/markdown/question.ts";

/** A question's fields as a person would write them. */
export function pleasantQuestion(question: Question): Record<string, unknown> {
  const { kind, prompt, points, partialCredit, hints, key } = question;
  return {
    kind: kindNames[kind],
    prompt,
    ...answersOf(question),
    ...(points !== 1 && { points }),
    ...(partialCredit && { partial_credit: true }),
    ...(hints.length > 0 && { hints }),
    ...(key.explanation !== "" && { explanation: key.explanation }),
  };
}

function answersOf({ kind, choices, targets, key }: Question): Record<string, unknown> {
  switch (kind) {
    case "SINGLE":
    case "MULTIPLE":
      return {
        choices: choices.map(({ id, text }) => ({ id, text, ...(key.choiceIds.includes(id) && { right: true }) })),
      };
    case "TRUE_FALSE":
      return { answer: key.choiceIds[0] === "true" };
    case "NUMERIC":
      return { answer: key.number, ...(key.tolerance !== 0 && { tolerance: key.tolerance }) };
    case "TEXT":
      return { answers: key.texts };
    case "ORDERING": {
      const asListed = key.choiceIds.every((id, at) => choices[at]?.id === id);
      return { choices: plain(choices), ...(!asListed && { order: key.choiceIds }) };
    }
    case "MATCHING":
      return {
        choices: plain(choices),
        targets: plain(targets),
        pairs: key.pairs.map(({ choiceId, targetId }) => [choiceId, targetId]),
      };
  }
}

function plain(choices: Choice[]): Choice[] {
  return choices.map(({ id, text }) => ({ id, text }));
}

/** A question's fields as the platform has them, for what the pleasant form cannot say. */
export function exactQuestion(question: Question): Record<string, unknown> {
  return { ...question };
}
