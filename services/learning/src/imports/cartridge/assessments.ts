import { setImmediate as othersFirst } from "node:timers/promises";
import { uuid7 } from "@platform/kit";
import type { BankContent, BankQuestion, Block, LessonGrading } from "../../content.ts";
import { clip } from "../clip.ts";
import { type Assessment, readAssessment } from "../qti12/assessment.ts";
import { readItem12 } from "../qti12/item.ts";
import { type ReadItem, takeIntoBank, takeIntoLesson } from "../questions/item.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import type { XmlElement } from "../xml.ts";
import { type CartridgeScope, cartridgeHtml } from "./scope.ts";

/** An assessment as blocks of a lesson, with the banks that it draws from. */
export interface ReadTest12 {
  title: string;
  blocks: Block[];
  banks: BankContent[];
  grading: LessonGrading;
  changes: Change[];
}

const [mostDrawn, mostPoints] = [50, 1000];

/** Reads an assessment into a lesson, with a line for each of its items. Throws Unusable. */
export async function readIntoLesson(path: string, lessonId: string, scope: CartridgeScope): Promise<ReadTest12> {
  const { title, grading, changes, parts } = await open(path, scope);
  const blocks: Block[] = [];
  const banks: BankContent[] = [];
  const ask = async (item: XmlElement) => {
    blocks.push(...takeIntoLesson(await read(item, path, scope), sourceOf(path, item), lessonId, scope.report));
  };
  for (const part of parts) {
    if ("item" in part) {
      await ask(part.item);
      continue;
    }
    if (scope.room.banks === 0) {
      for (const item of part.items) await ask(item);
      changes.push({
        reason: "LIBRARY_WHOLE",
        message: "A few of its questions were to be asked by chance; all of them are.",
      });
      continue;
    }
    const questions = await intoBank(part.items, path, scope);
    if (questions.length === 0) continue;
    const bank = {
      id: uuid7(),
      title: clip([title, part.title].filter(Boolean).join(": ") || "Questions", 200),
      questions,
    };
    const count = Math.min(part.pick, questions.length, mostDrawn);
    if (count < part.pick) {
      changes.push({ reason: "DRAW_FEWER", message: `${count} of its questions are drawn, not ${part.pick}.` });
    }
    banks.push(bank);
    scope.room.banks--;
    const points = part.points > 0 && part.points <= mostPoints ? part.points : 0;
    blocks.push({ id: uuid7(), kind: "draw", bankId: bank.id, count, points });
  }
  return { title, blocks, banks, grading, changes };
}

/** Reads the items of an assessment or a bank as questions of a bank, with a line for each. Throws Unusable. */
export async function readIntoBank(path: string, scope: CartridgeScope) {
  const { title, changes, parts } = await open(path, scope);
  const items = parts.flatMap((part) => ("item" in part ? [part.item] : part.items));
  return { title, questions: await intoBank(items, path, scope), changes };
}

async function open(path: string, { files }: CartridgeScope): Promise<Assessment> {
  const assessment = readAssessment(await files.xml(path));
  if (!assessment) throw new Unusable("QTI_INVALID", "It holds no questions of QTI 1.2.");
  return assessment;
}

async function intoBank(items: readonly XmlElement[], path: string, scope: CartridgeScope): Promise<BankQuestion[]> {
  const questions: BankQuestion[] = [];
  for (const item of items) {
    questions.push(...takeIntoBank(await read(item, path, scope), sourceOf(path, item), scope.report));
  }
  return questions;
}

async function read(item: XmlElement, path: string, { files }: CartridgeScope): Promise<ReadItem> {
  // There may be thousands, and others want to be answered meanwhile.
  await othersFirst();
  return readItem12(item, cartridgeHtml(files, path));
}

function sourceOf(path: string, { attributes }: XmlElement): string {
  return [path, attributes.ident].filter(Boolean).join("#");
}
