import type { Question } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import type { HtmlScope } from "../html/clean.ts";
import { plainText, readHtmlText } from "../html/read.ts";
import { numberOf } from "../qti/declarations.ts";
import { withoutMarks } from "../qti/marks.ts";
import { type Answers, letter } from "../questions/answers.ts";
import { type Asked, assignmentOf, questionOf, type ReadItem } from "../questions/item.ts";
import { whyNotAsked } from "../questions/limits.ts";
import { Unusable, usable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import { isFixed, type Label, readMany, readOne } from "./choices.ts";
import { readConditions } from "./conditions.ts";
import { readItemFeedback } from "./feedback.ts";
import { fieldsOf, materialsOf } from "./material.ts";
import { readSeveral, responsesOf } from "./several.ts";
import { readTyped } from "./typed.ts";

const responses = /^response_(lid|str|num|xy|grp|extension)$/;
const mostPoints = 1000;
const mostChoices = 50;

/**
 * Reads an item of QTI 1.2, as the profiles of Common Cartridge and the exports of Canvas have it. `shuffle` says
 * whether its test shuffles choices, whatever the item says.
 */
export function readItem12(item: XmlElement, html: HtmlScope, shuffle = false): Promise<ReadItem> {
  return new Item12Reader(item, html, shuffle).read();
}

class Item12Reader {
  readonly #item: XmlElement;
  readonly #html: HtmlScope;
  readonly #shuffle: boolean;
  readonly #changes: Change[] = [];
  readonly #found: XmlElement[];
  readonly #profile: string;
  readonly #fields: ReadonlyMap<string, string>;
  /** What it asks, as HTML. */
  readonly #asked: string;
  readonly #title: string;

  constructor(item: XmlElement, html: HtmlScope, shuffle: boolean) {
    this.#item = item;
    this.#html = html;
    this.#shuffle = shuffle;
    const [presentation = { name: "presentation", attributes: {}, children: [] }] = elements(item, "presentation");
    this.#fields = fieldsOf(elements(item, "itemmetadata")[0]);
    this.#profile = this.#fields.get("cc_profile") || this.#fields.get("question_type") || "";
    this.#found = descendants(presentation, ({ name }) => responses.test(name));
    this.#asked = withoutMarks(materialsOf(presentation, this.#changes, responses));
    this.#title = clip((item.attributes.title ?? "").trim(), 200) || clip(plainText(this.#asked), 80);
  }

  async read(): Promise<ReadItem> {
    const work = this.#assignment();
    if (work) return this.#whole([work], []);
    if (this.#found.length === 0) return this.#whole([], [], this.#render(this.#asked));
    const question = await usable(() => this.#question());
    if ("refused" in question) return this.#whole([], [question.refused]);
    const wrong = whyNotAsked(question);
    return wrong ? this.#whole([], [wrong]) : this.#whole([{ kind: "question", question }], []);
  }

  #whole(asked: Asked[], refused: Change[], text = ""): ReadItem {
    const kind = this.#profile || (this.#found[0]?.name ?? "item");
    return { title: this.#title, kind, asked, text, changes: this.#changes, refused };
  }

  /** Work that people grade: by its profile, or since it is typed and nothing says what is right. */
  #assignment(): Asked | undefined {
    const upload = this.#profile === "file_upload_question";
    const typed = this.#found.length === 1 && this.#found[0]?.name === "response_str";
    const unkeyed = typed && !/fib|pattern|short|numerical/i.test(this.#profile) && !this.#isKeyed();
    if (!upload && !/essay/i.test(this.#profile) && !unkeyed) return undefined;
    this.#changes.push(
      upload
        ? { reason: "UPLOAD_ASSIGNED", message: "A file to hand in became an assignment, which people grade." }
        : { reason: "ESSAY_ASSIGNED", message: "A free text became an assignment, which people grade." },
    );
    const assignment = assignmentOf(this.#title, this.#prompt(), this.#points());
    return { kind: "assignment", assignment: upload ? { ...assignment, textAnswer: false, maxFiles: 5 } : assignment };
  }

  #isKeyed(): boolean {
    return readConditions(this.#item).some(({ score }) => score);
  }

  #question(): Question {
    const conditions = readConditions(this.#item);
    const [response, ...more] = this.#found;
    const labels = response && more.length === 0 ? this.#labels(response) : [];
    const several = more.length > 0 || /^(matching|fill_in_multiple|multiple_dropdowns)/.test(this.#profile);
    const words = (element: XmlElement) => plainText(materialsOf(element, this.#changes, responses));
    const read = several
      ? readSeveral(this.#profile, responsesOf(this.#found, words), conditions, this.#asked, (html) =>
          this.#render(html),
        )
      : { answers: this.#answers(response as XmlElement, labels), prompt: this.#prompt() };
    const question = questionOf(read.prompt, read.answers, this.#points());
    const feedback = readItemFeedback(this.#item, labels, (html) => this.#render(html));
    this.#changes.push(...feedback.changes);
    return { ...question, hints: feedback.hints, key: { ...question.key, explanation: feedback.explanation } };
  }

  #answers(response: XmlElement, labels: readonly Label[]): Answers {
    const conditions = readConditions(this.#item);
    const { rcardinality = "" } = response.attributes;
    switch (response.name) {
      case "response_lid":
        if (/^ordered$/i.test(rcardinality)) {
          throw new Unusable("QUESTION_KIND_UNSUPPORTED", "Things that are put in order by this format are not read.");
        }
        return this.#shuffled(
          (/^multiple$/i.test(rcardinality) ? readMany : readOne)(labels, conditions, this.#changes),
        );
      case "response_str":
      case "response_num": {
        const [fib] = descendants(response, ({ name }) => name === "render_fib");
        const numeric = /^(integer|decimal|scientific)$/i.test(fib?.attributes.fibtype ?? "");
        return readTyped(numeric || response.name === "response_num", conditions, this.#changes);
      }
      default:
        throw new Unusable("QUESTION_KIND_UNSUPPORTED", `A ${response.name} has no like here.`);
    }
  }

  #shuffled(answers: Answers): Answers {
    const rendered = this.#found.flatMap((response) => elements(response, "render_choice"));
    const asked = rendered.some(({ attributes }) => /^yes$/i.test(attributes.shuffle ?? ""));
    if (answers.kind !== "TRUE_FALSE") return asked || this.#shuffle ? { ...answers, shuffle: true } : answers;
    if (asked) this.#changes.push({ reason: "SHUFFLE_DROPPED", message: "True always stands before false here." });
    return answers;
  }

  #labels(response: XmlElement): Label[] {
    const found = descendants(response, ({ name }) => name === "response_label");
    if (found.length > mostChoices) {
      throw new Unusable("QUESTION_INVALID", `It has more than ${mostChoices} choices.`);
    }
    return found.map((label, at) => ({
      identifier: label.attributes.ident ?? "",
      text: this.#render(materialsOf(label, this.#changes, /^$/)) || `(${letter(at)})`,
      fixed: isFixed(label),
    }));
  }

  #render(html: string): string {
    const { markdown, changes } = readHtmlText(html, this.#html);
    this.#changes.push(...changes);
    return markdown;
  }

  #prompt(): string {
    return this.#render(this.#asked) || escapeMarkdown(this.#title) || "…";
  }

  #points(): number {
    const said = numberOf(this.#fields.get("cc_weighting") ?? this.#fields.get("points_possible"));
    if (said === undefined || (said > 0 && said <= mostPoints)) return said ?? 1;
    this.#changes.push({ reason: "WEIGHT_CHANGED", message: `A weight of ${said} became one point.` });
    return 1;
  }
}
