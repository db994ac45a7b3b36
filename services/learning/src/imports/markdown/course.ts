import { refuse } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { CourseContent, LessonContent, ModuleContent } from "../../content.ts";
import { clip } from "../clip.ts";
import { fit } from "../fit.ts";
import type { Imported, Progress } from "../imported.ts";
import { Fields } from "./fields.ts";
import { courseFile, NativeManner } from "./native.ts";
import { type OutlineModule, outlineOf, titleOfName } from "./outline.ts";
import { type Manner, Reading, titleIn } from "./reading.ts";
import { asFewModules, StrangersManner } from "./strangers.ts";

const mostLines = 200;

/** Reads a folder of Markdown as a course: one that was written for this platform, or anybody's notes. */
export async function importMarkdown(source: Source, fileName: string, progress: Progress): Promise<Imported> {
  const reading = new Reading(source, fileName);
  const { files, report, assets } = reading;
  if (files.texts.length === 0) {
    throw refuse.state("COURSE_NOT_FOUND", "The archive holds neither a course.xml nor files of Markdown.");
  }
  progress.count(files.texts.length);
  const native = files.has(courseFile);
  const manner: Manner = native ? new NativeManner(reading) : new StrangersManner(reading);
  const settings = await manner.readSettings();
  const modules: ModuleContent[] = [];
  const banks = await manner.readBanks();
  for (const module of outlineOf(files, reading.apart)) {
    const read = await readModule(module, settings.title, reading, manner, progress);
    if (read) modules.push(read);
  }
  reportOthers(reading);
  if (modules.length === 0 && !native) throw refuse.state("COURSE_EMPTY", "None of the files says anything.");
  const content: CourseContent = { settings, modules: native ? modules : asFewModules(modules, settings.title), banks };
  return {
    content: fit(content, report),
    assets: assets.chosen,
    packages: reading.packages,
    report: report.lines,
  };
}

async function readModule(
  { folder, about, lessons }: OutlineModule,
  courseTitle: string,
  reading: Reading,
  manner: Manner,
  progress: Progress,
): Promise<ModuleContent | undefined> {
  const read: LessonContent[] = [];
  let title = folder === "" ? courseTitle : titleOfName(folder);
  let id = "";
  if (about !== undefined) {
    const file = await reading.openOrReport(about);
    title = (file && titleIn(file)) || title;
    id = (file && new Fields(file.data).text("id")) || "";
    const intro = file && (await manner.readLesson(about, file, "", title));
    if (intro) read.push(intro);
    else if (file && manner.mayBeEmpty) reading.report.taken({ source: about, kind: "module", title });
    await progress.step();
  }
  for (const { path, section } of lessons) {
    const file = await reading.openOrReport(path);
    const lesson = file && (await manner.readLesson(path, file, section));
    if (lesson) read.push(lesson);
    await progress.step();
  }
  if (read.length === 0 && !(manner.mayBeEmpty && about !== undefined)) return undefined;
  return { id: reading.ids.take(id), title: clip(title, 200), lessons: read };
}

/** A line for each file that is no Markdown and that no lesson refers to. */
function reportOthers({ files, assets, packages, report }: Reading): void {
  const used = new Set([...assets.chosen.values(), ...packages.flatMap((each) => [...each.files.values()])]);
  const left = files.others.filter((path) => !used.has(files.root + path) && !used.has(path));
  for (const path of left.slice(0, mostLines)) {
    const message = "It is no Markdown, and no lesson refers to it.";
    report.leftOut({ source: path, kind: "file" }, "FILE_UNUSED", message);
  }
  if (left.length > mostLines) {
    const message = `${left.length - mostLines} more files are no Markdown, and no lesson refers to them.`;
    report.leftOut({ source: "", kind: "files" }, "FILES_UNUSED", message);
  }
  if (files.hiddenCount > 0) {
    const message = `${files.hiddenCount} files whose names begin with a dot, or that only tools read.`;
    report.leftOut({ source: "", kind: "files" }, "FILES_HIDDEN", message);
  }
}
