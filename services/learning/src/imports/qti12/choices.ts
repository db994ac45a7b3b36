import type { Choice } from "../../content.ts";
import { type Answers, letter } from "../questions/answers.ts";
import { truthOf } from "../questions/truth.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import type { XmlElement } from "../xml.ts";
import { type Condition, scored } from "./conditions.ts";

/** Something to choose in an item of QTI 1.2. */
export interface Label {
  identifier: string;
  /** Markdown. */
  text: string;
  /** Whether it keeps its place where the others are shuffled. */
  fixed: boolean;
}

/** Whether a label says that it keeps its place. */
export function isFixed({ attributes }: XmlElement): boolean {
  return /^no$/i.test(attributes.rshuffle ?? "");
}

/** Labels as choices. */
export function choicesOf(labels: readonly Label[], idOf = letter): Choice[] {
  return labels.map(({ text, fixed }, index) => ({ id: idOf(index), text, ...(fixed && { fixed }) }));
}

const partial = { reason: "PARTIAL_CREDIT_DROPPED", message: "Points for a partly right answer are not given." };

/** One of the labels; two that say true and false are a question of that kind. */
export function readOne(labels: readonly Label[], conditions: readonly Condition[], changes: Change[]): Answers {
  const right = scored(conditions).flatMap(({ comparisons }) => wanted(comparisons));
  const [value] = right;
  if (value === undefined) throw new Unusable("KEY_MISSING", "Nothing in it says what is right.");
  if (right.some((other) => other !== value)) changes.push(partial);
  const at = labels.findIndex(({ identifier }) => identifier === value);
  const choices = choicesOf(labels);
  const truth = truthOf(choices);
  if (truth && at >= 0) return { kind: "TRUE_FALSE", key: { choiceIds: [truth[at] as string] } };
  return { kind: "SINGLE", choices, key: { choiceIds: [letter(at)] } };
}

/** Any of the labels: all that one condition wants together, or those that add points each. */
export function readMany(labels: readonly Label[], conditions: readonly Condition[], changes: Change[]): Answers {
  const [best, ...others] = scored(conditions);
  if (!best) throw new Unusable("KEY_MISSING", "Nothing in it says what is right.");
  const added = best.adds && others.length > 0;
  const values = [...new Set((added ? [best, ...others] : [best]).flatMap(({ comparisons }) => wanted(comparisons)))];
  if (!added && others.length > 0) changes.push(partial);
  if (added && others.some(({ score }) => score !== best.score)) {
    changes.push({
      reason: "WEIGHTS_EVENED",
      message: "The right answers count alike; they had weights of their own.",
    });
  }
  return {
    kind: "MULTIPLE",
    choices: choicesOf(labels),
    partialCredit: added,
    key: { choiceIds: values.map((value) => letter(labels.findIndex(({ identifier }) => identifier === value))) },
  };
}

function wanted(comparisons: Condition["comparisons"]): string[] {
  return comparisons.filter(({ operator, negated }) => operator === "varequal" && !negated).map(({ value }) => value);
}
