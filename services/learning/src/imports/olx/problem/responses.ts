import type { AnswerKey, Choice, Question } from "../../../content.ts";
import { escapeMarkdown } from "../../escape-markdown.ts";
import { truthOf } from "../../questions/truth.ts";
import type { Change } from "../../report.ts";
import { descendants, elements, textOf, type XmlElement } from "../../xml.ts";
import { readNumericKey } from "./numbers.ts";

/** A response as a question without its prompt, or why it cannot be one. */
export type ReadResponse =
  | {
      question: Pick<Question, "kind" | "choices" | "partialCredit" | "shuffle" | "key">;
      feedback: Feedback[];
      changes: Change[];
    }
  | { refused: Change };

/** What was to be said to those who give a certain answer. */
export interface Feedback {
  answer: string;
  text: XmlElement;
}

/** Turns the inside of an element into Markdown. */
export type Render = (element: XmlElement, without?: ReadonlySet<string>) => string;

const hintNames = new Set(["choicehint", "optionhint", "compoundhint"]);
const mostChoices = 50;

/** Reads one of capa's responses. */
export function readResponse(response: XmlElement, render: Render): ReadResponse {
  switch (response.name) {
    case "multiplechoiceresponse":
    case "choiceresponse":
    case "truefalseresponse":
      return readChoices(response, render);
    case "optionresponse":
      return readOptions(response, render);
    case "annotationresponse":
      return readAnnotation(response, render);
    case "numericalresponse":
      return readNumeric(response);
    case "stringresponse":
      return readText(response);
    default:
      return refuse("QUESTION_KIND_UNSUPPORTED", unsupported[response.name] ?? `A ${response.name} has no like here.`);
  }
}

const unsupported: Record<string, string> = {
  customresponse: "Its answers are graded by a program of the author's, which is not run here.",
  coderesponse: "Its answers are graded by a program of the author's, which is not run here.",
  externalresponse: "Its answers are graded by another server.",
  formularesponse: "Formulas cannot be compared here.",
  symbolicresponse: "Formulas cannot be compared here.",
  imageresponse: "It is answered by a click anywhere on an image; places to choose from would answer it themselves.",
  schematicresponse: "It is answered by drawing a circuit, which has no like here.",
  javascriptresponse: "It is answered in a program of the author's, which is not run here.",
  choicetextresponse: "Choices that hold fields of their own have no like here.",
};

function readChoices(response: XmlElement, render: Render): ReadResponse {
  const found = descendants(response, ({ name }) => name === "choice");
  const choices = found.map((choice, index) => ({
    id: idOf(index),
    text: render(choice, hintNames),
    ...(choice.attributes.fixed === "true" && { fixed: true as const }),
  }));
  const right = choices.filter((_, index) => isRight(found[index] as XmlElement)).map(({ id }) => id);
  const many = response.name === "choiceresponse" || descendants(response, isBoxes).length > 0;
  return asChoices(response, choices, right, many, feedbackOf(found, choices));
}

const isBoxes = ({ name }: XmlElement) => name === "checkboxgroup";

function readOptions(response: XmlElement, render: Render): ReadResponse {
  const [input] = descendants(response, ({ name }) => name === "optioninput");
  if (!input) return refuse("QUESTION_INVALID", "It has nothing to choose from.");
  const options = elements(input, "option");
  if (options.length > 0) {
    const choices = options.map((option, index) => ({ id: idOf(index), text: render(option, hintNames) }));
    const right = choices.filter((_, index) => isRight(options[index] as XmlElement)).map(({ id }) => id);
    return asChoices(response, choices, right, false, feedbackOf(options, choices));
  }
  const words = tuple(input.attributes.options ?? "");
  const choices = words.map((text, index) => ({ id: idOf(index), text: escapeMarkdown(text) }));
  const correct = input.attributes.correct?.trim();
  const right = choices.filter((_, index) => words[index] === correct).map(({ id }) => id);
  return asChoices(response, choices, right.slice(0, 1), false, []);
}

function readAnnotation(response: XmlElement, render: Render): ReadResponse {
  const options = descendants(response, ({ name }) => name === "option");
  const choices = options.map((option, index) => ({ id: idOf(index), text: render(option, hintNames) }));
  const right = choices.filter((_, index) => options[index]?.attributes.choice === "correct").map(({ id }) => id);
  const read = asChoices(response, choices, right, false, []);
  if ("question" in read) {
    read.changes.push({ reason: "COMMENT_DROPPED", message: "The free comment beside the choice is not asked for." });
  }
  return read;
}

