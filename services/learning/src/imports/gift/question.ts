import type {
  GIFTQuestion,
  Matching,
  MultipleChoice,
  Numerical,
  NumericalChoice,
  NumericalFormat,
  ShortAnswer,
  TextFormat,
  TrueFalse,
} from "gift-pegjs";
import type { Question } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { readHtmlText } from "../html/read.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";

type Asked = Exclude<GIFTQuestion, { type: "Category" | "Description" }>;
type Answers = Pick<Question, "kind"> & { choices?: Question["choices"]; targets?: Question["targets"] } & {
  key: Partial<Question["key"]>;
  partialCredit?: boolean;
};

/** A question as it is asked here; what could not be kept is noted. Throws Unusable. */
export function questionOf(found: GIFTQuestion, changes: Change[]): Question {
  if (found.type === "Category") {
    throw new Unusable("CATEGORY_LEFT_OUT", `The category "${found.title}" was left out; the bank is the category.`);
  }
  if (found.type === "Description") throw new Unusable("NOT_A_QUESTION", "It is a text that nobody answers.");
  const { key, ...answers } = answersOf(found, changes);
  const explanation = [markdownOf(found.globalFeedback, changes), ...feedbackOf(found, changes)].filter(Boolean);
  return {
    prompt: markdownOf(found.stem, changes),
    choices: [],
    targets: [],
    points: 1,
    partialCredit: false,
    hints: [],
    ...answers,
    key: {
      choiceIds: [],
      number: 0,
      tolerance: 0,
      texts: [],
      pairs: [],
      ...key,
      explanation: explanation.join("\n\n"),
    },
  };
}

function answersOf(found: Asked, changes: Change[]): Answers {
  switch (found.type) {
    case "MC":
      return choicesOf(found, changes);
    case "TF":
      return { kind: "TRUE_FALSE", key: { choiceIds: [String(found.isTrue)] } };
    case "Short":
      return textsOf(found, changes);
    case "Numerical":
      return numberOf(found, changes);
    case "Matching":
      return pairsOf(found, changes);
    case "Essay":
      throw new Unusable("ESSAY_UNSUPPORTED", "It wants a free text, which no machine grades.");
  }
}

function choicesOf({ choices }: MultipleChoice, changes: Change[]): Answers {
  const named = choices.map((choice, index) => ({ ...choice, id: letter(index) }));
  const whole = named.filter(({ isCorrect, weight }) => isCorrect && (weight === null || weight === 100));
  const parts = named.filter(({ isCorrect, weight }) => !isCorrect && weight !== null && weight > 0);
  const several = whole.length === 0 && parts.length > 0;
  if (several) noteUneven(parts, changes);
  else if (parts.length > 0) {
    changes.push({ reason: "PARTIAL_CREDIT_DROPPED", message: "Answers that were half right count as wrong." });
  }
  if (whole.length > 1) {
    changes.push({ reason: "SEVERAL_RIGHT", message: "One of several right answers was enough; now all are wanted." });
  }
  return {
    kind: several || whole.length > 1 ? "MULTIPLE" : "SINGLE",
    choices: named.map(({ id, text }) => ({ id, text: markdownOf(text, changes) })),
    partialCredit: several,
    key: { choiceIds: (several ? parts : whole).map(({ id }) => id) },
  };
}

function noteUneven(parts: readonly { weight: number | null }[], changes: Change[]): void {
  const weights = parts.map(({ weight }) => weight ?? 0);
  if (Math.max(...weights) - Math.min(...weights) < 0.01) return;
  changes.push({ reason: "WEIGHTS_EVENED", message: "The right answers count alike; they had weights of their own." });
}

function textsOf({ choices }: ShortAnswer, changes: Change[]): Answers {
  const full = choices.filter(({ weight }) => weight === null || weight === 100);
  if (full.length < choices.length) {
    changes.push({ reason: "PARTIAL_CREDIT_DROPPED", message: "Answers that were half right count as wrong." });
  }
  const texts = full.map(({ text }) => text.text.trim()).filter((text) => text !== "");
  const plain = texts.filter((text) => !text.includes("*"));
  if (plain.length === 0) throw new Unusable("WILDCARD_UNSUPPORTED", "Its answers stand for any text.");
  if (plain.length < texts.length) {
    changes.push({ reason: "WILDCARD_DROPPED", message: "Answers that stand for many texts were dropped." });
  }
  return { kind: "TEXT", key: { texts: [...new Set(plain)].slice(0, 100) } };
}

