import { useInfiniteQuery } from "@connectrpc/connect-query";
import { ActionIcon, Button, Center } from "@mantine/core";
import type { Notification } from "@platform/connect/platform/notification/v1/notification_pb.ts";
import { NotificationService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { IconAdjustments, IconArchive, IconArrowBackUp, IconCheck, IconChecks, IconInbox } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../components/states.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { toast } from "../../lib/toasts.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import { archive, markRead } from "./acts.ts";
import { NotificationRow } from "./notification-row.tsx";
import { useUnread } from "./unread.ts";
import { inboxWords } from "./words.ts";

const filters = ["all", "unread", "archive"] as const;
type Filter = (typeof filters)[number];

/** All notifications, with what is new, what was read and what was put away. */
export default function Inbox() {
  const words = useWords(inboxWords);
  const { unread } = useUnread();
  const [params] = useSearchParams();
  const filter = filters.find((known) => known === params.get("show")) ?? "all";
  return (
    <Page
      title={words("inbox")}
      about={words("about")}
      actions={
        <>
          {unread > 0 && (
            <Button
              variant="default"
              size="sm"
              leftSection={<IconChecks size={18} aria-hidden />}
              onClick={() => void markRead([], words("notKept"))}
            >
              {words("markAll")}
            </Button>
          )}
          <ActionIcon
            component={Link}
            to="/settings/notifications"
            variant="default"
            size={36}
            aria-label={words("preferences")}
            title={words("preferences")}
          >
            <IconAdjustments size={18} aria-hidden />
          </ActionIcon>
        </>
      }
    >
      <Tabs
        label={words("filter")}
        tabs={[
          { to: "/inbox", label: words("all"), current: filter === "all" },
          { to: "/inbox?show=unread", label: words("unreadOnly"), current: filter === "unread", count: unread },
          { to: "/inbox?show=archive", label: words("archive"), current: filter === "archive" },
        ]}
      />
      <List filter={filter} />
    </Page>
  );
}

function List({ filter }: { filter: Filter }) {
  const words = useWords(inboxWords);
  const { contract } = useLanguage();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    NotificationService.method.listNotifications,
    {
      language: contract,
      unreadOnly: filter === "unread",
      archived: filter === "archive",
      pageSize: 30,
      pageToken: "",
    },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const notifications = data?.pages.flatMap((page) => page.notifications) ?? [];

  if (isPending) return <LoadingRows />;
  if (error && !data) return <Failed error={error} onRetry={refetch} />;
  if (notifications.length === 0) return <Nothing filter={filter} />;
  return (
    <>
      <ul className="card rows" style={{ margin: 0, padding: 0, listStyle: "none" }}>
        {notifications.map((notification) => (
          <NotificationRow
            key={notification.id}
            notification={notification}
            actions={<Acts notification={notification} />}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </>
  );
}

function Acts({ notification: { id, read, archived } }: { notification: Notification }) {
  const words = useWords(inboxWords);
  const notKept = words("notKept");

  function move(restore: boolean) {
    void archive([id], restore, notKept);
    toast({
      text: words(restore ? "restored" : "archived"),
      action: { label: words("undo"), run: () => void archive([id], !restore, notKept) },
    });
  }

  const Away = archived ? IconArrowBackUp : IconArchive;
  const away = words(archived ? "putBack" : "putAway");
  return (
    <>
      {!read && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={words("markRead")}
          title={words("markRead")}
          onClick={() => void markRead([id], notKept)}
        >
          <IconCheck size={18} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={away} title={away} onClick={() => move(archived)}>
        <Away size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  const words = useWords(inboxWords);
  const said = {
    all: [words("emptyAll"), words("emptyAllText"), IconInbox],
    unread: [words("emptyUnread"), words("emptyUnreadText"), IconChecks],
    archive: [words("emptyArchive"), words("emptyArchiveText"), IconArchive],
  } as const;
  const [title, text, Icon] = said[filter];
  return <Empty icon={<Icon size={28} stroke={1.5} aria-hidden />} title={title} text={text} />;
}
