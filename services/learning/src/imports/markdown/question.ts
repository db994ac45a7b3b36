import type { Area, Choice, Gap, GapKey, Question, QuestionKind } from "../../content.ts";
import { questionViolations } from "../../question-rules.ts";
import { areaNamed, readAreaExactly } from "./area.ts";
import { Fields } from "./fields.ts";
import type { Relink } from "./links.ts";

/** The kinds of questions as they are written in files. */
export const kindNames: Record<QuestionKind, string> = {
  SINGLE: "single",
  MULTIPLE: "multiple",
  TRUE_FALSE: "true-false",
  NUMERIC: "numeric",
  TEXT: "text",
  ORDERING: "ordering",
  MATCHING: "matching",
  CLOZE: "cloze",
  HOTSPOT: "hotspot",
};
const kinds = new Map(Object.entries(kindNames).map(([kind, name]) => [name, kind as QuestionKind]));

/** A question, or what is wrong with it. */
export type ReadQuestion = { question: Question; problems?: never } | { question?: never; problems: string[] };

/** Reads a question from the fields of its block; `change` tells what the address of its image becomes. */
export function readQuestion(data: unknown, change: Relink): ReadQuestion {
  const fields = new Fields(data);
  fields.text("id");
  const written = fields.raw("exactly");
  if (written !== undefined) return readExactly(written);
  const kind = kinds.get(fields.text("kind"));
  if (!kind) return { problems: [`\`kind\` must be one of ${[...kinds.keys()].join(", ")}`] };
  const question: Question = {
    kind,
    prompt: fields.text("prompt"),
    choices: [],
    targets: [],
    points: fields.number("points", 1),
    partialCredit: fields.flag("partial_credit"),
    hints: fields.texts("hints"),
    key: { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: fields.text("explanation") },
  };
  readAnswers[kind](fields, question);
  if (question.image) question.image = changed(question.image, change);
  const problems = [...fields.problems, ...fields.unknown.map((name) => `\`${name}\` is no field of such a question`)];
  if (problems.length === 0) problems.push(...violations(question));
  return problems.length > 0 ? { problems } : { question };
}

const readAnswers: Record<QuestionKind, (fields: Fields, question: Question) => void> = {
  SINGLE: readShuffled,
  MULTIPLE: readShuffled,
  TRUE_FALSE(fields, { key }) {
    if (!fields.has("answer")) fields.problems.push("`answer` must be true or false");
    else key.choiceIds = [String(fields.flag("answer"))];
  },
  NUMERIC(fields, { key }) {
    if (!fields.has("answer")) fields.problems.push("`answer` must be a number");
    key.number = fields.number("answer");
    key.tolerance = fields.number("tolerance");
  },
  TEXT(fields, { key }) {
    key.texts = fields.has("answers") ? fields.texts("answers") : [fields.text("answer")];
  },
  ORDERING(fields, question) {
    question.choices = choicesOf(fields, "choices").map(({ choice }) => choice);
    question.key.choiceIds = fields.has("order") ? fields.texts("order") : question.choices.map(({ id }) => id);
  },
  MATCHING(fields, question) {
    question.choices = choicesOf(fields, "choices").map(({ choice }) => choice);
    question.targets = choicesOf(fields, "targets").map(({ choice }) => choice);
    question.key.pairs = fields.list("pairs").flatMap((pair) => {
      const [one, other] = Array.isArray(pair) ? pair.map(String) : [];
      if (one === undefined || other === undefined) {
        fields.problems.push("each of `pairs` must be a choice and a target: [a, x]");
        return [];
      }
      return [{ choiceId: idOf(question.choices, one), targetId: idOf(question.targets, other) }];
    });
  },
  CLOZE(fields, question) {
    const found = fields.list("gaps").map((item) => gapOf(item, fields.problems));
    question.gaps = found.map(({ gap }) => gap);
    question.key.gaps = found.map(({ key }) => key);
  },
  HOTSPOT(fields, question) {
    question.image = fields.text("image");
    question.imageAlt = fields.text("image_alt");
    question.maxChoices = fields.number("max_choices");
    readChoices(fields, question, areaNamed);
  },
};

function readShuffled(fields: Fields, question: Question): void {
  if (fields.flag("shuffle")) question.shuffle = true;
  readChoices(fields, question);
}

function readChoices(fields: Fields, question: Question, areaOf?: ReadArea): void {
  const found = choicesOf(fields, "choices", areaOf);
  question.choices = found.map(({ choice }) => choice);
  question.key.choiceIds = found.filter(({ right }) => right).map(({ choice }) => choice.id);
}

