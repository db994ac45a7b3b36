import { setImmediate as othersFirst } from "node:timers/promises";
import { Refusal, refuse } from "@platform/kit";
import type { CourseContent, CourseSettings, LessonContent, ModuleContent } from "../../content.ts";
import { freePolicy, practice } from "../../content.ts";
import { AssetFiles, isImage } from "../asset-files.ts";
import { clip } from "../clip.ts";
import { fit } from "../fit.ts";
import type { Imported, Progress } from "../imported.ts";
import { type Change, Report } from "../report.ts";
import { readText, type Source } from "../source/source.ts";
import { chunksOf } from "./chunks.ts";
import { Fields } from "./fields.ts";
import { MarkdownFiles } from "./files.ts";
import { type FrontMatter, splitFrontMatter, withoutBlankEnds } from "./front-matter.ts";
import { takeHeading } from "./heading.ts";
import { Ids, readBlocks, readLessonGrading } from "./lesson.ts";
import { type Relink, relink } from "./links.ts";
import { type OutlineModule, outlineOf, titleOfName } from "./outline.ts";
import { readSettings } from "./settings.ts";

const courseFile = "course.md";
const longestDescription = 50_000;

/** Reads a folder of Markdown as a course: one that was written for this platform, or anybody's notes. */
export async function importMarkdown(source: Source, fileName: string, progress: Progress): Promise<Imported> {
  return new MarkdownReader(source, fileName, progress).read();
}

class MarkdownReader {
  readonly #source: Source;
  readonly #fileName: string;
  readonly #progress: Progress;
  readonly #files: MarkdownFiles;
  readonly #assets: AssetFiles;
  readonly #report = new Report();
  readonly #ids = new Ids();
  /** Whether it was written for this platform: then blocks are cut, and what lies in `assets` belongs to the course. */
  readonly #native: boolean;

  constructor(source: Source, fileName: string, progress: Progress) {
    this.#source = source;
    this.#fileName = fileName;
    this.#progress = progress;
    this.#files = new MarkdownFiles(source);
    this.#assets = new AssetFiles(source);
    this.#native = this.#files.has(courseFile);
  }

