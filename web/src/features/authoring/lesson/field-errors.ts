import { useWords } from "../../../lib/words.ts";
import { lessonWords } from "./words.ts";

/** What the service found wrong in a lesson: path of a field -> what. */
export type Violations = Record<string, string>;

type Key = Parameters<ReturnType<typeof useWords<keyof (typeof lessonWords)["en"]>>>[0];

const said: [RegExp, Key][] = [
  [/text\.markdown$/, "mustText"],
  [/video\.source$/, "mustVideo"],
  [/file\.source$/, "mustFile"],
  [/file\.name$/, "mustFileName"],
  [/draw\.bank_id$/, "mustBank"],
  [/draw\.count$/, "mustCount"],
  [/package\.(package_id|entry)$/, "mustPackage"],
  [/package\.title$/, "mustTitle"],
  [/question\.prompt$/, "mustPrompt"],
  [/question\.points$/, "mustPoints"],
  [/\.(choices|targets)\[\d+\]\.text$/, "mustChoiceText"],
  [/(question|gaps\[\d+\])\.(choices|targets)$/, "mustChoices"],
  [/question\.gaps$/, "mustGap"],
  [/gaps\[\d+\]\.id$/, "mustStand"],
  [/key\.gaps\[\d+\]\.choice_id$/, "mustRight"],
  [/key\.gaps/, "mustTexts"],
  [/question\.image$/, "mustImage"],
  [/\.area/, "mustArea"],
  [/max_choices$/, "mustMaxChoices"],
  [/key\.choice_ids/, "mustRight"],
  [/key\.texts/, "mustTexts"],
  [/key\.pairs/, "mustPairs"],
  [/key\.(number|tolerance)$/, "mustNumber"],
  [/grading\.category$/, "mustCategory"],
];

/** Says what is wrong at a field of one block (`question.key.texts`), or at those under it; undefined where it is right. */
export type WrongAt = (path: string) => string | undefined;

/** Words for what is wrong at the fields under `prefix`. */
export function useWrongAt(violations: Violations, prefix: string): WrongAt {
  const words = useWords(lessonWords);
  return (path) => {
    const whole = `${prefix}${path}`;
    const found = Object.keys(violations).find((name) => name === whole || name.startsWith(`${whole}[`));
    if (!found) return undefined;
    return words(said.find(([pattern]) => pattern.test(found))?.[1] ?? "mustOther");
  };
}
