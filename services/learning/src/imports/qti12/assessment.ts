import { type LessonGrading, practice } from "../../content.ts";
import { localName } from "../manifest/manifest.ts";
import type { Cut } from "../policy.ts";
import { numberOf } from "../qti/declarations.ts";
import type { Change } from "../report.ts";
import { descendants, elements, isElement, textOf, type XmlElement, type XmlNode } from "../xml.ts";
import { fieldsOf } from "./material.ts";

/** A file of QTI 1.2: an assessment, or a bank of items. */
export interface Assessment {
  title: string;
  bank: boolean;
  /** What it asks, in its order. */
  parts: Part[];
  /** Without its kind of work. */
  grading: LessonGrading;
  /** Whether it counts. */
  graded: boolean;
  cut: Cut | undefined;
  changes: Change[];
}

/** The title of a section, an item, or several items of which an attempt asks a few by chance. */
export type Part =
  | { heading: string }
  | { item: XmlElement }
  | { title: string; items: XmlElement[]; pick: number; points: number };

const mostItems = 5000;

/** Reads the frame of a file of QTI 1.2; undefined where it is none. */
export function readAssessment(file: XmlElement): Assessment | undefined {
  const root = withoutPrefixes(file);
  if (root.name !== "questestinterop") return undefined;
  const [assessment] = elements(root, "assessment");
  const [bank] = elements(root, "objectbank");
  const holder = assessment ?? bank ?? root;
  const items = descendants(holder, ({ name }) => name === "item");
  const fields = fieldsOf(elements(holder, "qtimetadata")[0]);
  const changes = changesOf(holder);
  if (items.length > mostItems) {
    const message = `Of its ${items.length} items, those past the first ${mostItems} were left out.`;
    changes.unshift({ reason: "TEST_TOO_LARGE", message });
  }
  const kept = new Set(items.slice(0, mostItems));
  return {
    title: (holder.attributes.title ?? fields.get("bank_title") ?? "").trim(),
    bank: assessment === undefined && bank !== undefined,
    parts: partsOf(holder, kept),
    grading: gradingOf(fields),
    graded: !/practice|self/i.test(fields.get("qmd_assessmenttype") ?? ""),
    cut: cutOf(holder),
    changes,
  };
}

function partsOf(holder: XmlElement, kept: ReadonlySet<XmlElement>): Part[] {
  return elements(holder).flatMap((child): Part[] => {
    if (child.name === "item") return kept.has(child) ? [{ item: child }] : [];
    if (child.name !== "section") return [];
    const [selection] = elements(child, "selection_ordering");
    const number = (name: string) =>
      (selection ? descendants(selection, (each) => each.name === name) : []).map(textOf)[0];
    const pick = numberOf(number("selection_number")) ?? 0;
    const items = elements(child, "item").filter((item) => kept.has(item));
    const title = (child.attributes.title ?? "").trim();
    const heading = title === "" ? [] : [{ heading: title }];
    if (pick < 1 || pick >= items.length) return [...heading, ...partsOf(child, kept)];
    const points = numberOf(number("points_per_item")) ?? 0;
    return [...heading, { title, items, pick: Math.trunc(pick), points }];
  });
}

/** From which result its outcomes call it passed. */
function cutOf(holder: XmlElement): Cut | undefined {
  const [outcomes] = elements(holder, "outcomes_processing");
  for (const { attributes } of outcomes ? descendants(outcomes, ({ name }) => name === "decvar") : []) {
    const cut = numberOf(attributes.cutvalue);
    const most = numberOf(attributes.maxvalue) ?? 0;
    if (cut !== undefined) return most > 0 ? { fraction: cut / most } : { points: cut };
  }
  return undefined;
}

function gradingOf(fields: ReadonlyMap<string, string>): LessonGrading {
  const attempts = numberOf(fields.get("cc_maxattempts")) ?? 0;
  const minutes = numberOf(fields.get("qmd_timelimit")) ?? 0;
  return {
    ...practice,
    // Many allow any number, by the word "unlimited" or by none.
    maxAttempts: Math.min(100, Math.max(0, Math.trunc(attempts))),
    minutes: Math.min(10_080, Math.max(0, Math.ceil(minutes))),
    showAnswers: /^no$/i.test(fields.get("qmd_solutionspermitted") ?? "") ? "NEVER" : "AFTER_ATTEMPT",
  };
}

function changesOf(holder: XmlElement): Change[] {
  const changes: Change[] = [];
  const has = (name: string) => descendants(holder, (element) => element.name === name).length > 0;
  if (has("sourcebank_ref")) {
    const message = "It drew from a bank of another course, which is not in the file.";
    changes.push({ reason: "BANK_MISSING", message });
  }
  if (descendants(holder, ({ name, attributes }) => name === "order" && isRandom(attributes)).length > 0) {
    const message =
      "Its questions were to come in another order each time; those that are not drawn stand as they are written.";
    changes.push({ reason: "ORDER_KEPT", message });
  }
  const rules = descendants(holder, ({ name }) => name === "outcomes_processing");
  if (rules.some((rule) => !isSum(rule))) {
    const message = "Rules of its author's for the result of the test were dropped; points are added up.";
    changes.push({ reason: "OUTCOME_DROPPED", message });
  }
  return changes;
}

function isRandom({ order_type: type = "" }: Record<string, string>): boolean {
  return /^random/i.test(type);
}

/** Whether an outcome is the sum of points, declared and no more. */
function isSum(processing: XmlElement): boolean {
  const plain = descendants(processing, () => true).every(({ name }) => name === "outcomes" || name === "decvar");
  return plain && /^(sumofscores)?$/i.test(processing.attributes.scoremodel ?? "");
}

function withoutPrefixes(element: XmlElement): XmlElement {
  const children = element.children.map((child): XmlNode => (isElement(child) ? withoutPrefixes(child) : child));
  return { ...element, name: localName(element.name), children };
}
