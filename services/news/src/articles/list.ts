import type { Database } from "@platform/kit";
import { and, desc, eq, exists, lt, or, type SQL, sql } from "drizzle-orm";
import { articleAuthors, articles, articleTags } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import type { Article, Language, State } from "./article.ts";

/** Which articles; undefined or empty means all. */
export interface ListFilter {
  language?: Language | undefined;
  /** A tag's slug. */
  tag?: string;
  authorId?: string;
  featuredOnly?: boolean;
}

/** What an article must be like. */
export function matches(db: Database, { language, tag, authorId, featuredOnly }: ListFilter): SQL | undefined {
  const one = { one: sql`1` };
  const tagged = (slug: string) =>
    exists(
      db
        .select(one)
        .from(articleTags)
        .where(and(eq(articleTags.articleId, articles.id), eq(articleTags.tag, slug))),
    );
  return and(
    language && eq(articles.language, language),
    tag ? tagged(tag) : undefined,
    authorId ? isBy(db, authorId) : undefined,
    featuredOnly ? eq(articles.featured, true) : undefined,
  );
}

function isBy(db: Database, accountId: string): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(articleAuthors)
      .where(and(eq(articleAuthors.articleId, articles.id), eq(articleAuthors.accountId, accountId))),
  );
}

/** Published articles, the newest first. */
export function listPublished(
  db: Database,
  filter: ListFilter,
  after: { publishTime: Date; id: string } | undefined,
  limit: number,
): Promise<Article[]> {
  const older =
    after &&
    or(
      lt(articles.publishTime, after.publishTime),
      and(eq(articles.publishTime, after.publishTime), lt(articles.id, after.id)),
    );
  return db
    .select()
    .from(articles)
    .where(and(eq(articles.state, "PUBLISHED"), matches(db, filter), older))
    .orderBy(desc(articles.publishTime), desc(articles.id))
    .limit(limit);
}

/** The articles that somebody may write, the last changed first. */
export function listWritable(
  db: Database,
  viewer: Viewer & { id: string },
  state: State | undefined,
  after: { updateTime: Date; id: string } | undefined,
  limit: number,
): Promise<Article[]> {
  const older =
    after &&
    or(
      lt(articles.updateTime, after.updateTime),
      and(eq(articles.updateTime, after.updateTime), lt(articles.id, after.id)),
    );
  const own = viewer.staff ? undefined : isBy(db, viewer.id);
  return db
    .select()
    .from(articles)
    .where(and(own, state && eq(articles.state, state), older))
    .orderBy(desc(articles.updateTime), desc(articles.id))
    .limit(limit);
}
