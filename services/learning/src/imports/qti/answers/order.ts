import { type Answers, letter } from "../../questions/answers.ts";
import { Unusable } from "../../questions/unusable.ts";
import { type Asking, optionsOf, rightValues } from "./asking.ts";

/** Choices that are put in order; learners see them shuffled, as the item may wish. */
export function readOrder(asking: Asking): Answers {
  const options = optionsOf(asking, "qti-simple-choice");
  const right = rightValues(asking);
  if (right.length !== options.length) {
    throw new Unusable("ORDER_PARTIAL", "Some of its pieces alone are put in order; here all of them are.");
  }
  return {
    kind: "ORDERING",
    choices: options.map(({ text }, index) => ({ id: letter(index), text })),
    partialCredit: asking.processing.way === "map",
    key: { choiceIds: right.map((value) => letter(options.findIndex(({ identifier }) => identifier === value))) },
  };
}
