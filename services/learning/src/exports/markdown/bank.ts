import { isDeepStrictEqual } from "node:util";
import type { BankQuestion } from "../../content.ts";
import { readBankQuestions } from "../../imports/markdown/bank.ts";
import { Ids } from "../../imports/markdown/lesson.ts";
import { type Addresses, fence } from "./blocks.ts";
import { exactQuestion, pleasantQuestion } from "./question.ts";

/** Writes a question of a bank as a person would, or, where that would not be read back as it was, in full. */
export function writeBankQuestion(asked: BankQuestion, { read }: Addresses): string {
  const { id, title, question } = asked;
  const top = { id, ...(title !== "" && { title }) };
  const pleasant = fence("question", { ...top, ...pleasantQuestion(question) });
  const { questions, problems } = readBankQuestions(pleasant, new Ids(), read);
  const same = problems.length === 0 && isDeepStrictEqual(questions, [asked]);
  return same ? pleasant : fence("question", { ...top, exactly: exactQuestion(question) });
}
