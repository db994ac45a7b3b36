import { uuid7 } from "@platform/kit";
import type { Block, Question } from "../../../content.ts";
import { questionViolations } from "../../../question-rules.ts";
import { clip } from "../../clip.ts";
import { escapeMarkdown } from "../../escape-markdown.ts";
import { asBlock } from "../../html/blocks.ts";
import { readHtml, readHtmlText } from "../../html/read.ts";
import type { Change } from "../../report.ts";
import { descendants, textOf, type XmlElement } from "../../xml.ts";
import type { LessonScope } from "../scope.ts";
import { type OlxBlock, plainValue } from "../tree.ts";
import { problemOfMarkdown } from "./markdown.ts";
import { cutProblem, isResponse, type ProblemPart } from "./parts.ts";
import { type Feedback, type Render, readResponse } from "./responses.ts";
import { innerHtml } from "./serialise.ts";

/** A problem as blocks, with what could not be kept. */
export interface ReadProblem {
  blocks: Block[];
  changes: Change[];
  /** Questions that could not be asked. */
  refused: Change[];
}

/** Parts of a response that are no part of what it asks. */
const notAsked = new Set(
  (
    "choicegroup checkboxgroup radiogroup optioninput textline textbox formulaequationinput responseparam solution " +
    "additional_answer stringequalhint regexphint correcthint hintgroup compoundhint demandhint script answer " +
    "annotationinput jsinput schematic imageinput choice crystallography designprotein2dinput drag_and_drop_input"
  ).split(" "),
);
const longestPrompt = 50_000;
// A character takes at most four bytes of the 50,000 that there may be.
const longestExplanation = 12_000;

/** Reads a problem: a question for each of its responses, with the text around them. */
export function readProblem(block: OlxBlock, scope: LessonScope): ReadProblem {
  return new ProblemReader(block, scope).read();
}

class ProblemReader {
  readonly #block: OlxBlock;
  readonly #scope: LessonScope;
  readonly #blocks: Block[] = [];
  readonly #changes: Change[] = [];
  readonly #refused: Change[] = [];
  readonly #questions: Question[] = [];

  constructor(block: OlxBlock, scope: LessonScope) {
    this.#block = block;
    this.#scope = scope;
  }

