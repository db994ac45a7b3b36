import { escapeMarkdown } from "../escape-markdown.ts";
import { fillGaps, gapMark } from "../qti/marks.ts";
import { type Answers, letter } from "../questions/answers.ts";
import { Unusable } from "../questions/unusable.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import { choicesOf, isFixed, type Label } from "./choices.ts";
import { type Condition, scored } from "./conditions.ts";

/** One of several responses of an item, such as a gap or a thing to match. */
export interface Response {
  ident: string;
  /** What stands beside it: the name of a gap, or what is to be matched; plain text. */
  about: string;
  /** Plain texts. */
  labels: Label[];
}

/** A question with several responses, and what it asks. */
export interface Several {
  answers: Answers;
  prompt: string;
}

/**
 * Reads an item with several responses, as Canvas writes matchings, gaps that are typed into and gaps that are chosen
 * for. `html` is what it asks, `render` makes Markdown of it. Throws Unusable.
 */
export function readSeveral(
  profile: string,
  responses: readonly Response[],
  conditions: readonly Condition[],
  html: string,
  render: (html: string) => string,
): Several {
  const partialCredit = conditions.some(({ adds }) => adds);
  const right = (response: Response) => rightOf(response, conditions);
  if (profile === "matching_question") {
    return { answers: { ...matching(responses, right), partialCredit }, prompt: render(html) };
  }
  if (profile !== "fill_in_multiple_blanks_question" && profile !== "multiple_dropdowns_question") {
    throw new Unusable("QUESTION_KIND_UNSUPPORTED", "An item with several answers of its own has no like here.");
  }
  const typed = profile === "fill_in_multiple_blanks_question";
  const marked = responses.reduce((text, { about }, at) => text.replaceAll(`[${about}]`, gapMark(at)), html);
  const texts = ({ labels }: Response, values: string[]) =>
    labels.filter(({ identifier }) => values.includes(identifier)).map(({ text }) => text);
  const answers: Answers = {
    kind: "CLOZE",
    partialCredit,
    gaps: responses.map(({ labels }, at) => ({ id: gapId(at), choices: typed ? [] : choicesOf(labels) })),
    key: {
      gaps: responses.map((response, at) => {
        const values = right(response);
        const [first = ""] = values;
        return {
          gapId: gapId(at),
          choiceId: typed ? "" : letter(response.labels.findIndex(({ identifier }) => identifier === first)),
          texts: typed ? texts(response, values) : [],
        };
      }),
    },
  };
  return { answers, prompt: fillGaps(render(marked), (at) => `[[${gapId(at)}]]`) };
}

/** The responses of an item, with what stands beside each. `words` reads the materials of an element as plain text. */
export function responsesOf(found: readonly XmlElement[], words: (element: XmlElement) => string): Response[] {
  return found.map((response) => ({
    ident: response.attributes.ident ?? "",
    about: words({ ...response, children: elements(response, "material") }),
    labels: descendants(response, ({ name }) => name === "response_label").map((label) => ({
      identifier: label.attributes.ident ?? "",
      text: words(label),
      fixed: isFixed(label),
    })),
  }));
}

function matching(responses: readonly Response[], right: (response: Response) => string[]): Answers {
  const targets = new Map(responses.flatMap(({ labels }) => labels.map((label) => [label.identifier, label])));
  const identifiers = [...targets.keys()];
  return {
    kind: "MATCHING",
    choices: responses.map(({ about }, at) => ({ id: letter(at), text: escapeMarkdown(about) })),
    targets: choicesOf(
      [...targets.values()].map((label) => ({ ...label, text: escapeMarkdown(label.text) })),
      (at) => `t${at + 1}`,
    ),
    key: {
      pairs: responses.map((response, at) => ({
        choiceId: letter(at),
        targetId: `t${identifiers.indexOf(right(response)[0] ?? "") + 1}`,
      })),
    },
  };
}

function rightOf({ ident }: Response, conditions: readonly Condition[]): string[] {
  const about = scored(conditions).flatMap(({ comparisons }) => comparisons);
  return about
    .filter(({ operator, negated, responseId }) => operator === "varequal" && !negated && responseId === ident)
    .map(({ value }) => value);
}

function gapId(at: number): string {
  return `g${at + 1}`;
}
