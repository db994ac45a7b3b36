import { setImmediate as othersFirst } from "node:timers/promises";
import type { BankContent, CourseSettings, LessonContent, ModuleContent } from "../../content.ts";
import { freePolicy, practice } from "../../content.ts";
import { clip } from "../clip.ts";
import type { Change } from "../report.ts";
import { chunksOf } from "./chunks.ts";
import { Fields } from "./fields.ts";
import type { FrontMatter } from "./front-matter.ts";
import { takeHeading } from "./heading.ts";
import { relink } from "./links.ts";
import { linkReduced, type Manner, type Reading, titleIn, titleOfPath } from "./reading.ts";

const longestDescription = 50_000;
const mostModules = 100;

/** The manner of folders that nobody wrote for this platform: a file is a lesson, and its text one block. */
export class StrangersManner implements Manner {
  readonly mayBeEmpty = false;
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The description of the course is the file by which its authors introduce the folder. */
  async readSettings(): Promise<CourseSettings> {
    const { files, apart, report, name } = this.#reading;
    const settings: CourseSettings = {
      title: clip(name, 200),
      summary: "",
      description: "",
      language: await this.#guessLanguage(),
      skills: [],
      minutes: 0,
      cover: "",
      grading: freePolicy,
    };
    const readme = files.texts.find((path) => /^(readme|index|_index)\.[^./]+$/i.test(path));
    const file = readme !== undefined && files.texts.length > 1 ? await this.#open(readme) : undefined;
    if (readme !== undefined && file && Buffer.byteLength(file.body) <= longestDescription) {
      apart.add(readme);
      const changes = headChanges(file);
      const { title, rest } = takeHeading(await this.#words(file.body, readme, changes));
      report.taken({ source: readme, kind: "course", title }, "", changes);
      settings.title = clip(titleIn(file) || title || name, 200);
      settings.summary = clip(new Fields(file.data).text("description"), 500);
      settings.description = rest;
    }
    this.#leaveHousekeeping();
    return settings;
  }

  async readBanks(): Promise<BankContent[]> {
    return [];
  }

  async readLesson(
    path: string,
    file: FrontMatter,
    folder: string,
    about?: string,
  ): Promise<LessonContent | undefined> {
    const { report, ids } = this.#reading;
    const changes = headChanges(file);
    const { title, rest } = takeHeading(await this.#words(file.body, path, changes));
    if (rest === "") {
      report.leftOut({ source: path, kind: "lesson", title }, "NOTHING_TO_READ", "The file says nothing.");
      return undefined;
    }
    const lesson: LessonContent = {
      id: ids.take(""),
      title: clip(titleIn(file).trim() || title || (about ?? titleOfPath(path)), 200),
      section: clip(folder, 200),
      grading: practice,
      blocks: [{ id: ids.take(""), kind: "text", markdown: rest }],
    };
    report.taken({ source: path, kind: "lesson", title: lesson.title }, lesson.id, changes);
    return lesson;
  }

  /** A text with the links that lead anywhere, part by part. */
  async #words(body: string, path: string, changes: Change[]): Promise<string> {
    const change = this.#reading.relinkIn(path, changes);
    let words = "";
    for (const chunk of chunksOf(body)) {
      words += relink(chunk, change, () => linkReduced(changes));
      await othersFirst();
    }
    return words;
  }

  /** Leaves out files that tell of the folder rather than of its subject. */
  #leaveHousekeeping(): void {
    const { files, apart, report } = this.#reading;
    const found = files.texts.filter((path) =>
      /^(licen[cs]e|copying|contributing|code_of_conduct|security)\./i.test(path),
    );
    if (found.length + apart.size === files.texts.length) return;
    for (const path of found) {
      apart.add(path);
      const message = "It tells of the folder, its licence or its makers, not of its subject.";
      report.leftOut({ source: path, kind: "lesson" }, "FILE_UNUSED", message);
    }
  }

  async #guessLanguage(): Promise<"RU" | "EN"> {
    let [cyrillic, latin] = [0, 0];
    for (const path of this.#reading.files.texts.slice(0, 30)) {
      const file = await this.#open(path);
      cyrillic += file?.body.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
      latin += file?.body.match(/\p{Script=Latin}/gu)?.length ?? 0;
    }
    return cyrillic > latin / 2 ? "RU" : "EN";
  }

  /** A file, or undefined; that it cannot be read is reported where it is read as a lesson. */
  #open(path: string): Promise<FrontMatter | undefined> {
    return this.#reading.open(path).catch(() => undefined);
  }
}

/** What of a head is not kept. */
function headChanges({ data, broken }: FrontMatter): Change[] {
  if (broken !== undefined) {
    return [{ reason: "FRONT_MATTER_INVALID", message: `Its head is not YAML and was kept as text: ${broken}` }];
  }
  const dropped = Object.keys(data).filter((name) => name !== "title" && name !== "description");
  if (dropped.length === 0) return [];
  const message = `Of its head these were dropped: ${clip(dropped.join(", "), 300)}.`;
  return [{ reason: "FRONT_MATTER_DROPPED", message }];
}

/** More folders than a course may have modules become sections of one. */
export function asFewModules(modules: ModuleContent[], title: string): ModuleContent[] {
  const [first] = modules;
  if (modules.length <= mostModules || !first) return modules;
  const lessons = modules.flatMap((module) =>
    module.lessons.map((lesson) => ({
      ...lesson,
      section: clip([module.title, lesson.section].filter(Boolean).join(" / "), 200),
    })),
  );
  return [{ id: first.id, title, lessons }];
}
