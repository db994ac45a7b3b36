import type { Question } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import type { HtmlScope } from "../html/clean.ts";
import { plainText, readHtmlText } from "../html/read.ts";
import { numberOf } from "../qti/declarations.ts";
import { type Answers, letter } from "../questions/answers.ts";
import { type Asked, assignmentOf, questionOf, type ReadItem } from "../questions/item.ts";
import { whyNotAsked } from "../questions/limits.ts";
import { Unusable, usable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import { type Label, readMany, readOne } from "./choices.ts";
import { readConditions } from "./conditions.ts";
import { readItemFeedback } from "./feedback.ts";
import { fieldsOf, materialsOf } from "./material.ts";
import { readTyped } from "./typed.ts";

const responses = /^response_(lid|str|num|xy|grp|extension)$/;
const mostPoints = 1000;

/** Reads an item of QTI 1.2, as the profiles of Common Cartridge have it. */
export async function readItem12(item: XmlElement, html: HtmlScope): Promise<ReadItem> {
  const changes: Change[] = [];
  const [presentation] = elements(item, "presentation");
  const fields = fieldsOf(elements(item, "itemmetadata")[0]);
  const profile = fields.get("cc_profile") || fields.get("question_type") || "";
  const found = presentation ? descendants(presentation, ({ name }) => responses.test(name)) : [];
  const asked = presentation ? materialsOf(presentation, changes, responses) : "";
  const render = (source: string) => {
    const read = readHtmlText(source, html);
    changes.push(...read.changes);
    return read.markdown;
  };
  const prompt = render(asked);
  const title = clip((item.attributes.title ?? "").trim(), 200) || clip(plainText(asked), 80);
  const head = { title, kind: profile || (found[0]?.name ?? "item"), changes };
  if (found.length === 0) return { ...head, asked: [], text: prompt, refused: [] };
  const points = pointsOf(fields, changes);
  if (isEssay(profile, found, item)) {
    changes.push({ reason: "ESSAY_ASSIGNED", message: "A free text became an assignment, which people grade." });
    const assignment = assignmentOf(title, prompt || escapeMarkdown(title), points);
    return { ...head, asked: [{ kind: "assignment", assignment }], text: "", refused: [] };
  }
  const labels = descendants(found[0] as XmlElement, ({ name }) => name === "response_label").map((label, index) => ({
    identifier: label.attributes.ident ?? "",
    text: render(materialsOf(label, changes, /^$/)) || `(${letter(index)})`,
  }));
  const answers = await usable(() => answersOf(item, found, labels, changes));
  if ("refused" in answers) return { ...head, asked: [], text: "", refused: [answers.refused] };
  const question: Question = questionOf(prompt || escapeMarkdown(title) || "…", answers, points);
  const feedback = readItemFeedback(item, labels, render);
  question.hints = feedback.hints;
  question.key.explanation = feedback.explanation;
  changes.push(...feedback.changes);
  const wrong = whyNotAsked(question);
  const all: Asked[] = wrong ? [] : [{ kind: "question", question }];
  return { ...head, asked: all, text: "", refused: wrong ? [wrong] : [] };
}

function answersOf(item: XmlElement, found: XmlElement[], labels: Label[], changes: Change[]): Answers {
  const [response, ...more] = found;
  if (!response || more.length > 0) {
    throw new Unusable("QUESTION_KIND_UNSUPPORTED", "An item with several answers of its own has no like here.");
  }
  const conditions = readConditions(item);
  if (response.name === "response_lid") {
    const many = /^multiple$/i.test(response.attributes.rcardinality ?? "");
    if (/^ordered$/i.test(response.attributes.rcardinality ?? "")) {
      throw new Unusable("QUESTION_KIND_UNSUPPORTED", "Things that are put in order by this format are not read.");
    }
    return many ? readMany(labels, conditions, changes) : readOne(labels, conditions, changes);
  }
  if (response.name === "response_str" || response.name === "response_num") {
    const [fib] = descendants(response, ({ name }) => name === "render_fib");
    const number =
      response.name === "response_num" || /^(integer|decimal|scientific)$/i.test(fib?.attributes.fibtype ?? "");
    return readTyped(number, conditions, changes);
  }
  throw new Unusable("QUESTION_KIND_UNSUPPORTED", `A ${response.name} has no like here.`);
}

/** Whether people grade it: by its profile, or since it is typed and nothing says what is right. */
function isEssay(profile: string, found: readonly XmlElement[], item: XmlElement): boolean {
  if (/essay/i.test(profile)) return true;
  const typed = found.length === 1 && found[0]?.name === "response_str";
  return typed && !/fib|pattern|short|numerical/i.test(profile) && readConditions(item).every(({ score }) => !score);
}

function pointsOf(fields: ReadonlyMap<string, string>, changes: Change[]): number {
  const said = numberOf(fields.get("cc_weighting") ?? fields.get("points_possible"));
  if (said === undefined || (said > 0 && said <= mostPoints)) return said ?? 1;
  changes.push({ reason: "WEIGHT_CHANGED", message: `A weight of ${said} became one point.` });
  return 1;
}
