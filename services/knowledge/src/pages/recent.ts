import type { Database } from "@platform/kit";
import { and, asc, desc, eq, lt, or } from "drizzle-orm";
import { headColumns, type PageHead, type Reach, within } from "../access/access.ts";
import type { RecentPlace } from "../links.ts";
import { pages } from "../schema.ts";

/** The pages within reach that changed last. */
export function listRecent(
  db: Database,
  reach: Reach,
  after: RecentPlace | undefined,
  limit: number,
): Promise<PageHead[]> {
  const earlier =
    after &&
    or(lt(pages.updateTime, after.updateTime), and(eq(pages.updateTime, after.updateTime), lt(pages.id, after.id)));
  return db
    .select(headColumns)
    .from(pages)
    .where(and(eq(pages.template, false), within(reach), earlier))
    .orderBy(desc(pages.updateTime), desc(pages.id))
    .limit(limit);
}

/** The templates of a space within reach, by title. */
export function listTemplates(db: Database, reach: Reach): Promise<PageHead[]> {
  return db
    .select(headColumns)
    .from(pages)
    .where(and(eq(pages.template, true), within(reach)))
    .orderBy(asc(pages.title), asc(pages.id))
    .limit(100);
}
