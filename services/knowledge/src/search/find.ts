import { type Database, searchable } from "@platform/kit";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Page, type Reach, within } from "../access/access.ts";
import { pages } from "../schema.ts";
import { correct } from "./words.ts";

/** What is looked for. */
export interface PageQuery {
  query: string;
  language: "RU" | "EN" | undefined;
}

export interface Found {
  hits: Page[];
  /** At most 1,000. */
  count: number;
  /** What was looked for instead; empty where it was what was asked for. */
  corrected: string;
  /** The stems of the words that were looked for. */
  stems: string[];
}

const mostCounted = 1000;
// So many are ranked at most: a word that half of the pages hold says little about which of them is meant.
const mostTitled = 300;
const mostOthers = 400;

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
  const words = sql`websearch_to_tsquery('russian', ${text})`;
  const seen = and(within(reach), eq(pages.template, false), language && eq(pages.language, language)) as SQL;
  const [[counted], stems] = await Promise.all([
    db.execute(sql`
      select count(*)::int as count
      from (select from ${pages} where ${pages.search} @@ ${words} and ${seen} limit ${mostCounted}) found`),
    stemsOf(db, text),
  ]);
  const count = Number(counted?.count ?? 0);
  if (count <= from) return { hits: [], count, stems };
  const ranked = (await db.execute(sql`
    with candidates as (
      (select ${pages.id} as id from ${pages} where ${pages.searchTitle} @@ ${words} and ${seen} limit ${mostTitled})
      union
      (select ${pages.id} as id from ${pages} where ${pages.search} @@ ${words} and ${seen} limit ${mostOthers})
    )
    select p.id from ${pages} p join candidates using (id)
    order by ts_rank('{0.05, 0.2, 0.5, 1.0}', p.search, ${words}, 1) desc, p.update_time desc, p.id
    offset ${from} limit ${limit}`)) as unknown as { id: string }[];
  const ids = ranked.map(({ id }) => id);
  const rows = ids.length > 0 ? await db.select().from(pages).where(inArray(pages.id, ids)) : [];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { hits: ids.flatMap((id) => byId.get(id) ?? []), count, stems };
}

async function stemsOf(db: Database, text: string): Promise<string[]> {
  const [row] = await db.execute(sql`select tsvector_to_array(to_tsvector('russian', ${text})) as stems`);
  return (row?.stems as string[] | undefined) ?? [];
}
