import { refuse, uuid7 } from "@platform/kit";
import { type GIFTQuestion, parse } from "gift-pegjs";
import type { BankQuestion, Question } from "../../content.ts";
import { questionViolations } from "../../question-rules.ts";
import { clip } from "../clip.ts";
import { Unusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { Report, type ReportLine } from "../report.ts";
import { cutGift } from "./cut.ts";
import { questionOf } from "./question.ts";

/** The questions of a GIFT file, with what became of each of its pieces. */
export interface ReadGift {
  questions: BankQuestion[];
  report: ReportLine[];
}

const longestPiece = 100_000;

/** Reads a file in Moodle's GIFT format; refuses QUESTIONS_NOT_FOUND where nothing of it is a question. */
export function readGift(file: string): ReadGift {
  const report = new Report();
  const questions: BankQuestion[] = [];
  for (const { text, line } of cutGift(file)) {
    const source = `line ${line}`;
    const found = text.length > longestPiece ? undefined : parsePiece(text);
    if (!found) {
      report.leftOut(
        { source, kind: "question" },
        "GIFT_INVALID",
        "It cannot be read as GIFT; a brace may be missing.",
      );
      continue;
    }
    for (const each of found) {
      const read = readOne(each);
      const title = each.title ?? "";
      const piece = { source, kind: each.type.toLowerCase(), title };
      if (!("question" in read)) report.leftOut(piece, read.reason, read.message);
      else {
        questions.push({ id: uuid7(), title: clip(title, 200), question: read.question });
        report.taken(piece, "", read.changes);
      }
    }
  }
  if (questions.length === 0)
    throw refuse.state("QUESTIONS_NOT_FOUND", "The file holds no question that can be taken.");
  return { questions, report: report.lines };
}

/** A piece as its questions; many files leave the signs of a prompt bare that the format wants escaped. */
function parsePiece(text: string): GIFTQuestion[] | undefined {
  for (const attempt of [text, escapePrompt(text)]) {
    try {
      return parse(attempt);
    } catch {
      // The other way is tried, and then the piece is told of.
    }
  }
  return undefined;
}

function escapePrompt(text: string): string {
  const [, head = "", prompt = "", rest = ""] = /^(\s*(?:::.*?::)?\s*(?:\[\w+\])?)([^{]*)([\s\S]*)$/s.exec(text) ?? [];
  return head + prompt.replace(/(?<!\\)[=~#]/g, "\\$&") + rest;
}

function readOne(found: GIFTQuestion): { question: Question; changes: Change[] } | Change {
  try {
    const changes: Change[] = [];
    const question = questionOf(found, changes);
    const [wrong] = Object.entries(questionViolations(question, "question"));
    if (!wrong) return { question, changes };
    const message = `It contradicts itself: ${wrong[0].replace(/^question\./, "")} ${wrong[1]}.`;
    return { reason: "QUESTION_INVALID", message };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { reason: error.reason, message: error.message };
  }
}