  async read(): Promise<Imported> {
    if (this.#files.texts.length === 0) {
      throw refuse.state("COURSE_NOT_FOUND", "The archive holds neither a course.xml nor files of Markdown.");
    }
    this.#progress.count(this.#files.texts.length);
    const settings = this.#native ? await this.#readCourse() : await this.#readStrangers();
    if (!this.#native) this.#leaveHousekeeping();
    const modules: ModuleContent[] = [];
    for (const module of outlineOf(this.#files, this.#read)) {
      const read = await this.#readModule(module, settings.title);
      if (read) modules.push(read);
    }
    this.#reportOthers();
    if (modules.length === 0 && !this.#native) throw refuse.state("COURSE_EMPTY", "None of the files says anything.");
    const content: CourseContent = {
      settings,
      modules: this.#native ? modules : asFewModules(modules, settings.title),
    };
    return { content: fit(content, this.#report), assets: this.#assets.chosen, report: this.#report.lines };
  }

  /** Files that were read for the course itself. */
  readonly #read = new Set<string>();

  async #readCourse(): Promise<CourseSettings> {
    const { data, body, broken } = await this.#open(courseFile);
    if (broken !== undefined)
      throw refuse.state("FRONT_MATTER_INVALID", `The head of ${courseFile} is not YAML: ${broken}`);
    this.#keepAssets(data.files);
    const { settings, problems } = readSettings(data);
    const changes: Change[] = problems.map((problem) => ({
      reason: "SETTING_INVALID",
      message: `In its head ${problem}.`,
    }));
    const { title, rest } = settings.title
      ? { title: settings.title, rest: withoutBlankEnds(body) }
      : takeHeading(body);
    const description = settings.description || relink(rest, this.#relinkIn(courseFile, changes));
    if (Buffer.byteLength(description) > longestDescription) {
      throw refuse.state(
        "DESCRIPTION_TOO_LONG",
        `The text of ${courseFile} is longer than ${longestDescription} bytes.`,
      );
    }
    const cover = this.#readCover(settings.cover, changes);
    this.#taken(courseFile, "course", title, "", changes);
    return { ...settings, title: title || this.#nameOfAll(), description, cover };
  }

  /** The description of a course that others wrote is the file by which they introduce their folder. */
  async #readStrangers(): Promise<CourseSettings> {
    const settings: CourseSettings = {
      title: this.#nameOfAll(),
      summary: "",
      description: "",
      language: await this.#guessLanguage(),
      skills: [],
      minutes: 0,
      cover: "",
      grading: freePolicy,
    };
    const readme = this.#files.texts.find((path) => /^(readme|index|_index)\.[^./]+$/i.test(path));
    if (readme === undefined || this.#files.texts.length === 1) return settings;
    const file = await this.#open(readme).catch(() => undefined);
    if (!file || Buffer.byteLength(file.body) > longestDescription) return settings;
    this.#read.add(readme);
    const changes = headChanges(file);
    const { title, rest } = takeHeading(await this.#words(file.body, readme, changes));
    this.#taken(readme, "course", title, "", changes);
    const named = titleIn(file) || title;
    const summary = clip(new Fields(file.data).text("description"), 500);
    return { ...settings, title: clip(named || settings.title, 200), summary, description: rest };
  }

  /** Files that tell of the folder rather than of its subject. */
  #leaveHousekeeping(): void {
    const files = this.#files.texts.filter((path) =>
      /^(licen[cs]e|copying|contributing|code_of_conduct|security)\./i.test(path),
    );
    if (files.length === this.#files.texts.length) return;
    for (const path of files) {
      this.#read.add(path);
      const message = "It tells of the folder, its licence or its makers, not of its subject.";
      this.#report.leftOut({ source: path, kind: "lesson" }, "FILE_UNUSED", message);
    }
  }

  async #readModule(
    { folder, about, lessons }: OutlineModule,
    courseTitle: string,
  ): Promise<ModuleContent | undefined> {
    const read: LessonContent[] = [];
    let title = folder === "" ? courseTitle : titleOfName(folder);
    let id = "";
    if (about !== undefined) {
      const file = await this.#openOrReport(about);
      title = (file && titleIn(file)) || title;
      id = (file && new Fields(file.data).text("id")) || "";
      const intro = file && (await this.#readLesson(about, file, "", title));
      if (intro) read.push(this.#native ? { ...intro, id: this.#ids.take("") } : intro);
      else if (file) this.#taken(about, "module", title, "", []);
    }
    for (const { path, section } of lessons) {
      if (path === courseFile && this.#native) continue;
      const file = await this.#openOrReport(path);
      const lesson = file && (await this.#readLesson(path, file, section));
      if (lesson) read.push(lesson);
      await this.#progress.step();
    }
    const empty = read.length === 0 && !(this.#native && about !== undefined);
    return empty ? undefined : { id: this.#ids.take(id), title: clip(title, 200), lessons: read };
  }

  /** Reads a file as a lesson; undefined where it says nothing. A module's own file is named for its module. */
  async #readLesson(
    path: string,
    file: FrontMatter,
    folder: string,
    moduleTitle?: string,
  ): Promise<LessonContent | undefined> {
    const fields = new Fields(file.data);
    const changes: Change[] = file.broken === undefined ? [] : headChanges(file);
    const about = moduleTitle !== undefined;
    if (this.#native) {
      const given = titleIn(file);
      const { title, rest } = given ? { title: given, rest: file.body } : takeHeading(file.body);
      const { grading, problems } = readLessonGrading(fields.raw("grading"));
      const id = about ? "" : fields.text("id");
      const { blocks, problems: wrong } = readBlocks(
        rest,
        this.#ids,
        this.#relinkIn(path, changes),
        file.line + linesBefore(rest, file.body),
      );
      if (blocks.length === 0 && about) return undefined;
      changes.push(
        ...wrong,
        ...problems.map((problem) => ({ reason: "SETTING_INVALID", message: `In its head ${problem}.` })),
      );
      const lesson = {
        id: this.#ids.take(id),
        title: clip(about ? moduleTitle : title || titleOfName(path.split("/").at(-1) as string), 200),
        section: clip(fields.text("section") || folder, 200),
        grading,
        blocks,
      };
      this.#taken(path, about ? "module" : "lesson", lesson.title, lesson.id, changes);
      return lesson;
    }
    changes.push(...(file.broken === undefined ? headChanges(file) : []));
    const { title, rest } = takeHeading(await this.#words(file.body, path, changes));
    if (rest === "") {
      this.#report.leftOut({ source: path, kind: "lesson", title }, "NOTHING_TO_READ", "The file says nothing.");
      return undefined;
    }
    const named = titleIn(file) || title || (about ? moduleTitle : titleOfName(path.split("/").at(-1) as string));
    const lesson: LessonContent = {
      id: this.#ids.take(""),
      title: clip(named, 200),
      section: clip(folder, 200),
      grading: practice,
      blocks: [{ id: this.#ids.take(""), kind: "text", markdown: rest }],
    };
    this.#taken(path, "lesson", lesson.title, lesson.id, changes);
    return lesson;
  }

  /** A stranger's text with the links that lead anywhere, part by part. */
  async #words(body: string, path: string, changes: Change[]): Promise<string> {
    const onReduced = () => {
      if (!changes.includes(linksReduced)) changes.push(linksReduced);
    };
    const change = this.#files.relinkIn(path, this.#assets, onReduced);
    let words = "";
    for (const chunk of chunksOf(body)) {
      words += relink(chunk, change, onReduced);
      await othersFirst();
    }
    return words;
  }

  #relinkIn(path: string, changes: Change[]): Relink {
    return this.#files.relinkIn(path, this.#assets, () => {
      if (!changes.includes(linksReduced)) changes.push(linksReduced);
    });
  }

  async #open(path: string): Promise<FrontMatter> {
    return splitFrontMatter(await readText(this.#source, this.#files.root + path, largestFile));
  }

  async #openOrReport(path: string): Promise<FrontMatter | undefined> {
    try {
      return await this.#open(path);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#report.leftOut({ source: path, kind: "lesson" }, error.reason, error.message);
      return undefined;
    }
  }

  /** All files in `assets` are the course's own; `files` names those whose names an archive cannot bear. */
  #keepAssets(files: unknown): void {
    const named = new Map<string, string>();
    for (const item of Array.isArray(files) ? files : []) {
      const fields = new Fields(item);
      named.set(`assets/${fields.text("file")}`, fields.text("name"));
    }
    for (const path of this.#files.others) {
      const [, name] = /^assets\/([^/]+)$/.exec(path) ?? [];
      if (name !== undefined && this.#files.has(path)) {
        this.#assets.keep(this.#files.root + path, named.get(path) || name);
      }
    }
  }

  #readCover(cover: string, changes: Change[]): string {
    if (cover === "" || this.#assets.chosen.has(cover)) return cover;
    const made = this.#relinkIn(courseFile, [])(cover);
    const name = made && "address" in made ? decodeURIComponent(made.address.replace(/^asset:/, "")) : "";
    if (name !== "" && isImage(name)) return name;
    changes.push({ reason: "FILE_MISSING", message: "The cover is not in the archive." });
    return "";
  }

  #taken(path: string, kind: string, title: string, lessonId: string, changes: Change[]): void {
    this.#report.taken({ source: path, kind, title }, lessonId, changes);
  }

  #nameOfAll(): string {
    const folder = this.#files.root.split("/").at(-2);
    return titleOfName(folder ?? (this.#fileName.replace(/(\.tar)?\.[a-z]+$/i, "") || "Course"));
  }

  async #guessLanguage(): Promise<"RU" | "EN"> {
    let [cyrillic, latin] = [0, 0];
    for (const path of this.#files.texts.slice(0, 30)) {
      const text = await this.#open(path).catch(() => undefined);
      cyrillic += text?.body.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
      latin += text?.body.match(/\p{Script=Latin}/gu)?.length ?? 0;
    }
    return cyrillic > latin / 2 ? "RU" : "EN";
  }

  #reportOthers(): void {
    const used = new Set(this.#assets.chosen.values());
    const left = this.#files.others.filter((path) => !used.has(this.#files.root + path) && !used.has(path));
    for (const path of left.slice(0, mostLines)) {
      const message = "It is no Markdown, and no lesson refers to it.";
      this.#report.leftOut({ source: path, kind: "file" }, "FILE_UNUSED", message);
    }
    if (left.length > mostLines) {
      const message = `${left.length - mostLines} more files are no Markdown, and no lesson refers to them.`;
      this.#report.leftOut({ source: "", kind: "files" }, "FILES_UNUSED", message);
    }
    if (this.#files.hiddenCount > 0) {
      const message = `${this.#files.hiddenCount} files whose names begin with a dot, or that only tools read.`;
      this.#report.leftOut({ source: "", kind: "files" }, "FILES_HIDDEN", message);
    }
  }
}

const mostLines = 200;
/** Bytes. */
const largestFile = 1024 * 1024;
const mostModules = 100;
const linksReduced: Change = {
  reason: "LINK_REDUCED",
  message: "Links to other files of the folder became plain text.",
};

function titleIn({ data }: FrontMatter): string {
  return new Fields(data).text("title");
}

/** How many lines of a body stand before a part that reaches to its end. */
function linesBefore(part: string, body: string): number {
  return body.slice(0, body.trimEnd().length - part.trimEnd().length).split("\n").length - 1;
}

/** What of a stranger's head is not kept. */
function headChanges({ data, broken }: FrontMatter): Change[] {
  if (broken !== undefined) {
    return [{ reason: "FRONT_MATTER_INVALID", message: `Its head is not YAML and was kept as text: ${broken}` }];
  }
  const dropped = Object.keys(data).filter((name) => name !== "title" && name !== "description");
  if (dropped.length === 0) return [];
  return [
    { reason: "FRONT_MATTER_DROPPED", message: `Of its head these were dropped: ${clip(dropped.join(", "), 300)}.` },
  ];
}

/** More folders than a course may have modules become sections of one. */
function asFewModules(modules: ModuleContent[], title: string): ModuleContent[] {
  const [first] = modules;
  if (modules.length <= mostModules || !first) return modules;
  const lessons = modules.flatMap((module) =>
    module.lessons.map((lesson) => ({
      ...lesson,
      section: [module.title, lesson.section].filter(Boolean).join(" / "),
    })),
  );
  return [{ id: first.id, title, lessons }];
}
