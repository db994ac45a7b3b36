import { type Answers, letter } from "../../questions/answers.ts";
import { Unusable } from "../../questions/unusable.ts";
import { descendants } from "../../xml.ts";
import { type Asking, choicesOf, noteUneven, type Option, optionsOf, rightValues } from "./asking.ts";

/** Two sets of things that belong together; here each of one set goes with exactly one of the other. */
export function readMatch(asking: Asking): Answers {
  const { element, processing, changes } = asking;
  const [first, second] = descendants(element, ({ name }) => name === "qti-simple-match-set").map((set) =>
    optionsOf(asking, "qti-simple-associable-choice", set),
  );
  if (!first || !second) throw new Unusable("QUESTION_INVALID", "It has no two sets to match.");
  const values = rightValues(asking);
  const pairs = values.map((value) => value.split(/\s+/) as [string, string]);
  if (processing.way === "map") noteUneven(asking, values);
  const partialCredit = processing.way === "map";
  if (
    eachOnce(
      first,
      pairs.map(([source]) => source),
    )
  )
    return matching(first, second, pairs, partialCredit);
  if (
    !eachOnce(
      second,
      pairs.map(([, target]) => target),
    )
  ) {
    throw new Unusable("MATCH_MANY", "One thing in it matches several on both sides; here each matches one.");
  }
  changes.push({
    reason: "SIDES_SWAPPED",
    message: "Its two sides changed places, since each thing matches one here.",
  });
  const swapped = pairs.map(([source, target]): [string, string] => [target, source]);
  return matching(second, first, swapped, partialCredit);
}

function eachOnce(options: readonly Option[], matched: readonly string[]): boolean {
  return options.length === matched.length && options.every(({ identifier }) => matched.includes(identifier));
}

function matching(choices: Option[], targets: Option[], pairs: [string, string][], partialCredit: boolean): Answers {
  const target = (identifier: string) => `t${targets.findIndex((each) => each.identifier === identifier) + 1}`;
  return {
    kind: "MATCHING",
    choices: choicesOf(choices),
    targets: choicesOf(targets, (index) => `t${index + 1}`),
    partialCredit,
    key: {
      pairs: pairs.map(([from, to]) => ({
        choiceId: letter(choices.findIndex(({ identifier }) => identifier === from)),
        targetId: target(to),
      })),
    },
  };
}
