import { type LessonGrading, practice } from "../../content.ts";
import { localName } from "../manifest/manifest.ts";
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
  grading: LessonGrading;
  changes: Change[];
}

/** An item, or several of which an attempt asks a few by chance. */
export type Part = { item: XmlElement } | { title: string; items: XmlElement[]; pick: number; points: number };

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
    if (pick < 1 || pick >= items.length) return partsOf(child, kept);
    const points = numberOf(number("points_per_item")) ?? 0;
    return [{ title: (child.attributes.title ?? "").trim(), items, pick: Math.trunc(pick), points }];
  });
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
  if (has("outcomes_processing")) {
    const message = "Rules of its author's for the result of the test were dropped; points are added up.";
    changes.push({ reason: "OUTCOME_DROPPED", message });
  }
  return changes;
}

function withoutPrefixes(element: XmlElement): XmlElement {
  const children = element.children.map((child): XmlNode => (isElement(child) ? withoutPrefixes(child) : child));
  return { ...element, name: localName(element.name), children };
}
