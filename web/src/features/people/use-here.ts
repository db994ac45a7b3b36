import { useQuery } from "@connectrpc/connect-query";
import { PresenceService } from "@platform/connect/platform/user/v1/presence_service_pb.ts";

const mostAtOnce = 100;

/** Which of some people are here now, as far as they show it; asked anew each minute. */
export function useHere(accountIds: readonly string[]): ReadonlySet<string> {
  const { data } = useQuery(
    PresenceService.method.listPresences,
    { accountIds: accountIds.slice(0, mostAtOnce) },
    { enabled: accountIds.length > 0, refetchInterval: 60_000, placeholderData: (before) => before },
  );
  return new Set(data?.presences.map(({ accountId }) => accountId));
}
