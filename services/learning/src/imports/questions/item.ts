import { uuid7 } from "@platform/kit";
import type { Assignment, BankQuestion, Block, Question } from "../../content.ts";
import { clip } from "../clip.ts";
import type { Change, Piece, Report } from "../report.ts";
import type { Answers } from "./answers.ts";
import { whyNotAsked } from "./limits.ts";

/** What an item of a test asks: a question, or work that people grade. */
export type Asked = { kind: "question"; question: Question } | { kind: "assignment"; assignment: Assignment };

/** An item of a test, in whatever format, as it is asked here. */
export interface ReadItem {
  title: string;
  /** What its format calls it, for example `choice`. */
  kind: string;
  asked: Asked[];
  /** What it says where it asks nothing, Markdown. */
  text: string;
  changes: Change[];
  /** Why parts of it could not be asked. */
  refused: Change[];
}

/** A question that is answered in a way that was read. */
export function questionOf(prompt: string, { key, ...answers }: Answers, points = 1): Question {
  return {
    prompt,
    choices: [],
    targets: [],
    points,
    partialCredit: false,
    hints: [],
    ...answers,
    key: { choiceIds: [], number: 0, tolerance: 0, texts: [], pairs: [], explanation: "", ...key },
  };
}

/** Work to hand in as a text. */
export function assignmentOf(title: string, instructions: string, points = 1): Assignment {
  return {
    title: clip(title, 200) || clip(instructions.split("\n", 1)[0] ?? "", 200),
    // A character takes at most four bytes of the 50,000 that there may be.
    instructions: clip(instructions, 12_000),
    points,
    dueTime: null,
    dueDays: 0,
    textAnswer: true,
    maxFiles: 0,
    maxFileMebibytes: 32,
    fileTypes: [],
    rubric: [],
    peerReviews: 0,
  };
}

/** Takes an item into a lesson, with the line that tells of it. */
export function takeIntoLesson(read: ReadItem, source: string, lessonId: string, report: Report): Block[] {
  const { asked, text, changes, refused } = read;
  const piece: Piece = { source, kind: read.kind, title: read.title };
  if (asked.length > 0 || (refused.length === 0 && text !== ""))
    report.taken(piece, lessonId, [...refused, ...changes]);
  else leaveOut(read, piece, report);
  if (asked.length === 0) return refused.length === 0 && text !== "" ? [textBlock(text)] : [];
  return asked.map((each) => ({ id: uuid7(), ...each }));
}

/**
 * Takes the questions of an item into a bank, which holds nothing else, with the line that tells of it. `lead` is what
 * is to be read before each of them.
 */
export function takeIntoBank(
  read: ReadItem,
  source: string,
  report: Report,
  lead: readonly string[] = [],
): BankQuestion[] {
  const { asked, changes } = read;
  const piece: Piece = { source, kind: read.kind, title: read.title };
  const led = asked.flatMap((each) => (each.kind === "question" ? [withLead(each.question, lead)] : []));
  const wrong = led.flatMap((question) => whyNotAsked(question) ?? []);
  const questions = led.filter((question) => whyNotAsked(question) === undefined);
  const refused = [...read.refused, ...wrong];
  if (questions.length > 0) {
    const lost = led.length < asked.length ? [essay] : [];
    const others = changes.filter(({ reason }) => reason !== "ESSAY_ASSIGNED");
    report.taken(piece, "", [...lost, ...refused, ...others]);
  } else if (asked.length > led.length) report.leftOut(piece, essay.reason, essay.message);
  else leaveOut({ ...read, refused }, piece, report);
  return questions.map((question) => ({ id: uuid7(), title: read.title, question }));
}

function withLead(question: Question, lead: readonly string[]): Question {
  return { ...question, prompt: [...lead, question.prompt].join("\n\n") };
}

/** Something to read, as a block. */
export function textBlock(markdown: string): Block {
  return { id: uuid7(), kind: "text", markdown };
}

const essay: Change = { reason: "ESSAY_UNSUPPORTED", message: "It wants a free text, which no machine grades." };

function leaveOut({ refused }: ReadItem, piece: Piece, report: Report): void {
  const [first = { reason: "NOT_A_QUESTION", message: "It asks nothing." }] = refused;
  const all = refused.length > 0 ? refused : [first];
  report.leftOut(piece, first.reason, [...new Set(all.map(({ message }) => message))].join(" "));
}
