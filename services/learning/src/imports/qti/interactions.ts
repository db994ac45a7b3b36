import type { Answers } from "../questions/answers.ts";
import type { XmlElement } from "../xml.ts";
import type { Asking } from "./answers/asking.ts";
import { readChoice } from "./answers/choice.ts";
import { readHotspot, readPoint } from "./answers/hotspot.ts";
import { readMatch } from "./answers/match.ts";
import { readOrder } from "./answers/order.ts";
import { readTextEntry } from "./answers/text.ts";

/** Interactions that become a question each, by name. */
export const readers: Readonly<Record<string, (asking: Asking) => Answers | Promise<Answers>>> = {
  "qti-choice-interaction": readChoice,
  "qti-order-interaction": readOrder,
  "qti-match-interaction": readMatch,
  "qti-text-entry-interaction": readTextEntry,
  "qti-hotspot-interaction": readHotspot,
  "qti-select-point-interaction": readPoint,
};

export const essay = "qti-extended-text-interaction";

/** Why others are left out, in a sentence each. */
const unsupported: Record<string, string> = {
  "qti-associate-interaction": "Pairs from one set of things have no like here.",
  "qti-gap-match-interaction": "Words that are dragged into gaps have no like here.",
  "qti-graphic-associate-interaction": "Pairs of places on a picture have no like here.",
  "qti-graphic-gap-match-interaction": "Pictures that pieces are dragged onto have no like here.",
  "qti-graphic-order-interaction": "Places on a picture that are put in order have no like here.",
  "qti-position-object-interaction": "Pictures that pieces are dragged onto have no like here.",
  "qti-hottext-interaction": "Words that are chosen in the text itself have no like here.",
  "qti-slider-interaction": "A slider has no like here.",
  "qti-upload-interaction": "A file that is handed in is no question here.",
  "qti-drawing-interaction": "A drawing on a picture has no like here.",
  "qti-media-interaction": "Media that count as seen have no like here.",
  "qti-custom-interaction": "It is answered in a program of its author's, which is not run here.",
  "qti-portable-custom-interaction": "It is answered in a program of its author's, which is not run here.",
};

/** Whether an element is answered; a button that ends the attempt is not. */
export function isInteraction({ name }: XmlElement): boolean {
  return /^qti-.+-interaction$/.test(name) && name !== "qti-end-attempt-interaction";
}

/** Whether an interaction stands in the midst of a text. */
export function isInline({ name }: XmlElement): boolean {
  return name === "qti-text-entry-interaction" || name === "qti-inline-choice-interaction";
}

/** The name of an interaction as reports say it, for example `text-entry`. */
export function shortName({ name }: Pick<XmlElement, "name">): string {
  return name.replace(/^qti-/, "").replace(/-interaction$/, "");
}

/** Why an interaction is left out. */
export function whyLeftOut({ name }: XmlElement): { reason: string; message: string } {
  const reason = `INTERACTION_${shortName({ name }).replaceAll("-", "_").toUpperCase()}`;
  const message = unsupported[name];
  return message ? { reason, message } : { reason: "INTERACTION_UNKNOWN", message: `A ${name} is not known.` };
}
