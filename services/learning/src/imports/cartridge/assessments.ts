import { setImmediate as othersFirst } from "node:timers/promises";
import { uuid7 } from "@platform/kit";
import type { BankContent, BankQuestion, Block, LessonGrading } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { type Cut, testsName } from "../policy.ts";
import { type Assessment, type Part, readAssessment } from "../qti12/assessment.ts";
import { readItem12 } from "../qti12/item.ts";
import { type ReadItem, takeIntoBank, takeIntoLesson, textBlock } from "../questions/item.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import type { XmlElement } from "../xml.ts";
import { type CanvasQuiz, readCanvasQuiz } from "./canvas.ts";
import { type CartridgeScope, cartridgeHtml } from "./scope.ts";

/** An assessment as blocks of a lesson, with the banks that it draws from. */
export interface ReadTest12 {
  title: string;
  blocks: Block[];
  banks: BankContent[];
  grading: LessonGrading;
  cut: Cut | undefined;
  changes: Change[];
}

const [mostDrawn, mostPoints] = [50, 1000];

/** Reads an assessment into a lesson, with a line for each of its items. Throws Unusable. */
export async function readIntoLesson(path: string, lessonId: string, scope: CartridgeScope): Promise<ReadTest12> {
  const assessment = await open(path, scope);
  const canvas = await readCanvasQuiz(path, scope.files);
  const reader = new LessonReader(path, lessonId, scope, assessment, canvas);
  await reader.read();
  const { title, cut, changes } = assessment;
  const category = scope.kinds.get(canvas?.group ?? "")?.name ?? testsName(scope.language);
  const graded = assessment.graded && canvas?.graded !== false;
  const grading = { ...assessment.grading, ...canvas?.grading, category: graded ? category : "" };
  const { blocks, banks } = reader;
  return { title, blocks, banks, grading, cut, changes: [...changes, ...(canvas?.changes ?? []), ...reader.changes] };
}

/** Reads the items of an assessment or a bank as questions of a bank, with a line for each. Throws Unusable. */
export async function readIntoBank(path: string, scope: CartridgeScope) {
  const { title, changes, parts } = await open(path, scope);
  const items = parts.flatMap((part) => ("item" in part ? [part.item] : "items" in part ? part.items : []));
  const canvas = await readCanvasQuiz(path, scope.files);
  return { title, questions: await intoBank(items, path, scope, canvas?.shuffle), changes };
}

async function open(path: string, { files }: CartridgeScope): Promise<Assessment> {
  const assessment = readAssessment(await files.xml(path));
  if (!assessment) throw new Unusable("QTI_INVALID", "It holds no questions of QTI 1.2.");
  return assessment;
}

type Group = Extract<Part, { items: XmlElement[] }>;

class LessonReader {
  readonly blocks: Block[] = [];
  readonly banks: BankContent[] = [];
  readonly changes: Change[] = [];
  readonly #path: string;
  readonly #lessonId: string;
  readonly #scope: CartridgeScope;
  readonly #assessment: Assessment;
  readonly #shuffle: boolean;
  /** Titles of sections of which nothing was taken yet. */
  #headings: string[] = [];

  constructor(
    path: string,
    lessonId: string,
    scope: CartridgeScope,
    assessment: Assessment,
    canvas: CanvasQuiz | undefined,
  ) {
    this.#path = path;
    this.#lessonId = lessonId;
    this.#scope = scope;
    this.#assessment = assessment;
    this.#shuffle = canvas?.shuffle ?? false;
    this.blocks.push(...(canvas?.blocks ?? []));
  }

  async read(): Promise<void> {
    for (const part of this.#assessment.parts) {
      if ("heading" in part) this.#headings.push(part.heading);
      else if ("item" in part) await this.#ask(part.item);
      else if (this.#scope.room.banks > 0) await this.#draw(part);
      else {
        for (const item of part.items) await this.#ask(item);
        const message = "A few of its questions were to be asked by chance; all of them are.";
        this.changes.push({ reason: "LIBRARY_WHOLE", message });
      }
    }
  }

  async #ask(item: XmlElement): Promise<void> {
    const asked = await read(item, this.#path, this.#scope, this.#shuffle);
    this.#add(takeIntoLesson(asked, sourceOf(this.#path, item), this.#lessonId, this.#scope.report));
  }

  async #draw({ title, items, pick, points }: Group): Promise<void> {
    const questions = await intoBank(items, this.#path, this.#scope, this.#shuffle);
    if (questions.length === 0) return;
    const name = clip([this.#assessment.title, title].filter(Boolean).join(": ") || "Questions", 200);
    const bank = { id: uuid7(), title: name, questions };
    const count = Math.min(pick, questions.length, mostDrawn);
    if (count < pick) {
      this.changes.push({ reason: "DRAW_FEWER", message: `${count} of its questions are drawn, not ${pick}.` });
    }
    this.banks.push(bank);
    this.#scope.room.banks--;
    const worth = points > 0 && points <= mostPoints ? points : 0;
    this.#add([{ id: uuid7(), kind: "draw", bankId: bank.id, count, points: worth }]);
  }

  #add(blocks: readonly Block[]): void {
    if (blocks.length === 0) return;
    const headings = this.#headings.map((heading) => textBlock(`## ${escapeMarkdown(heading)}`));
    this.#headings = [];
    this.blocks.push(...headings, ...blocks);
  }
}

async function intoBank(
  items: readonly XmlElement[],
  path: string,
  scope: CartridgeScope,
  shuffle = false,
): Promise<BankQuestion[]> {
  const questions: BankQuestion[] = [];
  for (const item of items) {
    questions.push(...takeIntoBank(await read(item, path, scope, shuffle), sourceOf(path, item), scope.report));
  }
  return questions;
}

async function read(item: XmlElement, path: string, { files }: CartridgeScope, shuffle: boolean): Promise<ReadItem> {
  // There may be thousands, and others want to be answered meanwhile.
  await othersFirst();
  return readItem12(item, cartridgeHtml(files, path), shuffle);
}

function sourceOf(path: string, { attributes }: XmlElement): string {
  return [path, attributes.ident].filter(Boolean).join("#");
}
