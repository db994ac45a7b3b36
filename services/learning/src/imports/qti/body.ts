import type { Change } from "../report.ts";
import { descendants, textOf, type XmlElement } from "../xml.ts";
import { escapeHtml, innerHtml, type Replace } from "../xml-html.ts";
import { isInline, isInteraction } from "./interactions.ts";
import { blockMark, gapMark } from "./marks.ts";

/** The body of an item: HTML, cut at the interactions that stand by themselves, with marks for those in its text. */
export interface CutBody {
  /** One more than there are interactions that stand by themselves. */
  texts: string[];
  blocks: XmlElement[];
  /** Those in the text, in the order of their marks. */
  gaps: XmlElement[];
  feedback: XmlElement[];
  changes: Change[];
}

/** Cuts the body of an item. */
export function cutBody(body: XmlElement): CutBody {
  const cut: CutBody = { texts: [], blocks: [], gaps: [], feedback: [], changes: [] };
  const replace = asHtml(cut.changes, cut.feedback);
  const asks = descendants(body, isInteraction).some((element) => !isMedia(element));
  const html = innerHtml(body, (element, inner) => {
    if (!isInteraction(element)) return replace(element, inner);
    if (asks && isMedia(element)) {
      cut.changes.push({
        reason: "MEDIA_SHOWN",
        message: "A recording is shown; whether it was played does not count.",
      });
      return inner();
    }
    if (isInline(element)) return gapMark(cut.gaps.push(element) - 1);
    cut.blocks.push(element);
    return blockMark;
  });
  return { ...cut, texts: html.split(blockMark) };
}

/** Whether an interaction is a recording, which many show beside what they ask. */
function isMedia({ name }: XmlElement): boolean {
  return name === "qti-media-interaction";
}

/** Writes what QTI adds to HTML; feedback goes to `feedback`, and what is lost is noted. */
export function asHtml(changes: Change[], feedback: XmlElement[] = []): Replace {
  return (element, inner) => {
    const { name, attributes } = element;
    switch (name) {
      case "qti-rubric-block":
        if (/\bcandidate\b/.test(attributes.view ?? "candidate")) return `<div>${inner()}</div>`;
        changes.push({ reason: "RUBRIC_DROPPED", message: "What it says to those who grade or teach was dropped." });
        return "";
      case "qti-feedback-inline":
      case "qti-feedback-block":
        feedback.push(element);
        return "";
      case "qti-end-attempt-interaction":
        changes.push({
          reason: "BUTTON_DROPPED",
          message: "A button that asks for a hint or ends the attempt was dropped.",
        });
        return "";
      case "qti-stylesheet":
        changes.push({ reason: "STYLE_DROPPED", message: "Styles were dropped." });
        return "";
      case "qti-catalog-info":
        return "";
      case "qti-template-block":
      case "qti-template-inline":
        return "";
      case "object":
        return isPicture(element) ? picture(element) : undefined;
      default:
        return name.startsWith("qti-") ? inner() : undefined;
    }
  };
}

/** Whether an object is an image rather than a page. */
export function isPicture({ name, attributes }: XmlElement): boolean {
  return name === "img" || (name === "object" && /^image\//.test(attributes.type ?? "") && Boolean(attributes.data));
}

/** Pictures in an element. */
export function picturesIn(element: XmlElement): XmlElement[] {
  return descendants(element, isPicture);
}

function picture(element: XmlElement): string {
  const quoted = (text: string) => escapeHtml(text).replaceAll('"', "&quot;");
  return `<img src="${quoted(element.attributes.data ?? "")}" alt="${quoted(textOf(element).trim())}">`;
}
