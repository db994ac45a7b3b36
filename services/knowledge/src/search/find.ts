import { type Database, searchable } from "@platform/kit";
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { headColumns, type PageHead, type Reach, within } from "../access/access.ts";
import { fetched, pages, pageTexts } from "../schema.ts";
import { correct } from "./words.ts";

/** What is looked for. */
export interface PageQuery {
  query: string;
  language: "RU" | "EN" | undefined;
}

/** A page that was found, and what it says without marks, as far as it is quoted from. */
export interface Hit {
  page: PageHead;
  plain: string;
}

export interface Found {
  hits: Hit[];
  /** At most 1,000. */
  count: number;
  /** What was looked for instead; empty where it was what was asked for. */
  corrected: string;
  /** The stems of the words that were looked for. */
  stems: string[];
}

// Characters.
const quotedFrom = 20_000;
const mostCounted = 1000;
// So many are ranked at most: a word that half of the pages hold says little about which of them is meant.
const mostTitled = 300;
const mostOthers = 200;

/** Pages within reach that hold the words, the best first; `from` and `limit` cut out a page of the results. */
export async function findPages(
  db: Database,
  reach: Reach,
  asked: PageQuery,
  from: number,
  limit: number,
): Promise<Found> {
  const first = await findExactly(db, reach, asked, from, limit);
  if (first.count > 0) return { ...first, corrected: "" };
  const corrected = await correct(db, asked.query);
  if (corrected === undefined) return { ...first, corrected: "" };
  const second = await findExactly(db, reach, { ...asked, query: corrected }, from, limit);
  return second.count > 0 ? { ...second, corrected } : { ...first, corrected: "" };
}

async function findExactly(db: Database, reach: Reach, { query, language }: PageQuery, from: number, limit: number) {
  const text = searchable(query);
  const asked = sql`websearch_to_tsquery('russian', ${text})`;
  const seen = and(within(reach), eq(pages.template, false), language && eq(pages.language, language)) as SQL;
  const [titled, holding, stems] = await Promise.all([
    rankTitled(db, asked, seen),
    listHolding(db, asked, seen),
    stemsOf(db, text),
  ]);
  const first = new Set(titled);
  const others = holding.filter((id) => !first.has(id)).slice(0, mostCounted - titled.length);
  const count = titled.length + others.length;
  const wanted = from + limit;
  const ranked = wanted > titled.length && count > from ? await rankOthers(db, asked, others.slice(0, mostOthers)) : [];
  const ids = [...titled, ...ranked, ...others.slice(mostOthers)].slice(from, wanted);
  return { hits: await readHits(db, ids), count, stems };
}

/** The pages whose title or alias holds the words, the best first. */
async function rankTitled(db: Database, asked: SQL, seen: SQL): Promise<string[]> {
  const rows = (await db.execute(sql`
    select id from (
      select ${pages.id} as id, ${pages.updateTime} as update_time, ${pageTexts.titleWords} as words
      from ${pageTexts} join ${pages} on ${pages.id} = ${pageTexts.pageId}
      where ${fetched(pageTexts.titleWords)} @@ ${asked} and ${seen} limit ${mostTitled}
    ) titled
    order by ts_rank(words, ${asked}, 1) desc, update_time desc, id`)) as unknown as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Pages that hold the words anywhere, as they come. */
async function listHolding(db: Database, asked: SQL, seen: SQL): Promise<string[]> {
  const rows = (await db.execute(sql`
    select ${pages.id} as id from ${pageTexts} join ${pages} on ${pages.id} = ${pageTexts.pageId}
    where ${fetched(pageTexts.words)} @@ ${asked} and ${seen} limit ${mostCounted}`)) as unknown as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Some pages, the best first. A heading counts for more than a text, and a short text for more than a long one. */
async function rankOthers(db: Database, asked: SQL, ids: string[]): Promise<string[]> {
  const rank = sql`ts_rank('{0.05, 0.2, 0.5, 1.0}', ${pageTexts.words}, ${asked}, 1)`;
  const rows = await db
    .select({ id: pageTexts.pageId })
    .from(pageTexts)
    .where(sql`${pageTexts.pageId} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(sql`${rank} desc`, desc(pageTexts.pageId));
  return rows.map(({ id }) => id);
}

async function readHits(db: Database, ids: readonly string[]): Promise<Hit[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ page: headColumns, plain: sql<string>`left(${pageTexts.plain}, ${quotedFrom})` })
    .from(pages)
    .innerJoin(pageTexts, eq(pageTexts.pageId, pages.id))
    .where(inArray(pages.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.page.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function stemsOf(db: Database, text: string): Promise<string[]> {
  const [row] = await db.execute(sql`select tsvector_to_array(to_tsvector('russian', ${text})) as stems`);
  return (row?.stems as string[] | undefined) ?? [];
}
