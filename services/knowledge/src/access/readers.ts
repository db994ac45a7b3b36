import type { Database } from "@platform/kit";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { members, pageAccess, people } from "../schema.ts";
import type { Page, Space } from "./access.ts";
import { isAtLeast, type Role, roles } from "./role.ts";

/**
 * Whether a person may read a page, for SQL over people. Staff, who may read everything, are not known here: they count
 * as what they are in the space.
 */
export function mayRead(page: Page, space: Space): SQL | undefined {
  const least: Role = page.state === "DRAFT" ? "EDITOR" : "READER";
  const owner = inSpace(page.spaceId, "OWNER");
  const others =
    page.accessId !== null
      ? named(page.accessId, least)
      : least === "READER" && space.visibility !== "MEMBERS"
        ? sql`true`
        : inSpace(page.spaceId, least);
  if (page.state !== "DRAFT") return or(owner, others);
  const author = and(eq(people.accountId, page.authorId), mayRead({ ...page, state: "LIVE" }, space));
  return or(owner, others, author);
}

function inSpace(spaceId: string, least: Role): SQL {
  const some = and(
    eq(members.spaceId, spaceId),
    eq(members.accountId, people.accountId),
    inArray(members.role, from(least)),
  );
  return sql`exists (select from ${members} where ${some})`;
}

function named(accessId: string, least: Role): SQL {
  const some = and(
    eq(pageAccess.pageId, accessId),
    eq(pageAccess.accountId, people.accountId),
    inArray(pageAccess.role, from(least)),
  );
  return sql`exists (select from ${pageAccess} where ${some})`;
}

function from(least: Role): Role[] {
  return roles.filter((role) => isAtLeast(role, least));
}

/** Those of some people who may read a page, in their order, each once. */
export async function readersAmong(db: Database, page: Page, space: Space, ids: readonly string[]): Promise<string[]> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return [];
  const rows = await db
    .select({ id: people.accountId })
    .from(people)
    .where(and(inArray(people.accountId, asked), mayRead(page, space)));
  const readers = new Set(rows.map(({ id }) => id));
  return asked.filter((id) => readers.has(id));
}
