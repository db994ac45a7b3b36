import type { HtmlScope } from "../html/clean.ts";
import type { XmlElement } from "../xml.ts";
import type { AnswerImage } from "./answers/asking.ts";

/** What an item is read with. */
export interface ItemScope {
  html: HtmlScope;
  language: "RU" | "EN";
  /** The first image in an element; undefined where there is none that can be carried. */
  image(element: XmlElement): Promise<AnswerImage | undefined>;
}
