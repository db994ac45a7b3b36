import { numberOf } from "../qti/declarations.ts";
import { descendants, elements, textOf, type XmlElement } from "../xml.ts";

/** One comparison of a condition, such as `varequal`. */
export interface Comparison {
  /** `varequal`, `vargte`, `varsubstring`, ... */
  operator: string;
  responseId: string;
  value: string;
  caseSensitive: boolean;
  negated: boolean;
}

/** What is done where a response fulfils a condition. */
export interface Condition {
  comparisons: Comparison[];
  /** What it sets the score to, or adds; undefined where it leaves it alone. */
  score: number | undefined;
  adds: boolean;
  /** The feedback that it shows. */
  feedback: string[];
}

/** The conditions of an item of QTI 1.2, in their order. */
export function readConditions(item: XmlElement): Condition[] {
  return descendants(item, ({ name }) => name === "respcondition").map((element) => {
    const [set] = elements(element, "setvar").filter(({ attributes }) => /^(score)?$/i.test(attributes.varname ?? ""));
    return {
      comparisons: elements(element, "conditionvar").flatMap((condition) => comparisonsIn(condition, false)),
      score: set && numberOf(textOf(set)),
      adds: /^add$/i.test(set?.attributes.action ?? ""),
      feedback: elements(element, "displayfeedback").flatMap(({ attributes }) => attributes.linkrefid ?? []),
    };
  });
}

function comparisonsIn(parent: XmlElement, negated: boolean): Comparison[] {
  return elements(parent).flatMap((element) => {
    const { name, attributes } = element;
    if (name === "not") return comparisonsIn(element, !negated);
    if (name === "and" || name === "or") return comparisonsIn(element, negated);
    const caseSensitive = /^yes$/i.test(attributes.case ?? "");
    return [
      { operator: name, responseId: attributes.respident ?? "", value: textOf(element).trim(), caseSensitive, negated },
    ];
  });
}

/** Those that give points, the ones that give most first. */
export function scored(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(({ score = 0 }) => score > 0).sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
}
