import { type LessonGrading, practice } from "../../content.ts";
import { localName } from "../manifest/manifest.ts";
import { numberOf } from "../qti/declarations.ts";
import type { Change } from "../report.ts";
import { descendants, elements, isElement, type XmlElement, type XmlNode } from "../xml.ts";
import { fieldsOf } from "./material.ts";

/** A file of QTI 1.2: an assessment, or a bank of items. */
export interface Assessment {
  title: string;
  bank: boolean;
  items: XmlElement[];
  grading: LessonGrading;
  changes: Change[];
}

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
  return {
    title: (holder.attributes.title ?? fields.get("bank_title") ?? "").trim(),
    bank: assessment === undefined && bank !== undefined,
    items: items.slice(0, mostItems),
    grading: gradingOf(fields),
    changes,
  };
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
  if (has("selection")) {
    const message = "A few of its questions were to be asked by chance; all of them are.";
    changes.push({ reason: "LIBRARY_WHOLE", message });
  }
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
