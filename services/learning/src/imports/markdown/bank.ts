import type { BankQuestion } from "../../content.ts";
import { clip } from "../clip.ts";
import type { Change } from "../report.ts";
import { cutBlocks } from "./blocks.ts";
import { Fields } from "./fields.ts";
import type { FrontMatter } from "./front-matter.ts";
import { type Ids, relinkQuestion } from "./lesson.ts";
import type { Relink } from "./links.ts";
import { readQuestion } from "./question.ts";

/** Reads a bank of questions: fences named `question`, each with a `title` of its own where it has one. */
export function readBank(file: FrontMatter, ids: Ids, change: Relink) {
  const { questions, problems } = readBankQuestions(file.body, ids, change, file.line);
  return { id: ids.take(new Fields(file.data).text("id")), questions, problems };
}

/** The questions of a bank's file, with what is wrong with those that could not be read. */
export function readBankQuestions(body: string, ids: Ids, change: Relink, line = 1) {
  const problems: Change[] = [];
  const leftOut = (at: number, why: string) => {
    const message = `What begins in line ${line + at - 1} was left out: ${why}.`;
    problems.push({ reason: "BLOCK_INVALID", message });
  };
  const questions = cutBlocks(body).flatMap((raw): BankQuestion[] => {
    if (raw.kind !== "question" || raw.broken !== undefined) {
      leftOut(raw.line, "it is no question");
      return [];
    }
    const fields = new Fields(raw.data);
    const title = clip(fields.text("title"), 200);
    const { question, problems: wrong } = readQuestion(withoutTitle(raw.data), change);
    if (!question) {
      leftOut(raw.line, wrong.join("; "));
      return [];
    }
    return [{ id: ids.take(fields.text("id")), title, question: relinkQuestion(question, fields, change) }];
  });
  return { questions, problems };
}

function withoutTitle(data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  const { title: _title, ...rest } = data as Record<string, unknown>;
  return rest;
}
