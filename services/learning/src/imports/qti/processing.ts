import { descendants, elements, textOf, type XmlElement } from "../xml.ts";
import { type Declaration, numberOf } from "./declarations.ts";

/**
 * How the answer to one response is graded: compared with what is right, worth what its mapping says, or by a program
 * of the author's, which is not run here.
 */
export interface Processing {
  way: "match" | "map" | "other";
  /** What is given where it is right, if the item says so. */
  score?: number;
  /** How numbers are compared, if the item says so. */
  equal?: XmlElement;
  /** Whether it says that capitals make no difference. */
  caseless?: boolean;
}

/** What the standard ways of grading are written with. */
const plain = new Set(
  (
    "response-condition response-if response-else response-else-if match variable correct set-outcome-value base-value " +
    "map-response map-response-point sum is-null not or equal equal-rounded string-match"
  )
    .split(" ")
    .map((name) => `qti-${name}`),
);
const comparing = new Set(["qti-match", "qti-equal", "qti-equal-rounded", "qti-string-match"]);

/** How an item grades a response. */
export function readProcessing(item: XmlElement, declaration: Declaration): Processing {
  const [processing] = elements(item, "qti-response-processing");
  if (!processing) return { way: "other" };
  const template = processing.attributes.template ?? processing.attributes["template-location"] ?? "";
  if (template !== "") return { way: wayOf(template) };
  const found = scoring(processing).flatMap((part) => [part, ...descendants(part, () => true)]);
  const about = ({ attributes }: XmlElement) => attributes.identifier === declaration.id;
  const equal = found.find(({ name }) => name === "qti-equal" || name === "qti-equal-rounded");
  const compared = equal && descendants(equal, about).length > 0 ? { equal } : {};
  const named = (name: RegExp) => found.some((element) => name.test(element.name) && about(element));
  const programmed = found.some((element) => !plain.has(element.name) || againstOther(element, declaration));
  if (programmed) return { way: "other", ...compared };
  if (named(/^qti-map-response/)) return { way: "map" };
  if (!named(/^qti-(correct|variable)$/)) return { way: "other", ...compared };
  const caseless = found.some(({ attributes }) => attributes["case-sensitive"] === "false");
  return { way: "match", ...scoreOf(found), ...compared, caseless };
}

function wayOf(template: string): Processing["way"] {
  if (/match_correct|CC2_match/i.test(template)) return "match";
  return /map_response/i.test(template) ? "map" : "other";
}

/** The branches and rules that give points; those that only choose what is said about an answer grade nothing. */
function scoring(parent: XmlElement): XmlElement[] {
  return elements(parent).flatMap((element) => {
    if (element.name === "qti-response-condition") return scoring(element);
    if (element.name === "qti-response-else" || setters(element).every(givesNothing)) return [];
    return [element];
  });
}

function setters(element: XmlElement): XmlElement[] {
  const sets = ({ name, attributes }: XmlElement) =>
    name === "qti-set-outcome-value" && attributes.identifier === "SCORE";
  return [element, ...descendants(element, () => true)].filter(sets);
}

function givesNothing(setter: XmlElement): boolean {
  const [value] = elements(setter);
  return value?.name === "qti-base-value" && !numberOf(textOf(value));
}

/** A comparison of the response with what its declaration does not call right. */
function againstOther(element: XmlElement, { id, correct }: Declaration): boolean {
  const about = elements(element, "qti-variable").some(({ attributes }) => attributes.identifier === id);
  const constants = about && comparing.has(element.name) ? elements(element, "qti-base-value") : [];
  return constants.some((constant) => !correct.includes(textOf(constant).replace(/\s+/g, " ").trim()));
}

function scoreOf(found: readonly XmlElement[]): { score?: number } {
  const values = found
    .flatMap(setters)
    .flatMap((set) => elements(set, "qti-base-value").map((value) => numberOf(textOf(value)) ?? 0));
  const score = Math.max(0, ...values);
  return score > 0 ? { score } : {};
}
