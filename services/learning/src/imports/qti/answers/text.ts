import type { AnswerKey } from "../../../content.ts";
import type { Answers } from "../../questions/answers.ts";
import { Unusable } from "../../questions/unusable.ts";
import { numberOf } from "../declarations.ts";
import { type Asking, rightValues } from "./asking.ts";

/** A field that one types into: a number where the item says that it is one, or a text. */
export function readTextEntry(asking: Asking): Answers {
  return /^(integer|float)$/.test(asking.declaration.baseType)
    ? { kind: "NUMERIC", key: readNumber(asking) }
    : { kind: "TEXT", key: { texts: acceptedTexts(asking) } };
}

/** The texts that count as right. */
export function acceptedTexts(asking: Asking): string[] {
  const { declaration, processing, changes, element } = asking;
  const values = rightValues(asking);
  const worth = (declaration.mapping?.entries ?? []).filter(({ value }) => value > 0);
  const best = Math.max(...worth.map(({ value }) => value));
  const full = worth.filter(({ value }) => value === best).map(({ key }) => key);
  const mapped = processing.way === "map" && worth.length > 0;
  if (mapped && full.length < worth.length) {
    changes.push({ reason: "PARTIAL_CREDIT_DROPPED", message: "Points for a partly right answer are not given." });
  }
  const texts = [...new Set([...(mapped ? full : values), ...(mapped ? [] : full)])].filter((text) => text !== "");
  const cased = mapped ? worth.some(({ caseSensitive }) => caseSensitive) : texts.some((text) => /\p{L}/u.test(text));
  if (cased && !processing.caseless) {
    changes.push({ reason: "CASE_IGNORED", message: "Capital and small letters are not told apart in answers." });
  }
  if (element.attributes["pattern-mask"]) {
    changes.push({ reason: "PATTERN_DROPPED", message: "What may be typed is not held to a pattern." });
  }
  return texts;
}

function readNumber(asking: Asking): Partial<AnswerKey> {
  const { declaration, processing, changes } = asking;
  const values = rightValues(asking);
  const number = numberOf(values[0]);
  if (number === undefined) throw new Unusable("QUESTION_INVALID", "Its right answer is no number.");
  if ((declaration.mapping?.entries ?? []).filter(({ value }) => value > 0).length > 1) {
    changes.push({ reason: "ANSWERS_DROPPED", message: "One number is accepted; the others that were are not." });
  }
  const { equal } = processing;
  if (!equal) return { number, tolerance: 0 };
  if (equal.name === "qti-equal-rounded") {
    changes.push({
      reason: "ROUNDING_DROPPED",
      message: "Answers were rounded before they were compared; now they are not.",
    });
    return { number, tolerance: 0 };
  }
  const mode = equal.attributes["tolerance-mode"] ?? "exact";
  const [low = 0, high = low] = (equal.attributes.tolerance ?? "")
    .split(/\s+/)
    .map((each) => Math.abs(numberOf(each) ?? 0));
  if (mode === "absolute") return around(number - low, number + high);
  if (mode !== "relative") return { number, tolerance: 0 };
  const part = (percent: number) => (Math.abs(number) * percent) / 100;
  return around(number - part(low), number + part(high));
}

function around(low: number, high: number): Partial<AnswerKey> {
  return { number: (low + high) / 2, tolerance: (high - low) / 2 };
}
