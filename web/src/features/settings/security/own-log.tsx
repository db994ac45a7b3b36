import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Group, Text } from "@mantine/core";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import { useState } from "react";
import { AuditEvents } from "../../../components/audit-events.tsx";
import { Section } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { securityWords } from "./words.ts";

/** What happened to the account; read when it is asked for. */
export function OwnLog() {
  const words = useWords(securityWords);
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={words("log")}
      about={words("logText")}
      actions={
        !open && (
          <Button variant="default" size="sm" onClick={() => setOpen(true)}>
            {words("showLog")}
          </Button>
        )
      }
    >
      {open && <Log />}
    </Section>
  );
}

function Log() {
  const words = useWords(securityWords);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    AuditService.method.listOwnAuditEvents,
    { pageSize: 20, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  if (isPending) return <LoadingRows rows={3} />;
  if (error && !data) return <Failed error={error} onRetry={refetch} />;
  if (events.length === 0) {
    return (
      <Text size="sm" className="quiet">
        {words("emptyLog")}
      </Text>
    );
  }
  return (
    <>
      <AuditEvents events={events} />
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Group>
      )}
    </>
  );
}
