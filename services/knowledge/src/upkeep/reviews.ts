import { ReviewDue } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { type Ctx, type Database, emit, type Tx } from "@platform/kit";
import { and, asc, eq, gt, isNotNull, isNull, lte, ne, or, sql } from "drizzle-orm";
import { type Page, type Reach, type Space, within } from "../access/access.ts";
import { readersAmong } from "../access/readers.ts";
import { dueAfter } from "../pages/create.ts";
import { lockPage, pagePath } from "../pages/save.ts";
import { pageChanged } from "../proposals/proposals.ts";
import { members, pages, spaces } from "../schema.ts";

/** Notes that somebody vouches for a page as it is: its next date is counted from now. */
export async function confirmReview(
  tx: Tx,
  pageId: string,
  space: Space,
  { revision, accountId }: { revision: number; accountId: string },
  now: Date,
): Promise<void> {
  const page = await lockPage(tx, pageId);
  if (page.revision !== revision) throw pageChanged();
  await tx
    .update(pages)
    .set({ reviewDueTime: dueAfter(space.reviewDays, now), reviewConfirmTime: now, reviewConfirmedBy: accountId })
    .where(eq(pages.id, pageId));
}

/** Where the page before ended. */
export interface DuePlace {
  reviewDueTime: Date;
  id: string;
}

/** Pages that a viewer may write and that are due by a time, the longest due first; `ownerId` names whose alone. */
export function listDue(
  db: Database,
  reach: Reach,
  { until, ownerId }: { until: Date; ownerId: string | undefined },
  after: DuePlace | undefined,
  limit: number,
): Promise<Page[]> {
  const later =
    after &&
    or(
      gt(pages.reviewDueTime, after.reviewDueTime),
      and(eq(pages.reviewDueTime, after.reviewDueTime), gt(pages.id, after.id)),
    );
  return db
    .select()
    .from(pages)
    .where(
      and(
        lte(pages.reviewDueTime, until),
        eq(pages.state, "LIVE"),
        within(reach, "WRITER"),
        ownerId ? eq(pages.reviewOwnerId, ownerId) : undefined,
        later,
      ),
    )
    .orderBy(asc(pages.reviewDueTime), asc(pages.id))
    .limit(limit);
}

const atOnce = 200;

/** Tells once for each date that pages are due: their owner, or, without one who may read them, those of the space. */
export async function tellDue(ctx: Ctx): Promise<void> {
  await ctx.tx(async (tx) => {
    const due = await tx
      .select({ page: pages, space: spaces })
      .from(pages)
      .innerJoin(spaces, eq(spaces.id, pages.spaceId))
      .where(
        and(
          isNotNull(pages.reviewDueTime),
          lte(pages.reviewDueTime, ctx.now()),
          eq(pages.state, "LIVE"),
          or(isNull(pages.reviewToldTime), ne(pages.reviewToldTime, pages.reviewDueTime)),
        ),
      )
      .limit(atOnce)
      .for("update", { of: pages, skipLocked: true });
    for (const { page, space } of due) {
      await tx
        .update(pages)
        .set({ reviewToldTime: sql`${pages.reviewDueTime}` })
        .where(eq(pages.id, page.id));
      const own = page.reviewOwnerId ? await readersAmong(tx, page, space, [page.reviewOwnerId]) : [];
      await emit(tx, ReviewDue, {
        pageId: page.id,
        title: page.title,
        path: pagePath(space.slug, page),
        dueTime: page.reviewDueTime ?? undefined,
        recipientIds: own.length > 0 ? own : await ownersOf(tx, space.id),
      });
    }
  });
}

async function ownersOf(db: Database, spaceId: string): Promise<string[]> {
  const rows = await db
    .select({ id: members.accountId })
    .from(members)
    .where(and(eq(members.spaceId, spaceId), eq(members.role, "OWNER")));
  return rows.map(({ id }) => id);
}
