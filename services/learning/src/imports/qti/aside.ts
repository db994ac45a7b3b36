import type { Change } from "../report.ts";
import { descendants, type XmlElement } from "../xml.ts";

/** Why the numbers or words of an item are made anew for each learner; undefined where they are not. */
export function whyComputed(item: XmlElement): Change | undefined {
  const programs = new Set([
    "qti-template-processing",
    "qti-printed-variable",
    "qti-template-block",
    "qti-template-inline",
  ]);
  if (descendants(item, ({ name }) => programs.has(name)).length === 0) return undefined;
  const message = "Its numbers are made anew for each learner by a program, which is not run here.";
  return { reason: "QUESTION_COMPUTED", message };
}

const noted: Readonly<Record<string, Change>> = {
  "qti-stylesheet": { reason: "STYLE_DROPPED", message: "Styles were dropped." },
  "qti-companion-materials-info": {
    reason: "COMPANION_DROPPED",
    message: "Tools beside it, such as a calculator or a ruler, were dropped.",
  },
  "qti-catalog-info": {
    reason: "CATALOG_DROPPED",
    message: "Its catalogue of other forms, such as spoken or simpler words, was dropped.",
  },
  include: { reason: "INCLUDE_DROPPED", message: "A part that stands in another file was dropped." },
  "qti-include": { reason: "INCLUDE_DROPPED", message: "A part that stands in another file was dropped." },
};

/** Notes what stands beside the body of an item and has no like here. */
export function noteAside(item: XmlElement, changes: Change[]): void {
  for (const { name } of descendants(item, (element) => Object.hasOwn(noted, element.name))) {
    const change = noted[name];
    if (change) changes.push(change);
  }
  if (item.attributes.adaptive === "true") {
    const message = "It was to be tried step by step, with help after each; it is asked once.";
    changes.push({ reason: "ADAPTIVE_DROPPED", message });
  }
}