function numberOf({ choices }: Numerical, changes: Change[]): Answers {
  if (!Array.isArray(choices)) return { kind: "NUMERIC", key: rangeOf(choices) };
  const ranked = [...(choices as NumericalChoice[])].sort((a, b) => (b.weight ?? 100) - (a.weight ?? 100));
  const [best] = ranked;
  if (!best) throw new Unusable("QUESTION_INVALID", "It has no answer.");
  if (ranked.length > 1) {
    changes.push({
      reason: "ANSWERS_DROPPED",
      message: "Of several right numbers the one that is worth most was kept.",
    });
  }
  return { kind: "NUMERIC", key: rangeOf(best.text) };
}

function rangeOf({ type, number = 0, range = 0, numberHigh = 0, numberLow = 0 }: NumericalFormat) {
  if (type !== "high-low") return { number, tolerance: Math.abs(range) };
  return { number: (numberHigh + numberLow) / 2, tolerance: Math.abs(numberHigh - numberLow) / 2 };
}

function pairsOf({ matchPairs }: Matching, changes: Change[]): Answers {
  const targets = [...new Set(matchPairs.map(({ subanswer }) => subanswer.trim()))];
  const targetId = (answer: string) => `t${targets.indexOf(answer.trim()) + 1}`;
  const asked = matchPairs
    .map(({ subquestion, subanswer }) => ({ text: markdownOf(subquestion, changes), targetId: targetId(subanswer) }))
    .filter(({ text }) => text !== "")
    .map((pair, index) => ({ ...pair, id: letter(index) }));
  return {
    kind: "MATCHING",
    choices: asked.map(({ id, text }) => ({ id, text })),
    targets: targets.map((text, index) => ({ id: `t${index + 1}`, text: escapeMarkdown(text) })),
    partialCredit: true,
    key: { pairs: asked.map(({ id, targetId }) => ({ choiceId: id, targetId })) },
  };
}

/** What was said about single answers, as lines of the explanation. */
function feedbackOf(found: Asked, changes: Change[]): string[] {
  const said = saidOf(found).flatMap(([answer, feedback]) => {
    const text = markdownOf(feedback, changes);
    return text === "" ? [] : [answer === "" ? text : `- ${answer}: ${text}`];
  });
  if (said.length === 0) return [];
  changes.push({ reason: "FEEDBACK_MOVED", message: "What was said about single answers stands in the explanation." });
  return [said.join("\n")];
}

function saidOf(found: Asked): [string, TextFormat | null][] {
  switch (found.type) {
    case "MC":
    case "Short":
      return found.choices.map(({ text, feedback }) => [clip(escapeMarkdown(text.text), 80), feedback]);
    case "TF":
      return saidOfTruth(found);
    case "Numerical":
      return Array.isArray(found.choices)
        ? (found.choices as NumericalChoice[]).map(({ feedback }) => ["", feedback])
        : [];
    default:
      return [];
  }
}

function saidOfTruth({ isTrue, trueFeedback, falseFeedback }: TrueFalse): [string, TextFormat | null][] {
  const [right, wrong] = isTrue ? [trueFeedback, falseFeedback] : [falseFeedback, trueFeedback];
  return [
    ["", right],
    ["", wrong],
  ];
}

const nowhere = { asset: () => undefined, titleOf: () => undefined };

/** A text of GIFT as Markdown: Moodle's own format is HTML where it has tags, and plain where it has none. */
function markdownOf(text: TextFormat | null | undefined, changes: Change[]): string {
  if (!text) return "";
  const bare = text.text.trim();
  if (text.format === "markdown") return bare;
  if (text.format === "html" || (text.format === "moodle" && /<\/?[a-z][^>]*>|&[a-z#0-9]+;/i.test(bare))) {
    const read = readHtmlText(bare, nowhere);
    changes.push(...read.changes);
    return read.markdown;
  }
  return bare.split("\n").map(escapeMarkdown).join("\n");
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `c${index + 1}`;
}
