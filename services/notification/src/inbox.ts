import { type Database, type Tx, touch } from "@platform/kit";
import { and, count, desc, eq, inArray, lt, or } from "drizzle-orm";
import type { Kind } from "./preferences.ts";
import { notifications } from "./schema.ts";
import type { Note } from "./templates/template.ts";

export type Notification = typeof notifications.$inferSelect;

/** What a watcher of an inbox waits for. */
export const inboxKey = (accountId: string) => `inbox:${accountId}`;

/** Puts a line into an inbox; the event's id keeps it from standing there twice. */
export async function addNotification(
  tx: Tx,
  line: { id: string; accountId: string; kind: Kind; note: Note; createTime: Date },
): Promise<void> {
  await tx.insert(notifications).values(line).onConflictDoNothing();
  await touch(tx, inboxKey(line.accountId));
}

export interface InboxView {
  archived: boolean;
  unreadOnly: boolean;
}

/** Lines of an inbox, newest first. */
export function listNotifications(
  db: Database,
  accountId: string,
  { archived, unreadOnly }: InboxView,
  after: { createTime: Date; id: string } | undefined,
  limit: number,
): Promise<Notification[]> {
  const older =
    after &&
    or(
      lt(notifications.createTime, after.createTime),
      and(eq(notifications.createTime, after.createTime), lt(notifications.id, after.id)),
    );
  const unread = unreadOnly ? eq(notifications.read, false) : undefined;
  return db
    .select()
    .from(notifications)
    .where(and(eq(notifications.accountId, accountId), eq(notifications.archived, archived), unread, older))
    .orderBy(desc(notifications.createTime), desc(notifications.id))
    .limit(limit);
}

/** How many lines are unread and not put away. */
export async function countUnread(db: Database, accountId: string): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(notifications)
    .where(
      and(eq(notifications.accountId, accountId), eq(notifications.archived, false), eq(notifications.read, false)),
    );
  return row?.unread ?? 0;
}

/** Marks lines as read; all of them where none is named. */
export async function markRead(tx: Tx, accountId: string, ids: string[]): Promise<number> {
  const chosen = ids.length > 0 ? inArray(notifications.id, ids) : eq(notifications.read, false);
  await tx
    .update(notifications)
    .set({ read: true })
    .where(and(eq(notifications.accountId, accountId), chosen));
  await touch(tx, inboxKey(accountId));
  return countUnread(tx, accountId);
}

/** Puts lines away, or takes them back out. */
export async function archive(tx: Tx, accountId: string, ids: string[], archived: boolean): Promise<number> {
  const chosen = and(eq(notifications.accountId, accountId), inArray(notifications.id, ids));
  await tx.update(notifications).set({ archived }).where(chosen);
  await touch(tx, inboxKey(accountId));
  return countUnread(tx, accountId);
}
