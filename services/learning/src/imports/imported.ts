import type { CourseContent } from "../content.ts";
import type { ReportLine } from "./report.ts";
import type { PackageContent } from "./scorm/package.ts";

/** A course that was read from a source, not yet kept. */
export interface Imported {
  content: CourseContent;
  /** Name of an asset -> the path in the source of the file that becomes it. */
  assets: Map<string, string>;
  /** Packages that its blocks play. */
  packages?: ImportedPackage[];
  report: ReportLine[];
}

/** A package that was read from a source, not yet kept. */
export interface ImportedPackage extends PackageContent {
  id: string;
  fileName: string;
}

/** How an importer tells how far it is. */
export interface Progress {
  /** Says how many pieces there are; called once they are counted, and again when there are more. */
  count(total: number): void;
  /** Says that one more is through. Lets others work meanwhile, and throws where the import is to stop. */
  step(): Promise<void>;
}
