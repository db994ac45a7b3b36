import type { Database, PersonalData, Tx } from "@platform/kit";
import { arrayContains, eq, sql } from "drizzle-orm";
import { forgetName } from "./discussion/mentions.ts";
import {
  comments,
  members,
  pageAccess,
  pages,
  people,
  proposals,
  revisions,
  spaces,
  threads,
  watches,
} from "./schema.ts";

const includes = (accountId: string) => sql`array[${accountId}::uuid]`;

/** All that knowledge holds of a person. */
async function collect(db: Database, accountId: string): Promise<unknown> {
  const [person] = await db.select().from(people).where(eq(people.accountId, accountId));
  return {
    name: person?.name ?? "",
    roles: await db
      .select({ space: spaces.name, role: members.role })
      .from(members)
      .innerJoin(spaces, eq(spaces.id, members.spaceId))
      .where(eq(members.accountId, accountId)),
    pages: await db
      .select({ id: pages.id, title: pages.title, createTime: pages.createTime })
      .from(pages)
      .where(eq(pages.authorId, accountId)),
    revisions: await db
      .select({
        pageId: revisions.pageId,
        number: revisions.number,
        title: revisions.title,
        markdown: revisions.markdown,
        createTime: revisions.createTime,
      })
      .from(revisions)
      .where(arrayContains(revisions.authorIds, includes(accountId))),
    proposals: await db
      .select({
        pageId: proposals.pageId,
        title: proposals.title,
        markdown: proposals.markdown,
        state: proposals.state,
        createTime: proposals.createTime,
      })
      .from(proposals)
      .where(arrayContains(proposals.authorIds, includes(accountId))),
    comments: await db
      .select({ pageId: threads.pageId, markdown: comments.markdown, createTime: comments.createTime })
      .from(comments)
      .innerJoin(threads, eq(threads.id, comments.threadId))
      .where(eq(comments.authorId, accountId)),
    watches: await db
      .select({ pageId: watches.pageId, watching: watches.watching, withChildren: watches.withChildren })
      .from(watches)
      .where(eq(watches.accountId, accountId)),
  };
}

/** Removes it. What they wrote stays for those who read it, without their name. */
async function erase(tx: Tx, accountId: string): Promise<void> {
  for (const table of [members, pageAccess, watches, people]) {
    await tx.delete(table).where(eq(table.accountId, accountId));
  }
  const mentioning = await tx
    .select({ id: comments.id, markdown: comments.markdown })
    .from(comments)
    .where(sql`strpos(lower(${comments.markdown}), ${accountId}) > 0`);
  for (const { id, markdown } of mentioning) {
    await tx
      .update(comments)
      .set({ markdown: forgetName(markdown, accountId) })
      .where(eq(comments.id, id));
  }
}

export const personal: PersonalData = { collect, erase };
