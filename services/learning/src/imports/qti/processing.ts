import { descendants, elements, textOf, type XmlElement } from "../xml.ts";
import { numberOf } from "./declarations.ts";

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
}

/** What the standard ways of grading, and those that set feedback beside them, are written with. */
const plain = new Set(
  (
    "response-condition response-if response-else response-else-if match variable correct set-outcome-value base-value " +
    "map-response map-response-point sum is-null not equal equal-rounded string-match"
  )
    .split(" ")
    .map((name) => `qti-${name}`),
);
const comparing = new Set(["qti-match", "qti-equal", "qti-equal-rounded", "qti-string-match"]);

/** How an item grades a response. */
export function readProcessing(item: XmlElement, responseId: string): Processing {
  const [processing] = elements(item, "qti-response-processing");
  if (!processing) return { way: "other" };
  const template = processing.attributes.template ?? processing.attributes["template-location"] ?? "";
  if (template !== "") return { way: wayOf(template) };
  const found = descendants(processing, () => true);
  const about = ({ attributes }: XmlElement) => attributes.identifier === responseId;
  const equal = found.find(({ name }) => name === "qti-equal" || name === "qti-equal-rounded");
  const compared = equal && descendants(equal, about).length > 0 ? { equal } : {};
  const named = (name: RegExp) => found.some((element) => name.test(element.name) && about(element));
  if (!found.every((element) => plain.has(element.name) && !againstConstant(element)))
    return { way: "other", ...compared };
  if (named(/^qti-map-response/)) return { way: "map" };
  return named(/^qti-correct$/) ? { way: "match", ...scoreOf(found), ...compared } : { way: "other", ...compared };
}

function wayOf(template: string): Processing["way"] {
  if (/match_correct|CC2_match/i.test(template)) return "match";
  return /map_response/i.test(template) ? "map" : "other";
}

/** A comparison with a value of the program's own grades by something that the declaration does not say. */
function againstConstant(element: XmlElement): boolean {
  return comparing.has(element.name) && elements(element, "qti-base-value").length > 0;
}

function scoreOf(found: readonly XmlElement[]): { score?: number } {
  const values = found
    .filter(({ name, attributes }) => name === "qti-set-outcome-value" && attributes.identifier === "SCORE")
    .flatMap((set) => elements(set, "qti-base-value").map((value) => numberOf(textOf(value)) ?? 0));
  const score = Math.max(0, ...values);
  return score > 0 ? { score } : {};
}
