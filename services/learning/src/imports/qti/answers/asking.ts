import type { Choice } from "../../../content.ts";
import { letter } from "../../questions/answers.ts";
import { Unusable } from "../../questions/unusable.ts";
import type { Change } from "../../report.ts";
import { descendants, isElement, type XmlElement, type XmlNode } from "../../xml.ts";
import type { Declaration } from "../declarations.ts";
import type { Processing } from "../processing.ts";
import type { ImageSize } from "./area.ts";

/** An interaction with all that says how it is answered. */
export interface Asking {
  element: XmlElement;
  declaration: Declaration;
  processing: Processing;
  /** The inside of an element as Markdown, without feedback. */
  render(element: XmlElement): string;
  /** The image that learners answer on; undefined where it cannot be carried. */
  image(): Promise<AnswerImage | undefined>;
  language: "RU" | "EN";
  /** What could not be kept. */
  changes: Change[];
  /** Identifiers of choices -> what they say, for feedback that names them. */
  labels: Map<string, string>;
}

/** An image that learners answer on. */
export interface AnswerImage extends ImageSize {
  /** `asset:<name>`. */
  source: string;
  /** Plain text. */
  alt: string;
}

/** Something to choose, before it has an id. */
export interface Option {
  identifier: string;
  text: string;
  /** Whether it keeps its place where the others are shuffled. */
  fixed: boolean;
}

// As many as a question may have; each is a document of its own to read.
const most = 50;

/** What an interaction offers by elements of one name; notes what each says for feedback. */
export function optionsOf(asking: Asking, name: string, within = asking.element, say = asking.render): Option[] {
  const found = descendants(within, (element) => element.name === name);
  if (found.length > most) throw new Unusable("QUESTION_INVALID", `It has more than ${most} choices.`);
  return found.map((element, index) => {
    const { identifier = "", fixed } = element.attributes;
    const text = say(element) || `(${letter(index)})`;
    asking.labels.set(identifier, text);
    for (const { attributes } of descendants(element, isFeedback)) asking.labels.set(attributes.identifier ?? "", text);
    return { identifier, text, fixed: fixed === "true" };
  });
}

/** Options as choices, each with the id that `idOf` gives its place. */
export function choicesOf(options: readonly Option[], idOf = letter): Choice[] {
  return options.map(({ text, fixed }, index) => ({ id: idOf(index), text, ...(fixed && { fixed }) }));
}

/** The words of an element without formatting, on one line; feedback in it is noted as `render` does. */
export function plainWords(asking: Asking): (element: XmlElement) => string {
  return (element) => {
    asking.render(element);
    const words = (node: XmlNode): string => {
      if (!isElement(node)) return node.text;
      return isFeedback(node) ? "" : node.children.map(words).join("");
    };
    return words(element).replace(/\s+/g, " ").trim();
  };
}

const isFeedback = ({ name }: XmlElement) => /^qti-feedback-(inline|block)$/.test(name);

/** The values that count as right, the ones that are worth most first; throws where nothing says so. */
export function rightValues({ declaration: { correct, mapping }, processing, changes }: Asking): string[] {
  if (processing.way === "other") changes.push(replaced);
  const worth = [...(mapping?.entries ?? [])].filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  if (correct.length > 0) return correct;
  if (worth.length > 0) return worth.map(({ key }) => key);
  throw new Unusable("KEY_MISSING", "Nothing in it says what is right.");
}

/** Notes that right answers which were worth different points now count alike. */
export function noteUneven({ declaration: { mapping }, changes }: Asking, right: readonly string[]): void {
  const values = (mapping?.entries ?? []).filter(({ key }) => right.includes(key)).map(({ value }) => value);
  if (values.length > 1 && Math.max(...values) - Math.min(...values) > 0.001) {
    changes.push({
      reason: "WEIGHTS_EVENED",
      message: "The right answers count alike; they had weights of their own.",
    });
  }
}

const replaced: Change = {
  reason: "PROCESSING_REPLACED",
  message: "It was graded by rules of its author's, which are not run here; what it declares as right is asked for.",
};
