import type { Database, Tx } from "@platform/kit";
import { inArray, sql } from "drizzle-orm";
import { words } from "../schema.ts";
import { latin, wordsOf } from "./text.ts";

const mostOfPage = 5000;

/** Notes how the words of a text are spelt. */
export async function learnWords(tx: Tx, text: string, most = mostOfPage): Promise<void> {
  // In one order everywhere, so that two writers of the same words do not wait for one another in a circle.
  const all = wordsOf(text).slice(0, most).sort();
  if (all.length === 0) return;
  await tx.execute(sql`
    insert into ${words} (word, latin)
    select * from unnest(${sql.param(all)}::text[], ${sql.param(all.map(latin))}::text[])
    on conflict do nothing`);
}

/**
 * The words of a query as pages spell them: those that no page has become the likest that one has. Undefined where there
 * is nothing to correct, or nothing like it.
 */
export async function correct(db: Database, query: string): Promise<string | undefined> {
  const asked = wordsOf(query).slice(0, 8);
  if (asked.length === 0) return undefined;
  const known = await db.select({ word: words.word }).from(words).where(inArray(words.word, asked));
  const unknown = asked.filter((word) => !known.some((row) => row.word === word));
  let corrected = query.normalize("NFKC").toLowerCase().replaceAll("ё", "е");
  let changed = false;
  for (const word of unknown) {
    const like = await likest(db, word);
    if (!like) continue;
    corrected = corrected.replaceAll(word, like);
    changed = true;
  }
  return changed ? corrected : undefined;
}

async function likest(db: Database, word: string): Promise<string | undefined> {
  const spelled = latin(word);
  const rows = await db
    .select({ word: words.word, likeness: sql<number>`similarity(${words.latin}, ${spelled})` })
    .from(words)
    .where(sql`${words.latin} % ${spelled}`)
    .orderBy(sql`similarity(${words.latin}, ${spelled}) desc`, words.word)
    .limit(10);
  const near = rows
    .map((row) => ({ ...row, distance: distance(latin(row.word), spelled) }))
    .filter(({ distance: steps }) => steps <= (spelled.length < 6 ? 1 : 2))
    .sort((a, b) => a.distance - b.distance || b.likeness - a.likeness);
  return near[0]?.word;
}

/** How many letters must be changed, put in, left out or swapped with their neighbour to make one word of the other. */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(
        (next[j - 1] as number) + 1,
        (row[j] as number) + 1,
        (row[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[other.length] as number;
}
