import { randomInt } from "node:crypto";
import type { Database } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import type { BankQuestion, Block } from "../content.ts";
import { type AttemptQuestion, bankQuestions } from "../schema.ts";

/** The questions that an attempt at a lesson asks: its own, and those that its banks give this time. */
export async function drawQuestions(
  db: Database,
  courseId: string,
  blocks: readonly Block[],
): Promise<AttemptQuestion[]> {
  const bankIds = blocks.flatMap((block) => (block.kind === "draw" ? [block.bankId] : []));
  const rows =
    bankIds.length > 0
      ? await db
          .select()
          .from(bankQuestions)
          .where(and(eq(bankQuestions.courseId, courseId), inArray(bankQuestions.bankId, bankIds)))
      : [];
  const pools = new Map(bankIds.map((id) => [id, rows.filter(({ bankId }) => bankId === id)]));
  return askedOf(blocks, pools, randomInt);
}

/**
 * The questions in the order of their blocks. No question is drawn twice in an attempt, though two blocks may draw from
 * one bank. `random` gives a whole number from zero to below the one that it is given.
 */
export function askedOf(
  blocks: readonly Block[],
  pools: ReadonlyMap<string, readonly BankQuestion[]>,
  random: (below: number) => number,
): AttemptQuestion[] {
  const left = new Map([...pools].map(([id, questions]) => [id, [...questions]]));
  return blocks.flatMap((block): AttemptQuestion[] => {
    if (block.kind === "question") return [block];
    if (block.kind !== "draw") return [];
    return takeAny(left.get(block.bankId) ?? [], block.count, random).map(({ id, question }) => ({
      id,
      kind: "question",
      drawId: block.id,
      question: block.points > 0 ? { ...question, points: block.points } : question,
    }));
  });
}

/** Takes some of a pool out of it. */
function takeAny<T>(pool: T[], count: number, random: (below: number) => number): T[] {
  const taken: T[] = [];
  while (taken.length < count && pool.length > 0) taken.push(...pool.splice(random(pool.length), 1));
  return taken;
}
