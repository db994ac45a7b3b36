import type { Database, KnownPerson } from "@platform/kit";
import { and, sql } from "drizzle-orm";
import type { PageAccess } from "../access/access.ts";
import { mayRead } from "../access/readers.ts";
import { people } from "../schema.ts";

const suggested = 10;

/** People who may read a page, one of whose names begins as was typed. */
export function suggestPeople(db: Database, { page, space }: PageAccess, typed: string): Promise<KnownPerson[]> {
  const name = typed.trim().toLowerCase();
  if (name === "") return Promise.resolve([]);
  const begins = sql`strpos(' ' || lower(${people.name}), ${` ${name}`})`;
  return db
    .select()
    .from(people)
    .where(and(sql`${begins} > 0`, mayRead(page, space)))
    .orderBy(begins, people.name, people.accountId)
    .limit(suggested);
}
