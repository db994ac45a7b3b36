import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { NotificationServiceDefinition } from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { archive, countUnread, inboxKey, listNotifications, markRead } from "../inbox.ts";
import { presentNotification } from "../present.ts";
import { findRecipient } from "../recipients.ts";

const newest = 20;

export const notifications: Handlers<typeof NotificationServiceDefinition> = {
  async listNotifications({ language, archived, unreadOnly, pageSize, pageToken }, ctx) {
    const { id: accountId } = ctx.person;
    const size = page.size(pageSize, { standard: 30 });
    const after = page.decode(pageToken, { createTime: "date", id: "uuid" });
    const rows = await listNotifications(ctx.db, accountId, { archived, unreadOnly }, after, size + 1);
    const cut = page.cut(rows, size, ({ createTime, id }) => ({ createTime, id }));
    const words = await readingLanguage(ctx, language);
    return {
      notifications: cut.rows.map((row) => presentNotification(row, words)),
      nextPageToken: cut.nextPageToken,
      unreadCount: await countUnread(ctx.db, accountId),
    };
  },

  async *watchNotifications({ language }, ctx) {
    const { id: accountId } = ctx.person;
    const words = await readingLanguage(ctx, language);
    const changes = ctx.changes(inboxKey(accountId))[Symbol.asyncIterator]();
    const view = { archived: false, unreadOnly: false };
    // Asked for before the first look, so that what comes in between is seen.
    let change = changes.next();
    const seen = new Set((await listNotifications(ctx.db, accountId, view, undefined, newest)).map((row) => row.id));
    let told = await countUnread(ctx.db, accountId);
    yield { unreadCount: told };
    while (!(await change).done) {
      change = changes.next();
      const rows = await listNotifications(ctx.db, accountId, view, undefined, newest);
      const unreadCount = await countUnread(ctx.db, accountId);
      const fresh = rows.filter((row) => !seen.has(row.id)).reverse();
      for (const row of fresh) {
        seen.add(row.id);
        yield { unreadCount, notification: presentNotification(row, words) };
      }
      if (fresh.length === 0 && unreadCount !== told) yield { unreadCount };
      told = unreadCount;
    }
  },

  async markNotificationsRead({ notificationIds }, ctx) {
    return { unreadCount: await ctx.tx((tx) => markRead(tx, ctx.person.id, notificationIds)) };
  },

  async archiveNotifications({ notificationIds, restore }, ctx) {
    return { unreadCount: await ctx.tx((tx) => archive(tx, ctx.person.id, notificationIds, !restore)) };
  },
};

async function readingLanguage(ctx: Ctx, asked: Language): Promise<"RU" | "EN"> {
  if (asked !== Language.UNSPECIFIED) return asked === Language.RU ? "RU" : "EN";
  return (await findRecipient(ctx.db, ctx.person.id))?.language ?? "EN";
}
