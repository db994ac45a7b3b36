import { refuse } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { BankContent, CourseSettings, LessonContent } from "../../content.ts";
import { isImage } from "../asset-files.ts";
import { clip } from "../clip.ts";
import type { Change } from "../report.ts";
import { readBank } from "./bank.ts";
import { Fields } from "./fields.ts";
import { type FrontMatter, withoutBlankEnds } from "./front-matter.ts";
import { takeHeading } from "./heading.ts";
import { readBlocks, readLessonGrading } from "./lesson.ts";
import { relink } from "./links.ts";
import { withPackages } from "./packages.ts";
import { type Manner, type Reading, titleIn, titleOfPath } from "./reading.ts";
import { readSettings } from "./settings.ts";

/** The file that makes a folder a course of this platform. */
export const courseFile = "course.md";

/** Whether a source is such a folder, or one that is packed with the folder around it. */
export function holdsCourse({ files }: Source): boolean {
  return [...files.keys()].some((path) => path === courseFile || /^[^/]+\/course\.md$/.test(path));
}

const longestDescription = 50_000;
// Bytes; thousands of questions lie in one file.
const largestBank = 16 * 1024 * 1024;

/** The manner of courses that were exported from this platform, or written for it. */
export class NativeManner implements Manner {
  readonly mayBeEmpty = true;
  readonly #reading: Reading;
  readonly #bankIds = new Set<string>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async readSettings(): Promise<CourseSettings> {
    const reading = this.#reading;
    reading.apart.add(courseFile);
    const { data, body, broken } = await reading.open(courseFile);
    if (broken !== undefined) {
      throw refuse.state("FRONT_MATTER_INVALID", `The head of ${courseFile} is not YAML: ${broken}`);
    }
    this.#keepAssets(data.files);
    await reading.openPackages();
    const { settings, problems } = readSettings(data);
    const changes = problems.map(inHead);
    const { title, rest } = settings.title
      ? { title: settings.title, rest: withoutBlankEnds(body) }
      : takeHeading(body);
    const description = settings.description || relink(rest, reading.relinkIn(courseFile, changes));
    if (Buffer.byteLength(description) > longestDescription) {
      const message = `The text of ${courseFile} is longer than ${longestDescription} bytes.`;
      throw refuse.state("DESCRIPTION_TOO_LONG", message);
    }
    const cover = this.#readPicture(settings.cover, "cover", changes);
    const { certificate } = settings;
    const signature = certificate && this.#readPicture(certificate.signature, "signature", changes);
    reading.report.taken({ source: courseFile, kind: "course", title }, "", changes);
    return {
      ...settings,
      title: clip(title || reading.name, 200),
      description,
      cover,
      ...(certificate && { certificate: { ...certificate, signature: signature ?? "" } }),
    };
  }

  async readBanks(): Promise<BankContent[]> {
    const { files, ids, report, apart, openOrReport } = this.#parts();
    const banks: BankContent[] = [];
    for (const path of files.texts.filter((each) => /^banks\/[^/]+$/.test(each))) {
      apart.add(path);
      const file = await openOrReport(path, "bank", largestBank);
      if (!file) continue;
      const changes: Change[] = [];
      const bank = readBank(file, ids, this.#reading.relinkIn(path, changes));
      changes.push(...bank.problems);
      const title = clip(titleIn(file) || titleOfPath(path), 200);
      banks.push({ id: bank.id, title, questions: bank.questions });
      report.taken({ source: path, kind: "bank", title }, "", changes);
      this.#bankIds.add(bank.id);
    }
    return banks;
  }

  async readLesson(
    path: string,
    file: FrontMatter,
    folder: string,
    about?: string,
  ): Promise<LessonContent | undefined> {
    const { ids, report, relinkIn } = this.#parts();
    const fields = new Fields(file.data);
    const changes: Change[] =
      file.broken === undefined
        ? []
        : [{ reason: "FRONT_MATTER_INVALID", message: `Its head is not YAML and was kept as text: ${file.broken}` }];
    const given = titleIn(file);
    const { title, rest } = given ? { title: given, rest: file.body } : takeHeading(file.body);
    const { grading, problems } = readLessonGrading(fields.raw("grading"));
    const line = file.line + linesBefore(rest, file.body);
    const { blocks: read, problems: wrong } = readBlocks(rest, ids, relinkIn(path, changes), line);
    const drawn = read.filter((block) => block.kind !== "draw" || this.#bankIds.has(block.bankId));
    if (drawn.length < read.length) {
      changes.push({ reason: "BANK_MISSING", message: "It draws from a bank that the archive does not hold." });
    }
    const blocks = withPackages(drawn, this.#reading.packages, changes);
    if (blocks.length === 0 && about !== undefined) return undefined;
    changes.push(...wrong, ...problems.map(inHead));
    const lesson: LessonContent = {
      // The id in a module's own file is the module's.
      id: ids.take(about === undefined ? fields.text("id") : ""),
      title: clip(about ?? (title || titleOfPath(path)), 200),
      section: clip(fields.text("section") || folder, 200),
      grading,
      blocks,
    };
    report.taken({ source: path, kind: about === undefined ? "lesson" : "module", title }, lesson.id, changes);
    return lesson;
  }

  #parts() {
    const reading = this.#reading;
    const { files, ids, report, apart } = reading;
    const [relinkIn, openOrReport] = [reading.relinkIn.bind(reading), reading.openOrReport.bind(reading)];
    return { files, ids, report, apart, relinkIn, openOrReport };
  }

  /** All files in `assets` are the course's own; `files` names those whose names an archive cannot bear. */
  #keepAssets(files: unknown): void {
    const { files: folder, assets } = this.#reading;
    const named = new Map<string, string>();
    for (const item of Array.isArray(files) ? files : []) {
      const fields = new Fields(item);
      named.set(`assets/${fields.text("file")}`, fields.text("name"));
    }
    for (const path of [...folder.texts, ...folder.others]) {
      const [, name] = /^assets\/([^/]+)$/.exec(path) ?? [];
      if (name === undefined || !folder.has(path)) continue;
      assets.keep(folder.root + path, assetName(named.get(path)) ?? name);
      this.#reading.apart.add(path);
    }
  }

  #readPicture(picture: string, what: string, changes: Change[]): string {
    const { assets } = this.#reading;
    if (picture === "" || assets.chosen.has(picture)) return picture;
    const made = this.#reading.relinkIn(courseFile, [])(picture);
    const name = made && "address" in made ? decodeURIComponent(made.address.replace(/^asset:/, "")) : "";
    if (name !== "" && isImage(name)) return name;
    changes.push({ reason: "FILE_MISSING", message: `The ${what} is not in the archive.` });
    return "";
  }
}

/** A name that a course may give a file; undefined for any other. */
function assetName(name: string | undefined): string | undefined {
  return name && name.length <= 255 && !/[/\\\p{Cc}]/u.test(name) ? name : undefined;
}

function inHead(problem: string): Change {
  return { reason: "SETTING_INVALID", message: `In its head ${problem}.` };
}

/** How many lines of a body stand before a part that reaches to its end. */
function linesBefore(part: string, body: string): number {
  return body.slice(0, body.trimEnd().length - part.trimEnd().length).split("\n").length - 1;
}