function asChoices(
  response: XmlElement,
  choices: Choice[],
  right: string[],
  many: boolean,
  feedback: Feedback[],
): ReadResponse {
  if (choices.length === 0) return refuse("QUESTION_INVALID", "It has nothing to choose from.");
  if (choices.length > mostChoices) return refuse("QUESTION_INVALID", `It has more than ${mostChoices} choices.`);
  if (right.length === 0 && !many) return refuse("QUESTION_INVALID", "None of its choices is right.");
  const changes: Change[] = [];
  const credit = response.attributes.partial_credit;
  if (credit && !many) changes.push(partialDropped);
  const several = !many && right.length > 1;
  if (several) {
    const message = "More than one choice counts as right; all of them are asked for.";
    changes.push({ reason: "QUESTION_KIND_CHANGED", message });
  }
  const named = choices.map((choice) => ({ ...choice, text: choice.text || `(${choice.id})` }));
  const truth = !many && !several && truthOf(named);
  if (truth) {
    const id = truth[named.findIndex((choice) => choice.id === right[0])] as string;
    return {
      question: { kind: "TRUE_FALSE", choices: [], partialCredit: false, key: key({ choiceIds: [id] }) },
      feedback,
      changes,
    };
  }
  const kind = many || several ? "MULTIPLE" : "SINGLE";
  const shuffled = descendants(response, ({ attributes }) => attributes.shuffle === "true").length > 0;
  const question = {
    kind,
    choices: named,
    partialCredit: many && Boolean(credit),
    ...(shuffled && { shuffle: true as const }),
    key: key({ choiceIds: right }),
  } as const;
  return { question, feedback, changes };
}

const partialDropped = { reason: "PARTIAL_CREDIT_DROPPED", message: "Points for a partly right answer are not given." };
function readNumeric(response: XmlElement): ReadResponse {
  const tolerance = descendants(response, isTolerance)[0]?.attributes.default;
  const read = readNumericKey(response.attributes.answer ?? "", tolerance);
  if (!read) return refuse("QUESTION_COMPUTED", "Its answer is an expression, which is not computed here.");
  const changes: Change[] = [];
  if (read.closed) changes.push({ reason: "RANGE_CLOSED", message: "The ends of the range count as right." });
  if (response.attributes.partial_credit) changes.push(partialDropped);
  if (elements(response, "additional_answer").length > 0) {
    changes.push({ reason: "ANSWERS_DROPPED", message: "One number is accepted; the others that were are not." });
  }
  const { number, tolerance: allowed } = read;
  const question = {
    kind: "NUMERIC",
    choices: [],
    partialCredit: false,
    key: key({ number, tolerance: allowed }),
  } as const;
  return { question: { ...question, choices: [] }, feedback: hintsOf(response), changes };
}

const isTolerance = ({ name, attributes }: XmlElement) => name === "responseparam" && attributes.type === "tolerance";

function readText(response: XmlElement): ReadResponse {
  const type = (response.attributes.type ?? "").split(/\s+/);
  if (type.includes("regexp")) {
    return refuse("QUESTION_REGEXP", "Its answers are compared with a pattern, which is not done here.");
  }
  const answers = [
    ...(response.attributes.answer ?? "").split("_or_"),
    ...elements(response, "additional_answer").map(({ attributes, children }) =>
      attributes.answer === undefined ? children.map(textOf).join("") : attributes.answer,
    ),
  ];
  const texts = [...new Set(answers.map((answer) => answer.trim()).filter(Boolean))];
  if (texts.length === 0 || texts.length > 100 || texts.some((text) => text.length > 500)) {
    return refuse("QUESTION_INVALID", "It has no answers that can be compared, or too many.");
  }
  const changes: Change[] = [];
  if (!type.includes("ci")) {
    changes.push({ reason: "CASE_IGNORED", message: "Capital and small letters are not told apart in answers." });
  }
  return {
    question: { kind: "TEXT", choices: [], partialCredit: false, key: key({ texts }) },
    feedback: hintsOf(response),
    changes,
  };
}

/** Feedback on single choices. */
function feedbackOf(found: XmlElement[], choices: Choice[]): Feedback[] {
  return found.flatMap((element, index) =>
    elements(element)
      .filter(({ name }) => hintNames.has(name))
      .map((text) => ({ answer: choices[index]?.text ?? "", text })),
  );
}

/** Feedback on single answers of a text or a number. */
function hintsOf(response: XmlElement): Feedback[] {
  const named = new Set(["correcthint", "stringequalhint", "regexphint"]);
  return descendants(response, ({ name }) => named.has(name)).map((text) => ({
    answer: text.attributes.answer ?? response.attributes.answer ?? "",
    text,
  }));
}

function key(part: Partial<AnswerKey>): AnswerKey {
  return { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "", ...part };
}

function refuse(reason: string, message: string): ReadResponse {
  return { refused: { reason, message } };
}

function isRight({ attributes }: XmlElement): boolean {
  return /^true$/i.test(attributes.correct ?? "");
}

/** `a`, `b`, ..., `z`, `a1`, ... */
function idOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

/** The words of a tuple as Python writes it: `('a','b')`. */
function tuple(text: string): string[] {
  const words = text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g);
  return [...words].map(([, one, two]) => (one ?? two ?? "").replace(/\\(.)/g, "$1").trim());
}