/** A gap with what belongs into it: one of its `choices`, or one of the texts in `answers`. */
function gapOf(item: unknown, problems: string[]): { gap: Gap; key: GapKey } {
  const given = new Fields(item);
  const id = given.text("id");
  const found = choicesOf(given, "choices");
  const texts = given.has("answers") ? given.texts("answers") : given.has("answer") ? [given.text("answer")] : [];
  problems.push(...given.problems.map((problem) => `\`gaps\`: ${problem}`));
  const right = found.filter((choice) => choice.right);
  if (right.length > 1) problems.push("each of `gaps` may have one right choice");
  return {
    gap: { id, choices: found.map(({ choice }) => choice) },
    key: { gapId: id, choiceId: right[0]?.choice.id ?? "", texts },
  };
}

function changed(image: string, change: Relink): string {
  const made = change(image);
  return made && "address" in made ? made.address : image;
}

type ReadArea = (fields: Fields) => Area | undefined;

/** Choices are texts, or fields `text`, `id`, `right` and `fixed`; those without an id get a letter. */
function choicesOf(fields: Fields, name: string, areaOf?: ReadArea): { choice: Choice; right: boolean }[] {
  return fields.list(name).map((item, index) => {
    const given = new Fields(typeof item === "object" ? item : { text: item });
    const area = areaOf?.(given);
    const choice = {
      id: given.text("id") || letter(index),
      text: given.text("text"),
      ...(area && { area }),
      ...(given.flag("fixed") && { fixed: true as const }),
    };
    const right = given.flag("right");
    fields.problems.push(...given.problems.map((problem) => `\`${name}\`: ${problem}`));
    if (choice.text === "") fields.problems.push(`\`${name}\` must have a \`text\` each`);
    return { choice, right };
  });
}

/** Pairs may name choices by their ids or by their texts. */
function idOf(choices: Choice[], name: string): string {
  return (choices.find(({ id }) => id === name) ?? choices.find(({ text }) => text === name))?.id ?? name;
}

function letter(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : `c${index + 1}`;
}

/** A question whose fields are those of the platform itself, for what the pleasant form cannot say. */
function readExactly(data: unknown): ReadQuestion {
  const fields = new Fields(data);
  const key = new Fields(fields.raw("key"));
  const kind = fields.text("kind") as QuestionKind;
  const plain = (list: unknown[]) =>
    list.map((item) => {
      const choice = new Fields(item);
      const area = readAreaExactly(choice.raw("area"));
      const fixed = choice.flag("fixed") && { fixed: true as const };
      return { id: choice.text("id"), text: choice.text("text"), ...(area && { area }), ...fixed };
    });
  const question: Question = {
    kind,
    prompt: fields.text("prompt"),
    choices: plain(fields.list("choices")),
    targets: plain(fields.list("targets")),
    points: fields.number("points", 1),
    partialCredit: fields.flag("partialCredit"),
    hints: fields.texts("hints"),
    ...(fields.flag("shuffle") && { shuffle: true as const }),
    key: {
      choiceIds: key.texts("choiceIds"),
      number: key.number("number"),
      tolerance: key.number("tolerance"),
      texts: key.texts("texts"),
      pairs: key.list("pairs").map((item) => {
        const pair = new Fields(item);
        return { choiceId: pair.text("choiceId"), targetId: pair.text("targetId") };
      }),
      explanation: key.text("explanation"),
      ...(kind === "CLOZE" && { gaps: key.list("gaps").map(gapKeyOf) }),
    },
    ...(kind === "CLOZE" && {
      gaps: fields.list("gaps").map((item) => {
        const gap = new Fields(item);
        return { id: gap.text("id"), choices: plain(gap.list("choices")) };
      }),
    }),
    ...(kind === "HOTSPOT" && {
      image: fields.text("image"),
      imageAlt: fields.text("imageAlt"),
      maxChoices: fields.number("maxChoices"),
    }),
  };
  const problems = [...fields.problems, ...key.problems];
  if (!(kind in kindNames)) problems.push("`kind` is unknown");
  return problems.length > 0 ? { problems } : { question };
}

function gapKeyOf(item: unknown): GapKey {
  const key = new Fields(item);
  return { gapId: key.text("gapId"), choiceId: key.text("choiceId"), texts: key.texts("texts") };
}

function violations(question: Question): string[] {
  return Object.entries(questionViolations(question, "question")).map(
    ([path, wrong]) => `${path.replace(/^question\./, "")} ${wrong}`,
  );
}
