import { refuse, uuid7 } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import {
  type CourseContent,
  type GradingPolicy,
  isReadable,
  type LessonContent,
  type ModuleContent,
} from "../../content.ts";
import { AssetFiles } from "../asset-files.ts";
import { fit } from "../fit.ts";
import type { HtmlScope } from "../html/clean.ts";
import type { Imported, Progress } from "../imported.ts";
import { Report } from "../report.ts";
import { parseXml } from "../xml.ts";
import { type OlxGrading, readGrading, readSubsectionGrading, type SubsectionGrading } from "./grading.ts";
import { leaveOut, pieceOf, readLesson } from "./lesson.ts";
import { leavesOf, type OlxNode, readOutline, titlesOf } from "./outline.ts";
import { reportRest } from "./rest.ts";
import type { LessonScope } from "./scope.ts";
import { readLanguage, readSettings } from "./settings.ts";
import { StaticFiles } from "./static-files.ts";
import { findOlxRoot, type OlxBlock, OlxTree } from "./tree.ts";

/** Reads an Open edX course. */
export async function importOlx(source: Source, progress: Progress): Promise<Imported> {
  const root = findOlxRoot(source);
  if (root === undefined) throw refuse.state("COURSE_NOT_FOUND", "The archive holds no course.xml.");
  const tree = new OlxTree(source, root);
  const report = new Report();
  const assets = new AssetFiles(source);
  const course = await openCourse(tree);
  const outline = await readOutline(tree, course);
  const titles = titlesOf(outline);
  const files = new StaticFiles(tree);
  const html = htmlScope(tree, assets, files, titles);
  progress.count(leavesOf(outline).length);

  const settings = await readSettings(tree, course, html, report);
  const run = course.id;
  const gradingFile = [
    `policies/${run}/grading_policy.json`,
    "policies/grading_policy.json",
    "grading_policy.json",
  ].find((file) => tree.has(file));
  const grading = gradingFile ? readGrading(await tree.json(gradingFile), gradingFile, report) : undefined;
  const scope: LessonScope = {
    tree,
    report,
    html,
    banks: [],
    language: readLanguage(course),
    staticText: (name) => files.text(name),
  };
  const modules: ModuleContent[] = [];
  for (const child of outline.children) {
    const module = await readModule(child, scope, grading, progress);
    if (module) modules.push(module);
  }
  if (modules.length === 0) throw refuse.state("COURSE_EMPTY", "Nothing of the course could be taken.");
  reportRest(tree, assets, report);
  const policy = policyOf(grading, modules, gradingFile ?? "", report);
  const content: CourseContent = { settings: { ...settings, grading: policy }, modules, banks: scope.banks };
  return { content: fit(content, report), assets: assets.chosen, report: report.lines };
}

/** The course itself, with what its policy says. */
async function openCourse(tree: OlxTree): Promise<OlxBlock> {
  const text = await tree.text("course.xml");
  const element = parseXml(text ?? "", "course.xml");
  if (element.name !== "course") throw refuse.state("OLX_INVALID", "course.xml holds no course.");
  const run = element.attributes.url_name ?? "";
  tree.policyFile = [`policies/${run}/policy.json`, "policies/policy.json"].find((file) => tree.has(file)) ?? "";
  const policy = tree.policyFile === "" ? undefined : await tree.json(tree.policyFile);
  for (const [place, said] of Object.entries(policy ?? {})) {
    if (typeof said === "object" && said !== null) tree.policy[place] = said as Record<string, unknown>;
  }
  const course = await tree.resolve(element, "course.xml");
  if (course.broken) throw course.broken;
  return course;
}

function htmlScope(
  tree: OlxTree,
  assets: AssetFiles,
  files: StaticFiles,
  titles: ReadonlyMap<string, string>,
): HtmlScope {
  return {
    asset(name) {
      const path = files.find(name);
      return path && assets.take(tree.root + path);
    },
    titleOf: (id) => titles.get(id) || undefined,
  };
}

async function readModule(
  chapter: OlxNode,
  scope: LessonScope,
  grading: OlxGrading | undefined,
  progress: Progress,
): Promise<ModuleContent | undefined> {
  const { report } = scope;
  if (leaveOut(chapter, scope)) return undefined;
  if (chapter.kind !== "chapter") {
    report.leftOut(pieceOf(chapter), "BLOCK_KIND_UNSUPPORTED", "A course has nothing beside its modules here.");
    return undefined;
  }
  const line = report.lines.length;
  const lessons: LessonContent[] = [];
  for (const part of chapter.children) lessons.push(...(await readSection(part, scope, grading, progress)));
  if (lessons.length > 0) report.taken(pieceOf(chapter));
  else report.leftOut(pieceOf(chapter), "MODULE_EMPTY", "Nothing in it could be taken.");
  const [own] = report.lines.splice(-1);
  if (own) report.lines.splice(line, 0, own);
  const title = (chapter.attributes.display_name ?? "").trim() || "Module";
  return lessons.length > 0 ? { id: uuid7(), title, lessons } : undefined;
}

async function readSection(
  section: OlxNode,
  scope: LessonScope,
  grading: OlxGrading | undefined,
  progress: Progress,
): Promise<LessonContent[]> {
  if (leaveOut(section, scope)) return [];
  const title = (section.attributes.display_name ?? "").trim();
  // Old courses have units, or even blocks, where a subsection belongs; each is a lesson then.
  if (section.kind !== "sequential") {
    const lesson = await readLesson(section, "", scope, progress);
    return lesson ? [{ ...lesson, title: lesson.title || section.kind }] : [];
  }
  const counted = readSubsectionGrading(section.attributes, grading?.categories ?? [], section.children.length);
  scope.report.taken(pieceOf(section), "", counted.changes);
  const lessons: LessonContent[] = [];
  for (const unit of section.children) {
    const lesson = await readLesson(unit, title, scope, progress);
    if (!lesson) continue;
    lessons.push(lesson.blocks.every(isReadable) ? lesson : counting(lesson, counted.grading));
  }
  return lessons.map((lesson) => ({ ...lesson, title: lesson.title || title || "Lesson" }));
}

/** A lesson that counts as its subsection does; work that says no date of its own is due with it. */
function counting(lesson: LessonContent, counted: SubsectionGrading): LessonContent {
  const { dueTime, dueDays } = counted;
  const blocks = lesson.blocks.map((block) =>
    block.kind === "assignment" && block.assignment.dueTime === null
      ? { ...block, assignment: { ...block.assignment, dueTime, dueDays } }
      : block,
  );
  return { ...lesson, blocks, grading: { ...lesson.grading, ...counted } };
}

/** The policy with those kinds of work alone that some lesson belongs to; others could never be passed. */
function policyOf(
  grading: OlxGrading | undefined,
  modules: readonly ModuleContent[],
  file: string,
  report: Report,
): GradingPolicy {
  const used = new Set(modules.flatMap(({ lessons }) => lessons.map((lesson) => lesson.grading.category)));
  const categories = (grading?.categories ?? []).filter(({ name }) => used.has(name));
  for (const { name } of grading?.categories ?? []) {
    if (used.has(name)) continue;
    const line = report.lines.find(({ source, kind, title }) => source === file && kind === "grader" && title === name);
    const message = "No question of this kind of work could be taken, so it does not count.";
    if (line) Object.assign(line, { outcome: "LEFT_OUT", reason: "CATEGORY_EMPTY", message });
  }
  if (categories.length === 0) return { passScore: 0, categories: [], requireAllBlocks: true };
  return { passScore: grading?.passScore ?? 0, categories, requireAllBlocks: false };
}
