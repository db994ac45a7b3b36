import type { Area, Choice, Gap, GapKey, Question } from "../../content.ts";
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
    ...(question.shuffle && { shuffle: true }),
    ...(hints.length > 0 && { hints }),
    ...(key.explanation !== "" && { explanation: key.explanation }),
  };
}

function answersOf(question: Question): Record<string, unknown> {
  const { kind, choices, targets, key, gaps = [], image, imageAlt, maxChoices } = question;
  switch (kind) {
    case "SINGLE":
    case "MULTIPLE":
      return {
        choices: choices.map((choice) => ({
          ...plainChoice(choice),
          ...(key.choiceIds.includes(choice.id) && { right: true }),
        })),
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
    case "CLOZE":
      return {
        gaps: gaps.map((gap) =>
          gapFields(
            gap,
            key.gaps?.find(({ gapId }) => gapId === gap.id),
          ),
        ),
      };
    case "HOTSPOT":
      return {
        image,
        ...(imageAlt !== "" && { image_alt: imageAlt }),
        ...(maxChoices !== 0 && { max_choices: maxChoices }),
        choices: choices.map(({ id, text, area }) => ({
          id,
          text,
          ...(area && areaFields(area)),
          ...(key.choiceIds.includes(id) && { right: true }),
        })),
      };
  }
}

function gapFields({ id, choices }: Gap, key: GapKey | undefined): Record<string, unknown> {
  if (choices.length === 0) return { id, answers: key?.texts ?? [] };
  return {
    id,
    choices: choices.map((choice) => ({
      ...plainChoice(choice),
      ...(choice.id === key?.choiceId && { right: true }),
    })),
  };
}

function areaFields(area: Area): Record<string, unknown> {
  switch (area.shape) {
    case "rectangle":
      return { rectangle: [area.x, area.y, area.width, area.height] };
    case "ellipse":
      return { ellipse: [area.x, area.y, area.radiusX, area.radiusY] };
    case "polygon":
      return { polygon: area.points.map(({ x, y }) => [x, y]) };
  }
}

function plain(choices: Choice[]): Choice[] {
  return choices.map(plainChoice);
}

function plainChoice({ id, text, fixed }: Choice): Choice {
  return { id, text, ...(fixed && { fixed }) };
}

/** A question's fields as the platform has them, for what the pleasant form cannot say. */
export function exactQuestion(question: Question): Record<string, unknown> {
  return { ...question };
}
