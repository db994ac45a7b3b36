import type { Question } from "../../content.ts";
import { questionViolations } from "../../question-rules.ts";
import type { Change } from "../report.ts";

// What the contract lets an author save.
const most = { promptBytes: 50_000, choices: 50, choiceBytes: 10_000, texts: 100, textLength: 500, points: 1000 };

/** As many banks may a course have. */
export const mostBanks = 200;

/** Why a question cannot be asked, or could not be edited later; undefined where it can. */
export function whyNotAsked(question: Question): Change | undefined {
  const { prompt, choices, targets, points, key } = question;
  const bytes = (text: string) => Buffer.byteLength(text);
  const invalid = (message: string): Change => ({ reason: "QUESTION_INVALID", message });
  if (bytes(prompt) > most.promptBytes) return invalid("What it asks is too long.");
  if (Math.max(choices.length, targets.length, key.pairs.length) > most.choices) {
    return invalid(`It has more than ${most.choices} choices.`);
  }
  if ([...choices, ...targets].some(({ text }) => bytes(text) > most.choiceBytes)) {
    return invalid("One of its choices is too long.");
  }
  if (key.texts.length > most.texts || key.texts.some((text) => text.length > most.textLength)) {
    return invalid("It has too many right texts, or one that is too long.");
  }
  if (points > most.points) return invalid(`It is worth more than ${most.points} points.`);
  const [wrong] = Object.entries(questionViolations(question, "It"));
  return wrong && invalid(`It contradicts itself: ${wrong[0].replace(/^It\.(key\.)?/, "")} ${wrong[1]}.`);
}
