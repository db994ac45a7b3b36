import { type Database, type Tx, uuid7 } from "@platform/kit";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { unsubscribeToken } from "../preferences.ts";
import { letters, newsletters, preferences, recipients, subscribers } from "../schema.ts";
import type { Language } from "../templates/template.ts";

/** An article as it is mailed. */
export type Issue = Omit<typeof newsletters.$inferSelect, "createTime">;

interface Reader {
  /** Null for an address without an account. */
  accountId: string | null;
  email: string;
  unsubscribe: string;
}

const chunk = 500;

/** Keeps a letter for each reader of the issue's language; an issue is sent once. */
export async function sendIssue(tx: Tx, issue: Issue, now: Date): Promise<void> {
  const kept = await tx
    .insert(newsletters)
    .values({ ...issue, createTime: now })
    .onConflictDoNothing()
    .returning();
  if (kept.length === 0) return;
  const readers = await readersOf(tx, issue.language);
  for (let from = 0; from < readers.length; from += chunk) {
    await tx.insert(letters).values(
      readers.slice(from, from + chunk).map(({ accountId, email, unsubscribe }) => ({
        id: uuid7(),
        accountId,
        email,
        language: issue.language,
        letter: {
          name: "newsletter" as const,
          articleId: issue.articleId,
          unsubscribe: unsubscribeToken(unsubscribe, "NEWSLETTER"),
        },
        bulk: true,
        nextTry: now,
      })),
    );
  }
}

export async function readIssue(db: Database, articleId: string): Promise<Issue | undefined> {
  const [issue] = await db.select().from(newsletters).where(eq(newsletters.articleId, articleId));
  return issue;
}

/** How many addresses an issue in a language would go to. */
export async function countReaders(db: Database, language: Language): Promise<number> {
  return (await readersOf(db, language)).length;
}

/** Whoever reads the newsletter in a language, each address once: a person's account goes before the bare address. */
async function readersOf(db: Database, language: Language): Promise<Reader[]> {
  const people = await db
    .select({
      accountId: recipients.accountId,
      email: sql<string>`${recipients.email}`,
      unsubscribe: recipients.unsubscribe,
    })
    .from(recipients)
    .innerJoin(
      preferences,
      and(
        eq(preferences.accountId, recipients.accountId),
        eq(preferences.kind, "NEWSLETTER"),
        eq(preferences.channel, "EMAIL"),
        eq(preferences.enabled, true),
      ),
    )
    .where(and(eq(recipients.language, language), isNotNull(recipients.email)));
  const strangers = await db
    .select({
      accountId: sql<null>`null`,
      email: sql<string>`${subscribers.email}`,
      unsubscribe: subscribers.unsubscribe,
    })
    .from(subscribers)
    .where(and(eq(subscribers.language, language), isNotNull(subscribers.confirmTime)));
  const reached = new Set(people.map(({ email }) => email));
  return [...people, ...strangers.filter(({ email }) => !reached.has(email))];
}
