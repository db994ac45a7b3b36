import type { Database, PersonalData, Tx } from "@platform/kit";
import { eq } from "drizzle-orm";
import { articleAuthors, articles, people } from "./schema.ts";

/** All that news hold of a person. */
async function collect(db: Database, accountId: string): Promise<unknown> {
  const [person] = await db.select().from(people).where(eq(people.accountId, accountId));
  return {
    name: person?.name ?? "",
    articles: await db
      .select({
        id: articles.id,
        title: articles.title,
        summary: articles.summary,
        markdown: articles.markdown,
        state: articles.state,
        createTime: articles.createTime,
        publishTime: articles.publishTime,
      })
      .from(articleAuthors)
      .innerJoin(articles, eq(articles.id, articleAuthors.articleId))
      .where(eq(articleAuthors.accountId, accountId))
      .orderBy(articles.createTime),
  };
}

/** Removes it. What they published stays for those who read it, without their name. */
async function erase(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(people).where(eq(people.accountId, accountId));
}

export const personal: PersonalData = { collect, erase };
