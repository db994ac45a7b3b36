import type { Gap, GapKey, Question } from "./content.ts";
import { gapsIn } from "./gaps.ts";

type Violations = Record<string, string>;

const most = 50;

/** In what the gaps of a cloze contradict its prompt or its key, by the path of the field. */
export function clozeViolations({ prompt, gaps = [], key }: Question, path: string): Violations {
  if (gaps.length === 0) return { [`${path}.gaps`]: "must hold a gap" };
  if (gaps.length > most) return { [`${path}.gaps`]: `must hold at most ${most}` };
  const ids = gaps.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) return { [`${path}.gaps[${twice}].id`]: "is the id of another one as well" };
  const standing = gapsIn(prompt, ids);
  const violations: Violations = {};
  for (const [index, gap] of gaps.entries()) {
    if (standing.filter((id) => id === gap.id).length !== 1) {
      violations[`${path}.gaps[${index}].id`] = `must stand in the prompt once, as \`[[${gap.id}]]\``;
    }
    Object.assign(violations, choiceViolations(gap, `${path}.gaps[${index}]`));
  }
  return { ...violations, ...keyViolations(gaps, key.gaps ?? [], `${path}.key.gaps`) };
}

function choiceViolations({ choices }: Gap, path: string): Violations {
  const ids = choices.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  const blank = choices.findIndex(({ text }) => text.trim() === "");
  return {
    ...(choices.length === 1 && { [`${path}.choices`]: "must hold 2 or more, or none" }),
    ...(twice >= 0 && { [`${path}.choices[${twice}].id`]: "is the id of another one as well" }),
    ...(blank >= 0 && { [`${path}.choices[${blank}].text`]: "must not be blank" }),
  };
}

function keyViolations(gaps: readonly Gap[], keys: readonly GapKey[], path: string): Violations {
  const left = new Map(gaps.map((gap) => [gap.id, gap]));
  for (const [index, key] of keys.entries()) {
    const gap = left.get(key.gapId);
    if (!gap) return { [`${path}[${index}].gap_id`]: "names no gap, or one that was named before" };
    const wrong = fillingViolations(gap, key, `${path}[${index}]`);
    if (Object.keys(wrong).length > 0) return wrong;
    left.delete(key.gapId);
  }
  return left.size > 0 ? { [path]: "must say what belongs into every gap" } : {};
}

function fillingViolations({ choices }: Gap, { choiceId, texts }: GapKey, path: string): Violations {
  if (choices.length > 0) {
    if (!choices.some(({ id }) => id === choiceId)) return { [`${path}.choice_id`]: "must be a choice of the gap" };
    return texts.length > 0 ? { [`${path}.texts`]: "must be empty where one chooses" } : {};
  }
  if (choiceId !== "") return { [`${path}.choice_id`]: "must be empty where one types" };
  const blank = texts.findIndex((text) => text.trim() === "");
  if (blank >= 0) return { [`${path}.texts[${blank}]`]: "must not be blank" };
  return texts.length > 0 ? {} : { [`${path}.texts`]: "must hold a text that counts as right" };
}
