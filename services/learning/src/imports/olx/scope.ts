import type { BankContent } from "../../content.ts";
import type { HtmlScope } from "../html/clean.ts";
import type { Report } from "../report.ts";
import type { OlxTree } from "./tree.ts";

/** What the blocks of a course are read with. */
export interface LessonScope {
  tree: OlxTree;
  report: Report;
  html: HtmlScope;
  /** The banks of the course, to which more may be added. */
  banks: BankContent[];
  language: "RU" | "EN";
  /** The text of a file in `static`; undefined where there is none. */
  staticText(name: string): Promise<string | undefined>;
}
