import type { BankQuestion, Block, LessonGrading } from "../../content.ts";
import { readAssessment } from "../qti12/assessment.ts";
import { readItem12 } from "../qti12/item.ts";
import { type ReadItem, takeIntoBank, takeIntoLesson } from "../questions/item.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { type CartridgeScope, cartridgeHtml } from "./scope.ts";

/** An assessment as blocks of a lesson. */
export interface ReadTest12 {
  title: string;
  blocks: Block[];
  grading: LessonGrading;
  changes: Change[];
}

/** Reads an assessment into a lesson, with a line for each of its items. Throws Unusable. */
export async function readIntoLesson(path: string, lessonId: string, scope: CartridgeScope): Promise<ReadTest12> {
  const { title, grading, changes, items } = await open(path, scope);
  const blocks = items.flatMap(({ read, source }) => takeIntoLesson(read, source, lessonId, scope.report));
  return { title, blocks, grading, changes };
}

/** Reads the items of an assessment or a bank as questions of a bank, with a line for each. Throws Unusable. */
export async function readIntoBank(path: string, scope: CartridgeScope) {
  const { title, changes, items } = await open(path, scope);
  const questions: BankQuestion[] = items.flatMap(({ read, source }) => takeIntoBank(read, source, scope.report));
  return { title, questions, changes };
}

async function open(path: string, { files }: CartridgeScope) {
  const assessment = readAssessment(await files.xml(path));
  if (!assessment) throw new Unusable("QTI_INVALID", "It holds no questions of QTI 1.2.");
  const html = cartridgeHtml(files, path);
  const items: { read: ReadItem; source: string }[] = [];
  for (const item of assessment.items) {
    const read = await readItem12(item, html);
    items.push({ read, source: [path, item.attributes.ident].filter(Boolean).join("#") });
  }
  return { ...assessment, items };
}
