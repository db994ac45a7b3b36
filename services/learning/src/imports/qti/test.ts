import { uuid7 } from "@platform/kit";
import type { BankContent, BankQuestion, Block, LessonContent } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { type Cut, testsName } from "../policy.ts";
import { takeIntoBank, takeIntoLesson, textBlock } from "../questions/item.ts";
import type { Change } from "../report.ts";
import { readTestGrading } from "./grading.ts";
import { type ItemRef, itemsOf, readSections, type Section } from "./outline.ts";
import type { QtiReader } from "./reader.ts";

/** A test as a lesson, with the banks that it draws from. */
export interface ReadTest {
  lesson: LessonContent | undefined;
  banks: BankContent[];
  cut: Cut | undefined;
  /** The items that it asks. */
  items: Set<string>;
}

const orderKept: Change = {
  reason: "ORDER_KEPT",
  message:
    "Its questions were to come in another order each time; those that are always asked stand as they are written.",
};
const mostDrawn = 50;
// As many as a bank holds.
const mostKept = 5000;

/** Reads a test; `bankRoom` is how many banks it may make. */
export async function readTest(file: string, reader: QtiReader, bankRoom: number): Promise<ReadTest> {
  return new TestReader(file, reader, bankRoom).read();
}

class TestReader {
  readonly #file: string;
  readonly #reader: QtiReader;
  readonly #bankRoom: number;
  readonly #lessonId = uuid7();
  readonly #blocks: Block[] = [];
  readonly #banks: BankContent[] = [];
  readonly #items = new Set<string>();
  #title = "";
  #stimulus = "";

  constructor(file: string, reader: QtiReader, bankRoom: number) {
    this.#file = file;
    this.#reader = reader;
    this.#bankRoom = bankRoom;
  }

  async read(): Promise<ReadTest> {
    const { report } = this.#reader;
    const line = report.lines.length;
    const test = await this.#reader.open(this.#file, "qti-assessment-test");
    if (!test) return { lesson: undefined, banks: [], cut: undefined, items: this.#items };
    this.#title = clip((test.attributes.title ?? "").replace(/\s+/g, " ").trim() || "Test", 200);
    const { grading, cut, changes } = readTestGrading(test);
    const sections = await readSections(test, this.#file, this.#reader);
    for (const section of sections)
      await this.#section(section, sections.length > 1 || section.children.some(isSection));
    const piece = { source: this.#file, kind: "test", title: this.#title };
    const whole = this.#blocks.length > 0;
    if (whole) report.taken(piece, this.#lessonId, changes);
    else report.leftOut(piece, "LESSON_EMPTY", "Nothing in it could be taken.");
    report.raise(line);
    const counted = { ...grading, category: testsName(this.#reader.language) };
    const lesson = { id: this.#lessonId, title: this.#title, section: "", grading: counted, blocks: this.#blocks };
    return { lesson: whole ? lesson : undefined, banks: this.#banks, cut, items: this.#items };
  }

  async #section(section: Section, headed: boolean): Promise<void> {
    const { report } = this.#reader;
    const line = report.lines.length;
    const before = this.#blocks.length;
    const changes = [...section.changes];
    const head = section.visible && headed && section.title !== "" ? `## ${escapeMarkdown(section.title)}` : "";
    const rubric = this.#rubric(section, changes);
    const text = [head, rubric].filter(Boolean).join("\n\n");
    if (text !== "") this.#blocks.push(textBlock(text));
    await this.#children(section, changes);
    const piece = { source: section.file, kind: "section", title: section.title };
    if (this.#blocks.length > before) report.taken(piece, this.#lessonId, changes);
    else report.leftOut(piece, "SECTION_EMPTY", "Nothing in it could be taken.");
    report.raise(line);
  }

  #rubric({ rubrics, file }: Section, changes: Change[]): string {
    const read = rubrics.map((rubric) =>
      this.#reader.markdown({ name: "div", attributes: {}, children: [rubric] }, file),
    );
    changes.push(...read.flatMap((each) => each.changes));
    return read
      .map(({ markdown }) => markdown)
      .filter(Boolean)
      .join("\n\n");
  }

  async #children(section: Section, changes: Change[]): Promise<void> {
    const { select, children } = section;
    const draws = select !== undefined && select < children.length;
    if (draws && !children.some(isSection) && this.#banks.length < this.#bankRoom) {
      await this.#draw(section, select, changes);
      return;
    }
    if (section.shuffled) changes.push(orderKept);
    if (draws) {
      const message = "Some of its parts were to be asked by chance; all of them are.";
      changes.push({ reason: "LIBRARY_WHOLE", message });
    }
    for (const child of children) {
      if (isSection(child)) await this.#section(child, true);
      else await this.#item(child);
    }
  }

  /** Items of which some are asked by chance go to a bank, from which the lesson draws; required ones are asked. */
  async #draw(section: Section, select: number, changes: Change[]): Promise<void> {
    const items = itemsOf(section);
    const required = items.filter(({ required }) => required);
    // What is drawn comes in an order by chance in any case.
    if (section.shuffled && required.length > 0) changes.push(orderKept);
    for (const item of required) await this.#item(item);
    const questions: BankQuestion[] = [];
    for (const item of items.filter((each) => !required.includes(each))) {
      const found = await this.#open(item);
      if (!found) continue;
      const lead = found.stimuli.map(({ markdown }) => markdown);
      questions.push(...takeIntoBank(found.read, item.path as string, this.#reader.report, lead));
    }
    if (questions.length > mostKept) {
      const message = `Of its ${questions.length} questions, those past the first ${mostKept} were left out.`;
      changes.push({ reason: "TEST_TOO_LARGE", message });
    }
    const count = Math.min(select - required.length, questions.length, mostDrawn);
    if (count < select - required.length) {
      const message = `${Math.max(0, count)} of its questions are drawn, not ${select - required.length}.`;
      changes.push({ reason: "DRAW_FEWER", message });
    }
    if (count <= 0) return;
    const title = clip([this.#title, section.title].filter(Boolean).join(": "), 200);
    const bank = { id: uuid7(), title, questions: questions.slice(0, mostKept) };
    this.#banks.push(bank);
    this.#blocks.push({ id: uuid7(), kind: "draw", bankId: bank.id, count, points: 0 });
  }

  async #item(item: ItemRef): Promise<void> {
    const found = await this.#open(item);
    if (!found) return;
    const blocks = takeIntoLesson(found.read, item.path as string, this.#lessonId, this.#reader.report);
    // What several items in a row refer to is read once.
    for (const { path, markdown } of blocks.length > 0 ? found.stimuli : []) {
      if (path !== this.#stimulus) this.#blocks.push(textBlock(markdown));
      this.#stimulus = path;
    }
    this.#blocks.push(...blocks);
  }

  async #open({ path, href, weight, changes }: ItemRef) {
    if (path !== undefined) {
      this.#items.add(path);
      const found = await this.#reader.item(path, weight);
      found?.read.changes.push(...changes);
      return found;
    }
    this.#reader.report.leftOut({ source: href, kind: "item" }, "HREF_OUTSIDE", "It leads out of the package.");
    return undefined;
  }
}

function isSection(child: Section | ItemRef): child is Section {
  return "children" in child;
}
