import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey } from "@connectrpc/connect-query";
import { HomeService } from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import type { Notification } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import { NotificationService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { queryClient, readAnew } from "../../lib/query.ts";
import { toast } from "../../lib/toasts.ts";
import { transport } from "../../lib/transport.ts";
import { useUnread } from "./unread.ts";

const client = createClient(NotificationService, transport);
const lists = createConnectQueryKey({ schema: NotificationService.method.listNotifications, cardinality: undefined });

/** Reads every list of notifications anew. */
export function refreshLists(): void {
  void readAnew(NotificationService.method.listNotifications, HomeService.method.getHome);
}

/** Marks notifications as read at once, and on the server; none named means all. */
export async function markRead(ids: string[], notKept: string): Promise<void> {
  change((notification) =>
    ids.length === 0 || ids.includes(notification.id) ? { ...notification, read: true } : notification,
  );
  await keep(client.markNotificationsRead({ notificationIds: ids }), notKept);
}

/** Puts notifications away, or takes them back out, at once and on the server. */
export async function archive(ids: string[], restore: boolean, notKept: string): Promise<void> {
  change((notification) => (ids.includes(notification.id) ? undefined : notification));
  await keep(client.archiveNotifications({ notificationIds: ids, restore }), notKept);
  refreshLists();
}

async function keep(call: Promise<{ unreadCount: number }>, notKept: string): Promise<void> {
  try {
    const { unreadCount } = await call;
    useUnread.setState({ unread: unreadCount });
  } catch {
    toast({ text: notKept, failed: true });
    refreshLists();
  }
}

interface Page {
  notifications: Notification[];
}

// A list is kept as one page (the bell's) or as pages (the inbox's).
function change(next: (notification: Notification) => Notification | undefined): void {
  const changed = <P extends Page>(page: P): P => ({
    ...page,
    notifications: page.notifications.flatMap((notification) => next(notification) ?? []),
  });
  queryClient.setQueriesData<Page | { pages: Page[] }>({ queryKey: lists }, (data) => {
    if (!data) return data;
    return "pages" in data ? { ...data, pages: data.pages.map(changed) } : changed(data);
  });
}
