import { type Answers, letter } from "../../questions/answers.ts";
import { numberOf } from "../declarations.ts";
import { type Asking, choicesOf, noteUneven, optionsOf, rightValues } from "./asking.ts";

/** One of several choices, or any of them. */
export function readChoice(asking: Asking): Answers {
  const { declaration, processing, changes, element } = asking;
  const options = optionsOf(asking, "qti-simple-choice");
  const values = rightValues(asking);
  const many = declaration.cardinality === "multiple";
  const right = many ? values : values.slice(0, 1);
  if (many) noteLimit(asking, options.length);
  if (many && processing.way === "map") noteUneven(asking, right);
  const worth = (declaration.mapping?.entries ?? []).filter(({ value }) => value > 0);
  if (!many && processing.way === "map" && worth.some(({ key }) => key !== right[0])) {
    changes.push({ reason: "PARTIAL_CREDIT_DROPPED", message: "Points for a partly right answer are not given." });
  }
  const max = numberOf(element.attributes["max-choices"]);
  return {
    kind: many && max !== 1 ? "MULTIPLE" : "SINGLE",
    choices: choicesOf(options),
    ...(element.attributes.shuffle === "true" && { shuffle: true as const }),
    partialCredit: many && max !== 1 && processing.way === "map",
    key: { choiceIds: right.map((value) => letter(options.findIndex(({ identifier }) => identifier === value))) },
  };
}

/** Notes that the number of choices is not held to what the item allows. */
function noteLimit({ element, changes }: Asking, count: number): void {
  const max = numberOf(element.attributes["max-choices"]) ?? 0;
  const min = numberOf(element.attributes["min-choices"]) ?? 0;
  if ((max <= 1 || max >= count) && min <= 1) return;
  changes.push({ reason: "LIMIT_DROPPED", message: "How many choices may be taken is not limited." });
}
