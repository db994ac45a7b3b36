import { refuse, uuid7 } from "@platform/kit";
import type { Block, CourseContent, LessonContent, ModuleContent } from "../content.ts";
import { clip } from "./clip.ts";
import type { Report } from "./report.ts";

// What the contract lets an author save.
const most = { title: 200, modules: 100, lessons: 300, blocks: 200, textBytes: 200_000 };

/** Fits what was read into what an author may save, so that it can be edited later; what fits is left as it is. */
export function fit(content: CourseContent, report: Report): CourseContent {
  const modules = content.modules.flatMap((module) => fitModule(module, report));
  if (modules.length > most.modules) {
    throw refuse.state("COURSE_TOO_LARGE", `The course has more than ${most.modules} modules.`);
  }
  return { ...content, modules };
}

function fitModule(module: ModuleContent, report: Report): ModuleContent[] {
  const lessons = module.lessons.flatMap((lesson) => fitLesson(lesson, report));
  const parts = chunks(lessons, most.lessons);
  if (parts.length > 1) {
    const message = `A module of ${lessons.length} lessons was cut into ${parts.length}.`;
    report.taken({ source: "", kind: "module", title: module.title }, "", [{ reason: "MODULE_SPLIT", message }]);
  }
  return parts.map((part, index) => ({
    id: index === 0 ? module.id : uuid7(),
    title: numbered(module.title, index),
    lessons: part,
  }));
}

function fitLesson(lesson: LessonContent, report: Report): LessonContent[] {
  const blocks = lesson.blocks.flatMap(fitBlock);
  const parts = chunks(blocks, most.blocks);
  const cut = blocks.length > lesson.blocks.length || parts.length > 1;
  if (cut) {
    const message = "It is too large for one lesson, or one text, and was cut.";
    report.taken({ source: "", kind: "lesson", title: lesson.title }, lesson.id, [{ reason: "LESSON_SPLIT", message }]);
  }
  return parts.map((part, index) => ({
    ...lesson,
    id: index === 0 ? lesson.id : uuid7(),
    title: numbered(lesson.title, index),
    section: clip(lesson.section, most.title),
    blocks: part,
  }));
}

function fitBlock(block: Block): Block[] {
  if (block.kind !== "text" || Buffer.byteLength(block.markdown) <= most.textBytes) return [block];
  const texts: string[] = [];
  let text = "";
  for (const piece of pieces(block.markdown)) {
    if (text !== "" && Buffer.byteLength(text + piece) > most.textBytes) {
      texts.push(text);
      text = "";
    }
    text += piece;
  }
  texts.push(text);
  return texts
    .map((markdown) => markdown.trim())
    .filter(Boolean)
    .map((markdown, index) => ({ id: index === 0 ? block.id : uuid7(), kind: "text", markdown }));
}

/** Paragraphs, or, where one alone is too large, parts of it. */
function pieces(markdown: string): string[] {
  return markdown
    .split(/(?<=\n\n)/)
    .flatMap((paragraph) => (Buffer.byteLength(paragraph) > most.textBytes ? chunkText(paragraph) : [paragraph]));
}

function chunkText(text: string): string[] {
  // A character takes at most four bytes.
  return text.match(new RegExp(`[\\s\\S]{1,${most.textBytes / 4}}`, "gu")) ?? [];
}

function numbered(title: string, index: number): string {
  const end = index === 0 ? "" : ` (${index + 1})`;
  return clip(title, most.title - end.length) + end;
}

function chunks<T>(items: T[], size: number): T[][] {
  if (items.length <= size) return [items];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
