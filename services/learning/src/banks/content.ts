import type { Database, Tx } from "@platform/kit";
import { asc, eq } from "drizzle-orm";
import type { BankContent } from "../content.ts";
import { bankQuestions, banks } from "../schema.ts";
import { appendQuestions } from "./questions.ts";

/** Writes the banks of a course that has none. */
export async function insertBanks(tx: Tx, courseId: string, content: readonly BankContent[], now: Date): Promise<void> {
  for (const { id, title, questions } of content) {
    await tx.insert(banks).values({ courseId, id, title, updateTime: now });
    await appendQuestions(tx, { courseId, bankId: id }, questions);
  }
}

/** The banks of a course with their questions, by title. */
export async function readBanks(db: Database, courseId: string): Promise<BankContent[]> {
  const heads = await db
    .select()
    .from(banks)
    .where(eq(banks.courseId, courseId))
    .orderBy(asc(banks.title), asc(banks.id));
  const rows = await db
    .select()
    .from(bankQuestions)
    .where(eq(bankQuestions.courseId, courseId))
    .orderBy(asc(bankQuestions.position));
  return heads.map(({ id, title }) => ({
    id,
    title,
    questions: rows.flatMap((row) =>
      row.bankId === id ? [{ id: row.id, title: row.title, question: row.question }] : [],
    ),
  }));
}
