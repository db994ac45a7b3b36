import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { readHtmlText } from "../html/read.ts";
import type { Answers } from "../questions/answers.ts";
import { type Asked, assignmentOf, questionOf, type ReadItem } from "../questions/item.ts";
import { whyNotAsked } from "../questions/limits.ts";
import { usable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import { innerHtml } from "../xml-html.ts";
import type { Asking } from "./answers/asking.ts";
import { readCloze } from "./answers/cloze.ts";
import { readTextEntry } from "./answers/text.ts";
import { noteAside, whyComputed } from "./aside.ts";
import { asHtml, cutBody } from "./body.ts";
import { type Declaration, maxScoreOf, readDeclarations } from "./declarations.ts";
import { readFeedback } from "./feedback.ts";
import { essay, readers, shortName, whyLeftOut } from "./interactions.ts";
import { fillGaps, gapsOf } from "./marks.ts";
import { sharePoints, worthOf } from "./points.ts";
import { readProcessing } from "./processing.ts";
import type { ItemScope } from "./scope.ts";

/** Reads an item with the names of QTI 3; `weight` is what its test multiplies its points by. */
export function readItem(item: XmlElement, scope: ItemScope, weight = 1): Promise<ReadItem> {
  return new ItemReader(item, scope).read(weight);
}

const unanswerable: Change = {
  reason: "INTERACTION_UNKNOWN",
  message: "It says what is right, but holds no way to answer that is known.",
};

const mostInteractions = 100;
const tooMany: Change = {
  reason: "QUESTION_INVALID",
  message: `It has more than ${mostInteractions} places to answer.`,
};

class ItemReader {
  readonly #item: XmlElement;
  readonly #scope: ItemScope;
  readonly #title: string;
  readonly #declarations: Map<string, Declaration>;
  readonly #labels = new Map<string, string>();
  readonly #changes: Change[] = [];
  readonly #refused: Change[] = [];
  readonly #feedback: XmlElement[];
  readonly #asked: (Asked & { worth: number })[] = [];

  constructor(item: XmlElement, scope: ItemScope) {
    this.#item = item;
    this.#scope = scope;
    this.#title = (item.attributes.title ?? "").replace(/\s+/g, " ").trim();
    this.#declarations = readDeclarations(item);
    this.#feedback = elements(item, "qti-modal-feedback");
  }

  async read(weight: number): Promise<ReadItem> {
    const [body] = elements(this.#item, "qti-item-body");
    const cut = cutBody(body ?? { name: "qti-item-body", attributes: {}, children: [] });
    const names = [...cut.blocks, ...cut.gaps].map(shortName);
    const computed = whyComputed(this.#item);
    let text = "";
    if (computed) this.#refused.push(computed);
    else if (names.length === 0 && this.#keyed()) this.#refused.push(unanswerable);
    else if (names.length > mostInteractions) this.#refused.push(tooMany);
    else text = await this.#ask(cut);
    noteAside(this.#item, this.#changes);
    this.#changes.push(...cut.changes);
    this.#feedback.push(...cut.feedback);
    this.#explain();
    const points = sharePoints(
      this.#asked.map(({ worth }) => worth),
      maxScoreOf(this.#item),
      weight,
      this.#changes,
    );
    if (this.#asked.length > 1) {
      const message = `One item with ${this.#asked.length} answers became as many questions.`;
      this.#changes.push({ reason: "PROBLEM_SPLIT", message });
    }
    return {
      title: clip(this.#title, 200),
      kind: [...new Set(names)].join(", ") || "item",
      asked: this.#asked.map(({ worth: _worth, ...asked }, at) => withPoints(asked, points[at] as number)),
      text,
      changes: this.#changes,
      refused: this.#refused,
    };
  }

  #keyed(): boolean {
    return [...this.#declarations.values()].some(({ correct, mapping }) => correct.length > 0 || mapping);
  }

  /** Asks one interaction after the other; answers the text that is left where none was. */
  async #ask({ texts, blocks, gaps }: ReturnType<typeof cutBody>): Promise<string> {
    let lead = "";
    for (const [at, html] of texts.entries()) {
      lead += html;
      if (gapsOf(html).length > 0 && (await this.#askGaps(lead, gaps))) lead = "";
      const block = blocks[at];
      if (block && (await this.#askBlock(block, lead))) lead = "";
    }
    const rest = this.#markdown(fillGaps(lead, () => " "));
    const last = this.#asked.at(-1);
    if (last && rest !== "") this.#append(last, rest);
    return last ? "" : rest;
  }

  /** Puts what stands behind the last question to what it asks. */
  #append(last: Asked, rest: string): void {
    if (last.kind === "assignment") {
      last.assignment.instructions = clip(`${last.assignment.instructions}\n\n${rest}`, 12_000);
      return;
    }
    const prompt = `${last.question.prompt}\n\n${rest}`;
    if (whyNotAsked({ ...last.question, prompt }) === undefined) last.question.prompt = prompt;
    else this.#changes.push({ reason: "TEXT_DROPPED", message: "The text behind its last question was too long." });
  }

  async #askBlock(element: XmlElement, lead: string): Promise<boolean> {
    const prompt = this.#prompt(
      lead +
        elements(element, "qti-prompt")
          .map((each) => `<div>${this.#html(each)}</div>`)
          .join(""),
    );
    if (element.name === essay) {
      this.#askEssay(element, prompt);
      return true;
    }
    const reader = readers[element.name];
    if (!reader) {
      this.#refused.push(whyLeftOut(element));
      return false;
    }
    const asking = this.#asking(element);
    return this.#add(prompt, worthOf(asking.declaration, asking.processing), () => reader(asking));
  }

  /** Text with gaps is one question: a single field that one types into asks by itself. */
  async #askGaps(html: string, all: readonly XmlElement[]): Promise<boolean> {
    const askings = new Map(gapsOf(html).map((at) => [`g${at + 1}`, this.#asking(all[at] as XmlElement)]));
    const worth = [...askings.values()].reduce(
      (sum, { declaration, processing }) => sum + worthOf(declaration, processing),
      0,
    );
    const [only] = askings.values();
    if (only && all.length === 1 && only.element.name === "qti-text-entry-interaction") {
      return this.#add(this.#prompt(fillGaps(html, () => " _____ ")), worth, () => readTextEntry(only));
    }
    const prompt = fillGaps(this.#markdown(html), (at) => `[[g${at + 1}]]`);
    return this.#add(prompt, worth, () => readCloze(askings));
  }

  async #add(prompt: string, worth: number, read: () => Answers | Promise<Answers>): Promise<boolean> {
    const answers = await usable(read);
    if ("refused" in answers) {
      this.#refused.push(answers.refused);
      return false;
    }
    const question = questionOf(prompt, answers);
    const wrong = whyNotAsked(question);
    if (wrong) this.#refused.push(wrong);
    else this.#asked.push({ kind: "question", question, worth });
    return !wrong;
  }

  #askEssay(element: XmlElement, prompt: string): void {
    const assignment = assignmentOf(this.#title, prompt);
    const message = "A free text became an assignment, which people grade.";
    this.#changes.push({ reason: "ESSAY_ASSIGNED", message });
    const { declaration, processing } = this.#asking(element);
    this.#asked.push({ kind: "assignment", assignment, worth: worthOf(declaration, processing) });
  }

  #asking(element: XmlElement): Asking {
    const id = element.attributes["response-identifier"] ?? "";
    const unknown = { id, cardinality: "single", baseType: "identifier", correct: [] };
    const declaration = this.#declarations.get(id) ?? unknown;
    return {
      element,
      declaration,
      processing: readProcessing(this.#item, declaration),
      render: (inner) => this.#markdown(this.#html(inner)),
      image: () => this.#scope.image(element),
      language: this.#scope.language,
      changes: this.#changes,
      labels: this.#labels,
    };
  }

  /** What is said about answers goes to the last question. */
  #explain(): void {
    const last = this.#asked.findLast(({ kind }) => kind === "question");
    const render = (element: XmlElement) => this.#markdown(this.#html(element));
    const { explanation, hints, changes } = readFeedback(this.#feedback, this.#labels, render);
    if (last?.kind === "question") {
      last.question.hints = hints;
      last.question.key.explanation = explanation;
      this.#changes.push(...changes);
    } else if (this.#asked.length > 0 && (explanation !== "" || hints.length > 0)) {
      this.#changes.push({ reason: "FEEDBACK_DROPPED", message: "What was said to answers was dropped." });
    }
  }

  #html(element: XmlElement): string {
    return innerHtml(element, asHtml(this.#changes, this.#feedback));
  }

  #markdown(html: string): string {
    const { markdown, changes } = readHtmlText(html, this.#scope.html);
    this.#changes.push(...changes);
    return markdown;
  }

  #prompt(html: string): string {
    return this.#markdown(html) || escapeMarkdown(this.#title) || "…";
  }
}

function withPoints(asked: Asked, points: number): Asked {
  return asked.kind === "question"
    ? { ...asked, question: { ...asked.question, points } }
    : { ...asked, assignment: { ...asked.assignment, points } };
}

/** The files of stimuli that an item refers to, as it writes them. */
export function stimuliOf(item: XmlElement): string[] {
  return descendants(item, ({ name }) => name === "qti-assessment-stimulus-ref").flatMap(
    ({ attributes }) => attributes.href ?? [],
  );
}
