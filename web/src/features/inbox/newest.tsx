import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Text } from "@mantine/core";
import { NotificationService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { IconBell } from "@tabler/icons-react";
import { Link } from "react-router";
import { Empty, Failed, LoadingRows } from "../../components/states.tsx";
import { useLanguage, useWords } from "../../lib/words.ts";
import { markRead } from "./acts.ts";
import { NotificationRow } from "./notification-row.tsx";
import { useUnread } from "./unread.ts";
import { inboxWords } from "./words.ts";

/** The newest notifications, in the bell's panel. */
export default function Newest() {
  const words = useWords(inboxWords);
  const { contract } = useLanguage();
  const { unread } = useUnread();
  const { data, isPending, error, refetch } = useQuery(NotificationService.method.listNotifications, {
    language: contract,
    pageSize: 8,
  });
  return (
    <>
      <Group justify="space-between" px={10} py={6} mih={44}>
        <Text fw={600}>{words("notifications")}</Text>
        {unread > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => void markRead([], words("notKept"))}>
            {words("markAll")}
          </Button>
        )}
      </Group>
      {isPending && <LoadingRows rows={3} />}
      {error && <Failed error={error} onRetry={refetch} />}
      {data?.notifications.length === 0 && (
        <Empty
          small
          icon={<IconBell size={24} stroke={1.5} aria-hidden />}
          title={words("emptyAll")}
          text={words("emptyAllText")}
        />
      )}
      <ul style={{ margin: 0, padding: 0, listStyle: "none" }}>
        {data?.notifications.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} compact />
        ))}
      </ul>
      <Button component={Link} to="/inbox" variant="subtle" fullWidth mt={4} size="sm">
        {words("seeAll")}
      </Button>
    </>
  );
}
