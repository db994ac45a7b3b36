import { type Answers, letter } from "../../questions/answers.ts";
import { Unusable } from "../../questions/unusable.ts";
import { type Asking, choicesOf, optionsOf, rightValues } from "./asking.ts";

/** Choices that are put in order; learners see all of them shuffled, since a place that is kept may give itself away. */
export function readOrder(asking: Asking): Answers {
  const options = optionsOf(asking, "qti-simple-choice");
  const right = rightValues(asking);
  if (right.length !== options.length) {
    throw new Unusable("ORDER_PARTIAL", "Some of its pieces alone are put in order; here all of them are.");
  }
  if (options.some(({ fixed }) => fixed)) {
    const message = "Some of its pieces were to keep their places; all of them are shuffled.";
    asking.changes.push({ reason: "FIXED_DROPPED", message });
  }
  return {
    kind: "ORDERING",
    choices: choicesOf(options.map((option) => ({ ...option, fixed: false }))),
    partialCredit: asking.processing.way === "map",
    key: { choiceIds: right.map((value) => letter(options.findIndex(({ identifier }) => identifier === value))) },
  };
}
