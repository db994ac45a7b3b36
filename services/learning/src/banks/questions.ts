import { type Database, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { listAssets } from "../assets.ts";
import type { BankQuestion, Question } from "../content.ts";
import { imageViolations } from "../hotspot-rules.ts";
import { questionViolations, withoutUnused } from "../question-rules.ts";
import { bankQuestions } from "../schema.ts";
import { touchBank } from "./banks.ts";

/** How many questions a bank holds at most. */
const most = 5000;

/** A bank of a course. */
export interface BankPlace {
  courseId: string;
  bankId: string;
}

const inBank = ({ courseId, bankId }: BankPlace) =>
  and(eq(bankQuestions.courseId, courseId), eq(bankQuestions.bankId, bankId));

/** The questions of a bank, in the order in which they came. */
export function listQuestions(db: Database, place: BankPlace, after = -1, limit = most) {
  return db
    .select()
    .from(bankQuestions)
    .where(and(inBank(place), sql`${bankQuestions.position} > ${after}::float8`))
    .orderBy(asc(bankQuestions.position))
    .limit(limit);
}

/** Adds a question, or, with an id, replaces one; answers with its id. */
export async function saveQuestion(
  tx: Tx,
  place: BankPlace,
  { id, title, question }: BankQuestion,
  now: Date,
): Promise<string> {
  const violations = {
    ...questionViolations(question, "question"),
    ...imageViolations(question, await listAssets(tx, place.courseId), "question"),
  };
  if (Object.keys(violations).length > 0) throw refuse.invalid(violations);
  await touchBank(tx, place.courseId, place.bankId, now);
  if (id === "") return addOne(tx, place, { title, question });
  const replaced = await tx
    .update(bankQuestions)
    .set({ title, question: withoutUnused(question) })
    .where(and(inBank(place), eq(bankQuestions.id, id)))
    .returning({ id: bankQuestions.id });
  if (replaced.length === 0) throw refuse.notFound("QUESTION_NOT_FOUND", "The bank has no such question.");
  return id;
}

async function addOne(tx: Tx, place: BankPlace, added: { title: string; question: Question }): Promise<string> {
  const id = uuid7();
  await appendQuestions(tx, place, [{ id, ...added }]);
  return id;
}

/** Adds questions behind those that a bank has, which its caller holds; refuses BANK_FULL. */
export async function appendQuestions(tx: Tx, place: BankPlace, questions: readonly BankQuestion[]): Promise<void> {
  const [{ count = 0, last = -1 } = {}] = await tx
    .select({ count: sql<number>`count(*)::int`, last: sql<number>`coalesce(max(${bankQuestions.position}), -1)` })
    .from(bankQuestions)
    .where(inBank(place));
  if (count + questions.length > most) throw refuse.state("BANK_FULL", `A bank holds at most ${most} questions.`);
  const rows = questions.map(({ id, title, question }, index) => ({
    ...place,
    id,
    position: last + 1 + index,
    title,
    question: withoutUnused(question),
  }));
  for (let at = 0; at < rows.length; at += 500) await tx.insert(bankQuestions).values(rows.slice(at, at + 500));
}

/** Takes questions out of a bank. */
export async function removeQuestions(tx: Tx, place: BankPlace, ids: readonly string[], now: Date): Promise<void> {
  await touchBank(tx, place.courseId, place.bankId, now);
  await tx.delete(bankQuestions).where(and(inBank(place), inArray(bankQuestions.id, [...ids])));
}
