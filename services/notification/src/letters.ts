import type { Ctx, Tx } from "@platform/kit";
import { and, eq, isNotNull, lte } from "drizzle-orm";
import { readIssue } from "./newsletter/issues.ts";
import { letters } from "./schema.ts";
import { writeMail } from "./templates/mail.ts";
import { writeNewsletter } from "./templates/newsletter.ts";
import type { Language, Letter } from "./templates/template.ts";

const batch = 50;
const mostAttempts = 8;

interface Addressed {
  /** The event's id: one event, one letter, one Message-ID. */
  id: string;
  /** Null for an address without an account. */
  accountId: string | null;
  email: string;
  language: Language;
  letter: Letter;
}

/** Keeps a letter to be sent; the same event keeps it once. */
export async function keepLetter(
  tx: Tx,
  { id, accountId, email, language, letter }: Addressed,
  now: Date,
): Promise<void> {
  await tx.insert(letters).values({ id, accountId, email, language, letter, nextTry: now }).onConflictDoNothing();
}

/** Sends the letters that are due; one that cannot be sent is tried later, eight times within a day. */
export async function sendLetters(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select()
    .from(letters)
    .where(and(isNotNull(letters.letter), lte(letters.nextTry, ctx.now())))
    .orderBy(letters.bulk, letters.nextTry)
    .limit(batch);
  for (const row of due) await sendOne(ctx, row);
}

async function sendOne(ctx: Ctx, row: typeof letters.$inferSelect): Promise<void> {
  const sent = { email: null, letter: null, sentTime: ctx.now() };
  try {
    if (row.email && row.letter) {
      const mail = await write(ctx, row.letter, row.language);
      if (mail) await ctx.mail.send({ id: row.id, to: row.email, ...mail });
    }
    await ctx.tx((tx) => tx.update(letters).set(sent).where(eq(letters.id, row.id)));
  } catch (error) {
    const attempts = row.attempts + 1;
    ctx.log.warn({ err: error, letter: row.id, attempts }, "a letter could not be sent");
    const nextTry = new Date(ctx.now().getTime() + 15_000 * 4 ** (attempts - 1));
    const given = attempts >= mostAttempts ? { email: null, letter: null } : {};
    await ctx.tx((tx) =>
      tx
        .update(letters)
        .set({ attempts, nextTry, ...given })
        .where(eq(letters.id, row.id)),
    );
  }
}

/** A letter as mail; undefined for an issue that is not there any more. */
async function write({ db, publicUrl }: Ctx, letter: Letter, language: Language) {
  if (letter.name !== "newsletter") return writeMail(letter, language, publicUrl);
  const issue = await readIssue(db, letter.articleId);
  return issue && writeNewsletter(issue, letter.unsubscribe, publicUrl);
}
