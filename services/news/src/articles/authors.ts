import { type Database, refuse, type Tx } from "@platform/kit";
import { and, eq, inArray } from "drizzle-orm";
import { demandPerson, namesOf } from "../people.ts";
import { articleAuthors, articles } from "../schema.ts";

export interface Author {
  accountId: string;
  /** Empty where it is not known. */
  name: string;
}

/** Says who wrote an article, in their order; refuses PERSON_NOT_FOUND for one of whom nothing was heard. */
export async function setAuthors(tx: Tx, articleId: string, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) throw refuse.invalid({ author_ids: "must name somebody" });
  const before = await tx.select().from(articleAuthors).where(eq(articleAuthors.articleId, articleId));
  const known = new Set(before.map(({ accountId }) => accountId));
  for (const accountId of accountIds) if (!known.has(accountId)) await demandPerson(tx, accountId);
  await tx.delete(articleAuthors).where(eq(articleAuthors.articleId, articleId));
  await tx.insert(articleAuthors).values(accountIds.map((accountId, position) => ({ articleId, accountId, position })));
}

/** Who wrote some articles, each in their order. */
export async function authorsOf(db: Database, articleIds: readonly string[]): Promise<Map<string, Author[]>> {
  const found = new Map<string, Author[]>();
  if (articleIds.length === 0) return found;
  const rows = await db
    .select()
    .from(articleAuthors)
    .where(inArray(articleAuthors.articleId, [...articleIds]))
    .orderBy(articleAuthors.position);
  const names = await namesOf(
    db,
    rows.map(({ accountId }) => accountId),
  );
  for (const { articleId, accountId } of rows) {
    const author = { accountId, name: names.get(accountId) ?? "" };
    found.set(articleId, [...(found.get(articleId) ?? []), author]);
  }
  return found;
}

/** An author by what they published; refuses AUTHOR_NOT_FOUND for somebody who published nothing. */
export async function readAuthor(db: Database, accountId: string): Promise<Author & { articleCount: number }> {
  const articleCount = await db.$count(
    articles,
    and(
      eq(articles.state, "PUBLISHED"),
      inArray(
        articles.id,
        db.select({ id: articleAuthors.articleId }).from(articleAuthors).where(eq(articleAuthors.accountId, accountId)),
      ),
    ),
  );
  if (articleCount === 0) throw refuse.notFound("AUTHOR_NOT_FOUND", "This person published nothing.");
  const names = await namesOf(db, [accountId]);
  return { accountId, name: names.get(accountId) ?? "", articleCount };
}
