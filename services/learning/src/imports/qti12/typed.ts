import type { AnswerKey } from "../../content.ts";
import { numberOf } from "../qti/declarations.ts";
import type { Answers } from "../questions/answers.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { type Comparison, type Condition, scored } from "./conditions.ts";

/** A field that one types into; `number` says that it takes numbers alone. */
export function readTyped(number: boolean, conditions: readonly Condition[], changes: Change[]): Answers {
  const found = scored(conditions);
  const comparisons = found.flatMap((condition) => condition.comparisons.filter(({ negated }) => !negated));
  if (found.some(({ score }) => score !== found[0]?.score)) {
    changes.push({ reason: "PARTIAL_CREDIT_DROPPED", message: "Points for a partly right answer are not given." });
  }
  const equal = comparisons.filter(({ operator }) => operator === "varequal");
  const range = rangeOf(comparisons, changes);
  if (range) return { kind: "NUMERIC", key: range };
  const [first] = equal;
  const plain = equal.length === 1 && first && /^-?(0|[1-9]\d*)([.,]\d+)?$/.test(first.value);
  if (first && (number || plain)) {
    const value = numberOf(first.value.replace(",", "."));
    if (value === undefined) throw new Unusable("QUESTION_INVALID", "Its right answer is no number.");
    if (equal.length > 1) {
      changes.push({ reason: "ANSWERS_DROPPED", message: "One number is accepted; the others that were are not." });
    }
    return { kind: "NUMERIC", key: { number: value, tolerance: 0 } };
  }
  return { kind: "TEXT", key: { texts: textsOf(comparisons, equal, changes) } };
}

function textsOf(comparisons: readonly Comparison[], equal: readonly Comparison[], changes: Change[]): string[] {
  const patterns = comparisons.some(({ operator }) => operator === "varsubstring");
  if (equal.length === 0 && patterns) {
    throw new Unusable("QUESTION_REGEXP", "Its answers are compared with a part of a text, which is not done here.");
  }
  if (equal.length === 0) throw new Unusable("KEY_MISSING", "Nothing in it says what is right.");
  if (patterns) {
    changes.push({ reason: "WILDCARD_DROPPED", message: "Answers that stand for many texts were dropped." });
  }
  if (equal.some(({ caseSensitive }) => caseSensitive)) {
    changes.push({ reason: "CASE_IGNORED", message: "Capital and small letters are not told apart in answers." });
  }
  return [...new Set(equal.map(({ value }) => value))].filter((text) => text !== "");
}

const [lower, upper] = [/^vargte?$/, /^varlte?$/];

/** The numbers between the two ends that comparisons name; undefined where they name none. */
function rangeOf(comparisons: readonly Comparison[], changes: Change[]): Partial<AnswerKey> | undefined {
  const low = comparisons.filter(({ operator }) => lower.test(operator));
  const high = comparisons.filter(({ operator }) => upper.test(operator));
  if (low.length === 0 && high.length === 0) return undefined;
  const [from, to] = [numberOf(low[0]?.value), numberOf(high[0]?.value)];
  if (from === undefined || to === undefined || from > to) {
    throw new Unusable("QUESTION_COMPUTED", "Its answer is no plain range of numbers.");
  }
  if (low.length > 1 || high.length > 1) {
    changes.push({ reason: "ANSWERS_DROPPED", message: "One range is accepted; the others that were are not." });
  }
  if ([low[0], high[0]].some((end) => !end?.operator.endsWith("e"))) {
    changes.push({ reason: "RANGE_CLOSED", message: "The ends of the range count as right." });
  }
  return { number: (from + to) / 2, tolerance: (to - from) / 2 };
}
