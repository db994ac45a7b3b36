import { refuse, type Tx, uuid7 } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { articleAuthors, articles, articleTags } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import { type Article, type Language, lockWritable } from "./article.ts";
import { derivedColumns } from "./derived.ts";
import { freeSlug } from "./slugs.ts";

/** How an article begins. */
export interface NewArticle {
  title: string;
  language: Language;
  /** The article that it is another language's version of. */
  versionOf: string | undefined;
}

/** Begins an article of somebody's; answers with its id. */
export async function createArticle(
  tx: Tx,
  viewer: Viewer & { id: string },
  { title: said, language, versionOf }: NewArticle,
  now: Date,
): Promise<string> {
  const title = demandTitle(said);
  const source = versionOf === undefined ? undefined : await lockWritable(tx, viewer, versionOf);
  if (source) await demandNoVersion(tx, source, language);
  const id = uuid7();
  await tx.insert(articles).values({
    id,
    groupId: source?.groupId ?? id,
    slug: await freeSlug(tx, title, id),
    language,
    state: "DRAFT",
    title,
    createTime: now,
    updateTime: now,
    ...derivedColumns({ language, title, summary: "", markdown: "" }),
  });
  if (source) await copyTagsAndAuthors(tx, source.id, id);
  else await tx.insert(articleAuthors).values({ articleId: id, accountId: viewer.id, position: 0 });
  return id;
}

/** A title without blanks at its ends; refuses one that is blank. */
export function demandTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed === "") throw refuse.invalid({ title: "must not be blank" });
  return trimmed;
}

async function demandNoVersion(tx: Tx, { groupId }: Article, language: Language): Promise<void> {
  const there = await tx.$count(articles, and(eq(articles.groupId, groupId), eq(articles.language, language)));
  if (there > 0) throw refuse.exists("VERSION_EXISTS", "The article is there in this language already.");
}

async function copyTagsAndAuthors(tx: Tx, fromId: string, articleId: string): Promise<void> {
  const authors = await tx.select().from(articleAuthors).where(eq(articleAuthors.articleId, fromId));
  if (authors.length > 0) await tx.insert(articleAuthors).values(authors.map((author) => ({ ...author, articleId })));
  const tagged = await tx.select().from(articleTags).where(eq(articleTags.articleId, fromId));
  if (tagged.length > 0) await tx.insert(articleTags).values(tagged.map((tag) => ({ ...tag, articleId })));
}