  read(): ReadProblem {
    const problem = this.#problem();
    const { parts, solutions, hints, scripted } = cutProblem(problem);
    const computed = scripted && /\$\{?[A-Za-z_]/.test(allText(problem));
    const count = parts.filter(({ kind }) => kind === "response").length;
    let lead = "";
    for (const part of computed ? [] : parts) {
      if (part.kind === "html") lead += part.html;
      else lead = this.#response(part, lead, count);
    }
    if (computed) {
      const message = "Its numbers are made anew for each learner by a program, which is not run here.";
      this.#refused.push({ reason: "QUESTION_COMPUTED", message });
    } else this.#text(lead);
    if (scripted && this.#questions.length > 0) {
      this.#changes.push({ reason: "SCRIPT_DROPPED", message: "A script was dropped." });
    }
    this.#explain(solutions);
    this.#hint(hints);
    this.#weigh();
    if (this.#questions.length > 1) {
      const message = `One problem with ${this.#questions.length} answers became as many questions.`;
      this.#changes.push({ reason: "PROBLEM_SPLIT", message });
    }
    return { blocks: this.#blocks, changes: this.#changes, refused: this.#refused };
  }

  #problem(): XmlElement {
    const { element, attributes } = this.#block;
    const markdown = plainValue(attributes.markdown);
    return descendants(element, isResponse).length === 0 && markdown ? problemOfMarkdown(markdown) : element;
  }

  /** Reads one response after the text that leads to it; answers the text that is left to be placed. */
  #response({ element, gap }: ProblemPart & { kind: "response" }, lead: string, count: number): string {
    const own = element.name === "annotationresponse" ? annotationHtml(element) : promptHtml(element);
    const read = readResponse(element, this.#render);
    if ("refused" in read) {
      this.#refused.push(read.refused);
      return lead + own;
    }
    // What leads to one of several questions that say themselves what they ask is theirs together.
    const apart = gap !== "" || (count > 1 && own.trim() !== "");
    if (apart) this.#text(lead);
    const asked = readHtmlText(apart ? own : lead + own, this.#scope.html);
    this.#changes.push(...asked.changes, ...read.changes);
    const prompt = [gap, asked.markdown].filter(Boolean).join("\n\n") || this.#title() || "…";
    const question: Question = { prompt, targets: [], points: 1, hints: [], ...read.question };
    const [wrong] = Object.entries(questionViolations(question, "It"));
    const tooLong = Buffer.byteLength(prompt) > longestPrompt;
    if (wrong || tooLong) {
      const message = wrong
        ? `A question here differs: ${wrong[0].replace(/^It\.(key\.)?/, "")} ${wrong[1]}.`
        : "What it asks is too long.";
      this.#refused.push({ reason: "QUESTION_INVALID", message });
      return apart ? own : lead + own;
    }
    question.key.explanation = joined([
      ...descendants(element, ({ name }) => name === "solution").map((solution) => this.#solution(solution)),
      this.#feedback(read.feedback),
    ]);
    this.#questions.push(question);
    this.#blocks.push({ id: uuid7(), kind: "question", question });
    return "";
  }

  readonly #render: Render = (element, without = new Set()) => {
    const html = innerHtml(element, ({ name }) => (without.has(name) ? "" : undefined));
    const { markdown, changes } = readHtmlText(html, this.#scope.html);
    this.#changes.push(...changes);
    return markdown;
  };

  #text(html: string): void {
    const { parts, changes } = readHtml(html, this.#scope.html);
    this.#changes.push(...changes);
    this.#blocks.push(...parts.map(asBlock));
  }

  /** What is right is told with the last question, or with each that holds its own. */
  #explain(solutions: XmlElement[]): void {
    const last = this.#questions.at(-1);
    if (last && solutions.length > 0) {
      last.key.explanation = joined([last.key.explanation, ...solutions.map((solution) => this.#solution(solution))]);
    }
  }

  #solution(solution: XmlElement): string {
    return this.#render(solution).replace(/^#* *\**(Explanation|Объяснение|Пояснение):?\**\s*\n+/i, "");
  }

  #feedback(feedback: Feedback[]): string {
    const said = feedback.map(({ answer, text }) => {
      const words = this.#render(text).replace(/\s*\n\s*/g, " ");
      return words && `- ${answer.replace(/\s*\n\s*/g, " ")}: ${words}`;
    });
    const lines = said.filter(Boolean).join("\n");
    if (lines) {
      const message = "What was said to single answers now stands in the explanation.";
      this.#changes.push({ reason: "FEEDBACK_MOVED", message });
    }
    return lines;
  }

  #hint(hints: XmlElement[]): void {
    const [first] = this.#questions;
    if (!first) return;
    const texts = hints.map((hint) => this.#render(hint)).filter(Boolean);
    first.hints = texts.slice(0, 10);
    if (texts.length > 10)
      this.#changes.push({ reason: "HINTS_DROPPED", message: "Hints past the tenth were dropped." });
  }

  #weigh(): void {
    const weight = plainValue(this.#block.attributes.weight);
    if (weight === "" || this.#questions.length === 0) return;
    const points = Number(weight) / this.#questions.length;
    if (points > 0 && points <= 1000) for (const question of this.#questions) question.points = points;
    else this.#changes.push({ reason: "WEIGHT_CHANGED", message: `A weight of ${weight} became one point.` });
  }

  #title(): string {
    return escapeMarkdown(this.#block.attributes.display_name ?? "");
  }
}

function promptHtml(response: XmlElement): string {
  const labels = descendants(response, ({ name, attributes }) => name === "textline" && Boolean(attributes.label));
  const asked = innerHtml(response, ({ name }) => (notAsked.has(name) ? "" : undefined));
  return asked + labels.map(({ attributes }) => `<p>${attributes.label?.replaceAll("<", "&lt;")}</p>`).join("");
}

/** What an annotation asks: the words that it is about, and what to say of them. */
function annotationHtml(response: XmlElement): string {
  const words = (wanted: string) =>
    descendants(response, ({ name }) => name === wanted).map((found) => innerHtml(found));
  const [text = "", prompt = ""] = [words("text").join(" "), words("tag_prompt").join(" ")];
  return `${text && `<blockquote>${text}</blockquote>`}<p>${prompt}</p>`;
}

function allText(element: XmlElement): string {
  const script = ({ name }: XmlElement) => name === "script";
  const scripts = new Set(descendants(element, script));
  const inside = (node: XmlElement): string =>
    scripts.has(node)
      ? ""
      : [
          ...Object.values(node.attributes),
          ...node.children.map((child) => ("name" in child ? inside(child) : textOf(child))),
        ].join(" ");
  return inside({ ...element, attributes: {} });
}

function joined(texts: string[]): string {
  return clip(texts.filter(Boolean).join("\n\n"), longestExplanation);
}
