import type { Gap, GapKey } from "../../../content.ts";
import { type Answers, letter } from "../../questions/answers.ts";
import { type Asking, choicesOf, optionsOf, plainWords, rightValues } from "./asking.ts";
import { acceptedTexts } from "./text.ts";

/** Gaps in a text, each to be typed into or chosen for. The asking of a gap stands under its id. */
export function readCloze(askings: ReadonlyMap<string, Asking>): Answers {
  const gaps: Gap[] = [];
  const keys: GapKey[] = [];
  for (const [id, asking] of askings) {
    if (asking.element.name === "qti-text-entry-interaction") {
      gaps.push({ id, choices: [] });
      keys.push({ gapId: id, choiceId: "", texts: acceptedTexts(asking) });
      noteTolerance(asking);
      continue;
    }
    const options = optionsOf(asking, "qti-inline-choice", asking.element, plainWords(asking));
    const [right] = rightValues(asking);
    gaps.push({ id, choices: choicesOf(options) });
    keys.push({ gapId: id, choiceId: letter(options.findIndex(({ identifier }) => identifier === right)), texts: [] });
  }
  const summed = [...askings.values()].every(({ processing }) => processing.way !== "other");
  return { kind: "CLOZE", gaps, partialCredit: summed && gaps.length > 1, key: { gaps: keys } };
}

function noteTolerance({ processing, changes }: Asking): void {
  if (!processing.equal?.attributes.tolerance) return;
  changes.push({ reason: "TOLERANCE_DROPPED", message: "A number in a gap is to be given exactly." });
}
