import { type Database, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Course } from "../courses.ts";
import { draftVersion } from "../drafts.ts";
import { bankQuestions, banks, lessons } from "../schema.ts";

/** A bank with what is counted of it. */
export interface BankView {
  id: string;
  title: string;
  updateTime: Date;
  questionCount: number;
  /** Lessons of the draft that draw from it. */
  lessonCount: number;
}

const most = 200;

/** The banks of a course, by title. */
export async function listBanks(db: Database, courseId: string): Promise<BankView[]> {
  return selectBanks(db)
    .where(eq(banks.courseId, courseId))
    .orderBy(asc(sql`lower(${banks.title})`), asc(banks.id))
    .limit(most);
}

/** One of them; refuses BANK_NOT_FOUND. */
export async function findBank(db: Database, courseId: string, bankId: string): Promise<BankView> {
  const [bank] = await selectBanks(db).where(and(eq(banks.courseId, courseId), eq(banks.id, bankId)));
  if (!bank) throw bankNotFound();
  return bank;
}

function selectBanks(db: Database) {
  // Named in full, since inside the counts a bare name is a column of what is counted.
  const [courseId, bankId] = [sql`"banks"."course_id"`, sql`"banks"."id"`];
  const draws = sql`jsonb_build_array(jsonb_build_object('kind', 'draw', 'bankId', ${bankId}))`;
  return db
    .select({
      id: banks.id,
      title: banks.title,
      updateTime: banks.updateTime,
      questionCount: sql<number>`(select count(*)::int from ${bankQuestions} q
        where q.course_id = ${courseId} and q.bank_id = ${bankId})`,
      lessonCount: sql<number>`(select count(*)::int from ${lessons} l
        where l.course_id = ${courseId} and l.version = ${draftVersion} and l.blocks @> ${draws})`,
    })
    .from(banks)
    .$dynamic();
}

/** Makes an empty bank in a course that is held; answers with its id. */
export async function createBank(tx: Tx, courseId: string, title: string, now: Date): Promise<string> {
  demandTitle(title);
  if ((await tx.$count(banks, eq(banks.courseId, courseId))) >= most) {
    throw refuse.state("BANKS_TOO_MANY", `A course has at most ${most} banks.`);
  }
  const id = uuid7();
  await tx.insert(banks).values({ courseId, id, title: title.trim(), updateTime: now });
  return id;
}

/** Gives a bank another title. */
export async function renameBank(tx: Tx, courseId: string, bankId: string, title: string, now: Date): Promise<void> {
  demandTitle(title);
  await changeBank(tx, courseId, bankId, { title: title.trim(), updateTime: now });
}

/** Notes that the questions of a bank were changed, and holds it against other writers. */
export async function touchBank(tx: Tx, courseId: string, bankId: string, now: Date): Promise<void> {
  await changeBank(tx, courseId, bankId, { updateTime: now });
}

async function changeBank(tx: Tx, courseId: string, bankId: string, change: { title?: string; updateTime: Date }) {
  const changed = await tx
    .update(banks)
    .set(change)
    .where(and(eq(banks.courseId, courseId), eq(banks.id, bankId)))
    .returning({ id: banks.id });
  if (changed.length === 0) throw bankNotFound();
}

/** Removes a bank of a course that is held, unless a lesson draws from it. */
export async function deleteBank(tx: Tx, course: Course, bankId: string): Promise<void> {
  const drawing = await tx
    .select({ title: lessons.title })
    .from(lessons)
    .where(
      and(
        eq(lessons.courseId, course.id),
        inArray(lessons.version, [draftVersion, course.publishedVersion]),
        sql`${lessons.blocks} @> ${JSON.stringify([{ kind: "draw", bankId }])}::jsonb`,
      ),
    )
    .limit(1);
  const [lesson] = drawing;
  if (lesson) {
    throw refuse.state("BANK_IN_USE", `The lesson "${lesson.title}" draws from this bank.`, {
      metadata: { lesson_title: lesson.title },
    });
  }
  await tx.delete(banks).where(and(eq(banks.courseId, course.id), eq(banks.id, bankId)));
}

function demandTitle(title: string): void {
  if (title.trim() === "") throw refuse.invalid({ title: "must not be blank" });
}

function bankNotFound(): Refusal {
  return refuse.notFound("BANK_NOT_FOUND", "The course has no such bank.");
}
