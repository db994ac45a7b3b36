import { refuse, uuid7 } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import { type CourseContent, freePolicy, type LessonContent, type ModuleContent, practice } from "../../content.ts";
import { clip } from "../clip.ts";
import { fit } from "../fit.ts";
import type { Imported, ImportedPackage, Progress } from "../imported.ts";
import type { Item, Manifest } from "../manifest/manifest.ts";
import { type Piece, Report } from "../report.ts";
import { readEntry } from "./entry.ts";
import { reportRest, rulesOf } from "./left-out.ts";
import { readPackage } from "./package.ts";

/** A package while its organisation becomes modules and lessons. */
interface Scope {
  source: Source;
  manifest: Manifest;
  scorm: ImportedPackage;
  report: Report;
}

/** Reads a SCORM package as a course: what its organisation goes through are lessons of one block, in modules. */
export async function importScorm(
  source: Source,
  manifest: Manifest,
  fileName: string,
  progress: Progress,
): Promise<Imported> {
  const scorm = { id: uuid7(), fileName: clip(fileName, 255), ...readPackage(source, manifest) };
  const report = new Report();
  progress.count(scorm.entries.length);
  const scope = { source, manifest, scorm, report };
  const title = clip(manifest.title || fileName.replace(/\.[a-z]+$/i, ""), 200) || "SCORM";
  report.taken({ source: manifest.file, kind: "package", title });
  const modules = modulesOf(scope, title);
  if (modules.length === 0) throw refuse.state("COURSE_EMPTY", "Nothing of the package could be taken.");
  reportRest(manifest, report);
  await progress.step();
  const content: CourseContent = {
    settings: {
      title,
      summary: "",
      description: manifest.description,
      language: isRussian(manifest, title) ? "RU" : "EN",
      skills: [],
      minutes: 0,
      cover: "",
      grading: freePolicy,
    },
    modules,
    banks: [],
  };
  return { content: fit(content, report), assets: new Map(), packages: [scorm], report: report.lines };
}

function isRussian({ language }: Manifest, title: string): boolean {
  return language === "" ? /[а-яё]/i.test(title) : /^ru\b/i.test(language);
}

/** The headings of the organisation are modules; what stands between them has a module of the course's name. */
function modulesOf(scope: Scope, title: string): ModuleContent[] {
  const [organization] = scope.manifest.organizations;
  const modules: ModuleContent[] = [];
  let loose: ModuleContent | undefined;
  for (const item of organization?.items ?? []) {
    const lessons = lessonsOf(item, "", scope);
    if (lessons.length === 0) continue;
    if (item.items.length > 0) {
      loose = undefined;
      modules.push({ id: uuid7(), title: clip(item.title || title, 200), lessons });
    } else {
      if (!loose) {
        loose = { id: uuid7(), title, lessons: [] };
        modules.push(loose);
      }
      loose.lessons.push(...lessons);
    }
  }
  return modules.length > 0 || (organization?.items.length ?? 0) > 0 ? modules : [ofResources(scope, title)];
}

/** The lessons of an item and of those below it, whose sections bear its name. */
function lessonsOf(item: Item, section: string, scope: Scope): LessonContent[] {
  const own = lessonOf(item, section, scope);
  const below = section === "" ? "" : item.title;
  return [...(own ? [own] : []), ...item.items.flatMap((each) => lessonsOf(each, nested(each, below), scope))];
}

function nested({ title, items }: Item, above: string): string {
  return items.length > 0 && title !== "" ? clip(title, 200) : above;
}

function lessonOf(item: Item, section: string, { source, manifest, scorm, report }: Scope): LessonContent | undefined {
  const piece: Piece = { source: manifest.file, kind: "item", title: item.title };
  if (item.resourceId === "") {
    if (item.items.length === 0) report.leftOut(piece, "ITEM_EMPTY", "It shows nothing.");
    else report.taken(piece, "", rulesOf(item));
    return undefined;
  }
  const resource = manifest.resource(item.resourceId);
  const entry = resource && source.files.has(resource.href) && readEntry(manifest, scorm.version, resource, item);
  if (!resource || !entry) {
    const outside = /^(https?:)?\/\//i.test(resource?.address ?? "");
    if (outside) report.leftOut(piece, "RESOURCE_OUTSIDE", "It lies outside the package, where nothing may be played.");
    else report.leftOut(piece, "FILE_MISSING", "What it shows is not in the package.");
    return undefined;
  }
  const title = item.title || entry.href;
  const lesson = lessonWith(scorm, entry.href, title, section);
  const hidden = { reason: "HIDING_DROPPED", message: "It was hidden from the contents, and is not now." };
  report.taken(piece, lesson.id, [...rulesOf(item), ...(item.visible ? [] : [hidden])]);
  return lesson;
}

/** A package without an organisation: all that can be opened, in the order in which it is named. */
function ofResources({ manifest, scorm, report }: Scope, title: string): ModuleContent {
  const lessons = scorm.entries.map(({ href, title: name }) => {
    const lesson = lessonWith(scorm, href, name || href, "");
    report.taken({ source: manifest.file, kind: "resource", title: lesson.title }, lesson.id);
    return lesson;
  });
  return { id: uuid7(), title, lessons };
}

function lessonWith({ id: packageId, version }: ImportedPackage, entry: string, name: string, section: string) {
  const title = clip(name, 200);
  const block = { id: uuid7(), kind: "package", title, packageId, entry, version, points: 0 } as const;
  return { id: uuid7(), title, section, grading: practice, blocks: [block] };
}
