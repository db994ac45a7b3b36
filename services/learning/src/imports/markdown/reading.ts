import { Refusal } from "@platform/kit";
import { readText, type Source } from "@platform/kit/archives";
import type { BankContent, CourseSettings, LessonContent } from "../../content.ts";
import { AssetFiles } from "../asset-files.ts";
import type { ImportedPackage } from "../imported.ts";
import { type Change, Report } from "../report.ts";
import { Fields } from "./fields.ts";
import { MarkdownFiles } from "./files.ts";
import { type FrontMatter, splitFrontMatter } from "./front-matter.ts";
import { Ids } from "./lesson.ts";
import type { Relink } from "./links.ts";
import { titleOfName } from "./outline.ts";
import { readPackages } from "./packages.ts";

/** How the files of a folder are understood: as written for this platform, or by strangers. */
export interface Manner {
  /** What the folder says of the course as a whole. */
  readSettings(): Promise<CourseSettings>;
  /** The banks of questions that the folder holds; they are no lessons. */
  readBanks(): Promise<BankContent[]>;
  /** A file as a lesson; undefined where it says nothing. `about` is the title of the module that the file tells of. */
  readLesson(path: string, file: FrontMatter, folder: string, about?: string): Promise<LessonContent | undefined>;
  /** Whether a module may be without lessons. */
  readonly mayBeEmpty: boolean;
}

/** Bytes. */
const largestFile = 1024 * 1024;

/** A folder of Markdown while it is read. */
export class Reading {
  readonly files: MarkdownFiles;
  readonly assets: AssetFiles;
  readonly report = new Report();
  readonly ids = new Ids();
  /** Paths that are no lessons, since they were read for the course itself or left out. */
  readonly apart = new Set<string>();
  /** SCORM packages that the folder holds. */
  readonly packages: ImportedPackage[] = [];
  readonly #source: Source;
  readonly #fileName: string;

  constructor(source: Source, fileName: string) {
    this.#source = source;
    this.#fileName = fileName;
    this.files = new MarkdownFiles(source);
    this.assets = new AssetFiles(source);
  }

  /** What the whole is called, as far as names tell. */
  get name(): string {
    const folder = this.files.root.split("/").at(-2);
    return titleOfName(folder ?? (this.#fileName.replace(/(\.tar)?\.[a-z]+$/i, "") || "Course"));
  }

  /** Reads the packages of a course of this platform's. */
  async openPackages(): Promise<void> {
    const read = await readPackages(this.#source, this.files.root, this.report);
    this.packages.push(...read);
    const { texts } = this.files;
    for (const path of texts) if (read.some(({ id }) => path.startsWith(`packages/${id}/`))) this.apart.add(path);
  }

  async open(path: string, most = largestFile): Promise<FrontMatter> {
    return splitFrontMatter(await readText(this.#source, this.files.root + path, most));
  }

  /** Opens a file; undefined, with a line of the report, where it cannot be read. */
  async openOrReport(path: string, kind = "lesson", most = largestFile): Promise<FrontMatter | undefined> {
    try {
      return await this.open(path, most);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.report.leftOut({ source: path, kind }, error.reason, error.message);
      return undefined;
    }
  }

  /** What becomes of the addresses in a file. */
  relinkIn(path: string, changes: Change[]): Relink {
    return this.files.relinkIn(path, this.assets, () => linkReduced(changes));
  }
}

/** Notes that a link could not be kept. */
export function linkReduced(changes: Change[]): void {
  if (changes.some(({ reason }) => reason === "LINK_REDUCED")) return;
  changes.push({ reason: "LINK_REDUCED", message: "Links to other files of the folder became plain text." });
}

/** The title that a file's head says; empty for none. */
export function titleIn({ data }: FrontMatter): string {
  return new Fields(data).text("title");
}

/** The title that a file's name says. */
export function titleOfPath(path: string): string {
  return titleOfName(path.split("/").at(-1) as string);
}
