import type { AnswerKey, Question } from "../../content.ts";

/** How a question is answered, without what it asks. */
export type Answers = Pick<Question, "kind" | "gaps" | "image" | "imageAlt" | "maxChoices" | "shuffle"> &
  Partial<Pick<Question, "choices" | "targets" | "partialCredit">> & { key: Partial<AnswerKey> };

/** `a`, `b`, ..., `z`, `a1`, ...: identifiers of authors may tell what is right. */
export function letter(index: number): string {
  const sign = String.fromCharCode(97 + (index % 26));
  return index < 26 ? sign : `${sign}${Math.floor(index / 26)}`;
}
