import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Group, Text } from "@mantine/core";
import { AuditService } from "@platform/connect/platform/auth/v1/audit_service_pb.ts";
import { IconShieldCheck } from "@tabler/icons-react";
import { useSearchParams } from "react-router";
import { AuditEvents } from "../../components/audit-events.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../components/states.tsx";
import { useWords } from "../../lib/words.ts";
import { adminWords } from "./words.ts";

/** Security acts of all accounts, or of one. */
export default function Audit() {
  const words = useWords(adminWords);
  const [params, setParams] = useSearchParams();
  const accountId = params.get("account") ?? "";
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    AuditService.method.listAuditEvents,
    { accountId, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Page wide title={words("audit")} about={words("auditAbout")} trail={[{ label: words("admin"), to: "/admin" }]}>
      {accountId && (
        <Group justify="space-between">
          <Text size="sm" className="breaking">
            {words("ofAccount", { id: accountId })}
          </Text>
          <Button variant="default" size="sm" onClick={() => setParams({})}>
            {words("allAccounts")}
          </Button>
        </Group>
      )}
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && events.length === 0 && (
        <Empty
          icon={<IconShieldCheck size={28} stroke={1.5} aria-hidden />}
          title={words("noActs")}
          text={words("noActsText")}
        />
      )}
      {events.length > 0 && <AuditEvents events={events} withAccount={(id) => setParams({ account: id })} />}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </Page>
  );
}
